package multikernel.bench;

import java.util.Map;

/** What a tree was predicted to take, beside what is measured. */
record TreePrediction(String shape, Map<String, Object> of, long nanos) implements Subject {

    @Override
    public String name() {
        return shape + ", predicted";
    }

    @Override
    public Map<String, Object> parameters() {
        return of;
    }

    @Override
    public Slice slice(long nanosOfSlice) {
        return Slice.ofValue(1, Math.max(1, nanos), nanos);
    }

    @Override
    public void close() {}
}
