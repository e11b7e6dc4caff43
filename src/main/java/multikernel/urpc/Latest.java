package multikernel.urpc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** The last of the immutable values that one thread has posted. */
public final class Latest<T> {

    private static final VarHandle VALUE = MethodHandles.arrayElementVarHandle(Object[].class);

    private final Object[] value = new Object[1];

    public Latest(T first) {
        post(first);
    }

    /** Owner: readers see all of it, or what was there before. */
    public void post(T next) {
        VALUE.setRelease(value, 0, next);
    }

    /** Anyone. */
    @SuppressWarnings("unchecked")
    public T read() {
        return (T) VALUE.getAcquire(value, 0);
    }
}
