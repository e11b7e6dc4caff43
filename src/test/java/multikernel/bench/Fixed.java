package multikernel.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A subject that answers what it was told to, and remembers for how long it was asked. */
final class Fixed implements Subject {

    private final String name;
    private final double value;
    final List<Long> asked = new ArrayList<>();

    Fixed(String name, double value) {
        this.name = name;
        this.value = value;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<String, Object> parameters() {
        return Map.of("metric", "round-trip");
    }

    @Override
    public Slice slice(long nanos) {
        asked.add(nanos);
        return new Slice(10, 1_000, value, 2 * value, 3 * value);
    }

    @Override
    public void close() {}

    static Tagged tagged(int round, Placement placement, double value) {
        return new Tagged(round, placement, new Slice(10, 1_000, value, 2 * value, 3 * value), 48);
    }
}
