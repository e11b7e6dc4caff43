package multikernel.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What experiments share: the two CPUs, and the C programs where this machine has a compiler. */
final class Laboratory implements AutoCloseable {

    static final String LINE = "C line";
    static final String RING = "C ring";
    static final String OURS = "multikernel";

    /** A run whose C ring is slower against its raw line was disturbed, and does not count. */
    static final double RING_NEAR_MAX = 1.45;

    static final double RING_FAR_MAX = 1.35;

    private final List<Integer> allowed;
    private final TwoThreads cpus;
    private final List<String> pair;
    private final Optional<CProgram> line;
    private final Optional<CProgram> ring;
    private final LineProbe probe;
    private final int cores;

    /**
     * @param allowed the CPUs that this process may use, two at least
     * @param cores at most so many, where an experiment varies them
     */
    Laboratory(List<Integer> allowed, int cores) {
        this.allowed = List.copyOf(allowed);
        this.cores = cores;
        cpus = new TwoThreads(allowed.get(0), allowed.get(1));
        pair = List.of(Integer.toString(cpus.firstCpu()), Integer.toString(cpus.secondCpu()));
        line = CProgram.compiled("line");
        ring = CProgram.compiled("ring");
        probe = line.<LineProbe>map(program -> new CLine(program, pair)).orElseGet(() -> new JavaLine(cpus));
    }

    /** Threads that keep every CPU busy, dealt out to the CPUs in turn. */
    Crowd busyCrowd(int threads) {
        return Crowd.pinned(allowed, threads);
    }

    List<Integer> allowed() {
        return allowed;
    }

    TwoThreads cpus() {
        return cpus;
    }

    int cores() {
        return cores;
    }

    /** Beside two: four and its doubles, and as many as were asked for. */
    List<Integer> coreCounts() {
        return IntStream.concat(IntStream.iterate(4, count -> count < cores, count -> 2 * count), IntStream.of(cores))
                .filter(count -> count > 2)
                .boxed()
                .toList();
    }

    /** Are so many cores more than there are CPUs? */
    boolean isCrowded(int cores) {
        return cores > allowed.size();
    }

    /** Threads for so many cores as a node has them: bound where each has a CPU of its own. */
    Crowd crowd(int cores) {
        return isCrowded(cores) ? Crowd.free(cores) : Crowd.pinned(allowed, cores);
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
        return line.map(program -> new CSubject(LINE, parameters("metric", "round-trip"), program, pair, "round-trip"));
    }

    /** @param metric {@code round-trip} or {@code streaming} */
    Optional<Subject> ring(String metric) {
        var what = metric.equals("streaming") ? "stream" : metric;
        return ring.map(program -> new CSubject(RING, parameters("metric", metric), program, pair, what));
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
