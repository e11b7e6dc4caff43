package multikernel.bench;

import java.util.Map;
import java.util.function.LongSupplier;

/** One thing again and again on the calling thread; several at once, so that the clock around them costs little. */
record Alone(String what, LongSupplier once) implements Subject {

    private static final int TIMES = 1000;

    @Override
    public String name() {
        return Laboratory.OURS;
    }

    @Override
    public Map<String, Object> parameters() {
        return Laboratory.parameters("metric", what);
    }

    @Override
    public Slice slice(long nanos) {
        var began = System.nanoTime();
        var operations = 0L;
        var sum = 0L;
        var now = began;
        while (now - began < nanos) {
            for (var time = 0; time < TIMES; time++) {
                sum += once.getAsLong();
            }
            operations += TIMES;
            now = System.nanoTime();
        }
        if (sum == 0) {
            throw new IllegalStateException("what is measured was left out");
        }
        return Slice.ofStream(operations, now - began, 0, 0, 0);
    }

    @Override
    public void close() {}
}
