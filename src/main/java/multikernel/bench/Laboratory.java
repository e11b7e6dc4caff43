package multikernel.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What experiments share: the two CPUs, and the C programs where this machine has a compiler. */
final class Laboratory implements AutoCloseable {

    static final String LINE = "C line";
    static final String RING = "C ring";
    static final String OURS = "multikernel";

    /** A run whose C ring is slower against its raw line was disturbed, and does not count. */
    static final double RING_NEAR_MAX = 1.45;

    static final double RING_FAR_MAX = 1.35;

    private final TwoThreads cpus;
    private final Optional<CProgram> line;
    private final Optional<CProgram> ring;
    private final LineProbe probe;
    private final int cores;

    /** @param cores at most so many, where an experiment varies them */
    Laboratory(TwoThreads cpus, int cores) {
        this.cpus = cpus;
        this.cores = cores;
        line = CProgram.compiled("line", cpus);
        ring = CProgram.compiled("ring", cpus);
        probe = line.<LineProbe>map(CLine::new).orElseGet(() -> new JavaLine(cpus));
    }

    TwoThreads cpus() {
        return cpus;
    }

    int cores() {
        return cores;
    }

    LineProbe probe() {
        return probe;
    }

    /** One line for what is left out. */
    List<String> notes() {
        var notes = new ArrayList<String>();
        if (line.isEmpty()) {
            notes.add("C line is left out: gcc is missing or does not compile it; " + probe.name()
                    + " tells the placement");
        }
        if (ring.isEmpty()) {
            notes.add("C ring is left out: gcc is missing or does not compile it");
        }
        return notes;
    }

    Optional<Subject> line() {
        return line.map(program -> new CSubject(LINE, parameters("metric", "round-trip"), program, "round-trip"));
    }

    /** @param metric {@code round-trip} or {@code streaming} */
    Optional<Subject> ring(String metric) {
        var what = metric.equals("streaming") ? "stream" : metric;
        return ring.map(program -> new CSubject(RING, parameters("metric", metric), program, what));
    }

    /** Adds the limits that the C programs set, with what a run must keep to count; the ring, if there is one. */
    Optional<Subject> limits(String metric, List<Subject> subjects, List<Comparison> comparisons) {
        var limit = metric.equals("round-trip") ? line() : Optional.<Subject>empty();
        var ring = ring(metric);
        limit.ifPresent(subjects::add);
        ring.ifPresent(subjects::add);
        if (limit.isPresent() && ring.isPresent()) {
            comparisons.add(Comparison.of(metric, ring.get(), limit.get()).atMost(RING_NEAR_MAX, RING_FAR_MAX));
        }
        return ring;
    }

    /** In the order given: a name, its value, and so on. */
    static Map<String, Object> parameters(Object... namesAndValues) {
        var parameters = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
        }
        return parameters;
    }

    @Override
    public void close() {
        probe.close();
        line.ifPresent(CProgram::close);
        ring.ifPresent(CProgram::close);
    }
}
