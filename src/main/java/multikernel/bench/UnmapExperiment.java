package multikernel.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Memory that other cores use is taken away from them, until no core can reach it ({@code unmap}), or until its range
 * can be given to someone else ({@code unmap and free}); what zeroing takes is a row of its own. The C programs and the
 * shared arena do both at once.
 */
final class UnmapExperiment {

    private static final String METRIC = "unmap";

    /** Against a shared arena, by placement, and against {@code munmap}. */
    private static final double ARENA_NEAR_MAX = 1 / 50.0;

    private static final double ARENA_FAR_MAX = 1 / 25.0;
    private static final double SYSTEM_MAX = 1 / 10.0;

    private final Laboratory laboratory;
    private final UnmapPeers peers;
    private final List<Subject> subjects = new ArrayList<>();
    private final List<Comparison> comparisons = new ArrayList<>();

    private UnmapExperiment(Laboratory laboratory) {
        this.laboratory = laboratory;
        peers = new UnmapPeers(laboratory);
    }

    static Experiment open(Laboratory laboratory) {
        var experiment = new UnmapExperiment(laboratory);
        laboratory.limits("round-trip", experiment.subjects, experiment.comparisons);
        experiment.two();
        return experiment.named("unmap");
    }

    /** Each operation on capabilities between two cores, beside a round trip over a ring. */
    static Experiment capabilities(Laboratory laboratory) {
        var experiment = new UnmapExperiment(laboratory);
        var ring = laboratory.limits("round-trip", experiment.subjects, experiment.comparisons);
        for (var task : MemoryTask.values()) {
            var ours = experiment.add(experiment.memory(task));
            ring.ifPresent(limit -> experiment.comparisons.add(Comparison.of(task.metric(), ours, limit)));
        }
        return experiment.named("capability");
    }

    private Experiment named(String name) {
        var notes = new ArrayList<>(laboratory.notes());
        notes.addAll(peers.notes());
        return new Experiment(name, subjects, comparisons, notes, peers);
    }

    private <S extends Subject> S add(S subject) {
        subjects.add(subject);
        return subject;
    }

    private void two() {
        var arena = add(peers.arena(METRIC, 2));
        var system = new ArrayList<Subject>();
        for (var what : List.of("munmap", "mprotect")) {
            for (var bytes : List.of(UnmapPeers.PAGE_BYTES, UnmapPeers.FOUR_PAGES_BYTES)) {
                peers.system(what, METRIC, 2, bytes).ifPresent(peer -> system.add(add(peer)));
            }
        }
        var unpark = add(peers.unpark(METRIC, 2));
        for (var task : List.of(MemoryTask.UNMAP, MemoryTask.UNMAP_AND_FREE)) {
            var ours = add(memory(task));
            var metric = task.metric();
            comparisons.add(Comparison.of(metric, ours, arena).atMost(ARENA_NEAR_MAX, ARENA_FAR_MAX));
            for (var peer : system) {
                var pages = peer.parameters().get("bytes") + " bytes";
                comparisons.add(Comparison.of(metric + ", " + pages, ours, peer).atMost(SYSTEM_MAX, SYSTEM_MAX));
            }
            comparisons.add(Comparison.of(metric, ours, unpark));
        }
        for (var bytes : List.of(UnmapPeers.PAGE_BYTES, UnmapPeers.FOUR_PAGES_BYTES)) {
            add(ZeroSubject.of(parameters("zero", bytes), laboratory.crowd(2), bytes));
        }
    }

    private Subject memory(MemoryTask task) {
        return new MemorySubject(parameters(task.metric(), MemoryTask.BYTES), laboratory.crowd(2), false, task);
    }

    private static Map<String, Object> parameters(String metric, long bytes) {
        return Laboratory.parameters("metric", metric, "cores", 2, "bytes", bytes);
    }
}
