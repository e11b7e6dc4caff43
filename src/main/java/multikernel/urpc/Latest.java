package multikernel.urpc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** The last of the immutable values that one thread has posted. */
public final class Latest<T> {

    private static final VarHandle VALUE;

    static {
        try {
            VALUE = MethodHandles.lookup().findVarHandle(Latest.class, "value", Object.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private T value;

    public Latest(T first) {
        value = first;
    }

    /** Owner: readers see all of it, or what was there before. */
    public void post(T next) {
        VALUE.setRelease(this, next);
    }

    /** Anyone. */
    @SuppressWarnings("unchecked")
    public T read() {
        return (T) VALUE.getAcquire(this);
    }
}
