package multikernel.runtime;

import java.util.function.Supplier;

/** The latest of what changes now and then as a whole: written by one thread, read by any. */
public final class Current<T> implements Supplier<T> {

    private volatile T value;

    public Current(T value) {
        this.value = value;
    }

    @Override
    public T get() {
        return value;
    }

    public void set(T newer) {
        value = newer;
    }
}
