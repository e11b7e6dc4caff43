package multikernel.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import multikernel.domain.Multikernel;

/**
 * Memory that other cores use is taken away from them, until no core can reach it ({@code unmap}), or until its range
 * can be given to someone else ({@code unmap and free}), which the C programs and the shared arena do at once; what
 * zeroing takes is a row of its own. By two threads alone, and through a booted node.
 */
final class UnmapExperiment {

    private static final String METRIC = "unmap";
    private static final String MUNMAP = "munmap";
    private static final List<MemoryTask> TASKS = List.of(MemoryTask.UNMAP, MemoryTask.UNMAP_AND_FREE);

    /** Against a shared arena, by placement, and against {@code munmap}. */
    private static final double ARENA_NEAR_MAX = 1 / 50.0;

    private static final double ARENA_FAR_MAX = 1 / 25.0;
    private static final double SYSTEM_MAX = 1 / 10.0;

    private final Laboratory laboratory;
    private final UnmapPeers peers;
    private final Deque<AutoCloseable> stage = new ArrayDeque<>();
    private final List<Subject> subjects = new ArrayList<>();
    private final List<Comparison> comparisons = new ArrayList<>();

    private UnmapExperiment(Laboratory laboratory) {
        this.laboratory = laboratory;
        peers = new UnmapPeers(laboratory);
        stage.push(peers);
    }

    static Experiment open(Laboratory laboratory) {
        var experiment = new UnmapExperiment(laboratory);
        var isOpen = false;
        try {
            experiment.open();
            isOpen = true;
        } finally {
            if (!isOpen) {
                experiment.leave();
            }
        }
        return experiment.named("unmap");
    }

    /** Each operation on capabilities between two cores, beside a round trip over a ring. */
    static Experiment capabilities(Laboratory laboratory) {
        var experiment = new UnmapExperiment(laboratory);
        var ring = laboratory.limits("round-trip", experiment.subjects, experiment.comparisons);
        for (var task : MemoryTask.values()) {
            var ours = experiment.threads(task);
            ring.ifPresent(limit -> experiment.comparisons.add(Comparison.of(task.metric(), ours, limit)));
        }
        return experiment.named("capability");
    }

    private Experiment named(String name) {
        var notes = new ArrayList<>(laboratory.notes());
        notes.addAll(peers.notes());
        return new Experiment(name, subjects, comparisons, notes, this::leave);
    }

    private void open() {
        laboratory.limits("round-trip", subjects, comparisons);
        var arena = add(peers.arena(METRIC, 2));
        var system = system(2);
        var unpark = add(peers.unpark(METRIC, 2));
        var two = new ArrayList<Subject>();
        for (var task : TASKS) {
            compare(task, threads(task), arena, system, unpark);
        }
        var kernel = boot(2);
        for (var task : TASKS) {
            two.add(node(kernel, task, 2));
            compare(task, two.getLast(), arena, system, unpark);
        }
        for (var bytes : List.of(UnmapPeers.PAGE_BYTES, UnmapPeers.FOUR_PAGES_BYTES)) {
            add(ZeroSubject.of(parameters("zero", 2, bytes), laboratory.crowd(2), bytes));
        }
        laboratory.coreCounts().stream()
                .filter(cores -> cores == laboratory.cores() || !laboratory.isCrowded(cores))
                .forEach(cores -> many(cores, two));
    }

    private void compare(MemoryTask task, Subject ours, Subject arena, List<Subject> system, Subject unpark) {
        var metric = task.metric() + ", " + ours.parameters().get("through");
        comparisons.add(Comparison.of(metric, ours, arena).atMost(ARENA_NEAR_MAX, ARENA_FAR_MAX));
        for (var peer : system) {
            var pages = peer.parameters().get("bytes") + " bytes";
            var comparison = Comparison.of(metric + ", " + pages, ours, peer);
            var hasGoal = peer.name().equals(MUNMAP);
            comparisons.add(hasGoal ? comparison.atMost(SYSTEM_MAX, SYSTEM_MAX) : comparison);
        }
        comparisons.add(Comparison.of(metric, ours, unpark));
    }

    private void many(int cores, List<Subject> two) {
        var arena = add(peers.arena(METRIC, cores));
        var system = system(cores);
        var unpark = add(peers.unpark(METRIC, cores));
        var isCrowded = laboratory.isCrowded(cores);
        var kernel = boot(cores);
        for (int i = 0; i < TASKS.size(); i++) {
            var ours = node(kernel, TASKS.get(i), cores);
            var metric = TASKS.get(i).metric() + ", " + cores + " cores";
            var bare = Comparison.of(metric, ours, unpark);
            var max = CommitExperiments.CROWDED_MAX;
            comparisons.add(isCrowded ? bare.atMost(max, max) : bare);
            comparisons.add(Comparison.of(metric, ours, arena));
            system.forEach(peer -> comparisons.add(
                    Comparison.of(metric + ", " + peer.parameters().get("bytes") + " bytes", ours, peer)));
            comparisons.add(CommitExperiments.growth(ours, two.get(i), cores, isCrowded));
        }
    }

    private <S extends Subject> S add(S subject) {
        subjects.add(subject);
        return subject;
    }

    private List<Subject> system(int cores) {
        var found = new ArrayList<Subject>();
        for (var what : List.of(MUNMAP, "mprotect")) {
            for (var bytes : List.of(UnmapPeers.PAGE_BYTES, UnmapPeers.FOUR_PAGES_BYTES)) {
                peers.system(what, METRIC, cores, bytes).ifPresent(peer -> found.add(add(peer)));
            }
        }
        return found;
    }

    private Subject threads(MemoryTask task) {
        var parameters = parameters(task.metric(), 2, MemoryTask.BYTES);
        parameters.put("through", "two threads");
        return add(new MemorySubject(parameters, laboratory.crowd(2), false, task));
    }

    private Multikernel boot(int cores) {
        var kernel = KernelSubject.boot(cores);
        stage.push(kernel);
        return kernel;
    }

    /** Where there are too few CPUs the other cores sleep: to use the frame they would wait for a CPU. */
    private Subject node(Multikernel kernel, MemoryTask task, int cores) {
        var parameters = parameters(task.metric(), cores, MemoryTask.BYTES);
        parameters.put("through", "a node");
        var isFreed = task == MemoryTask.UNMAP_AND_FREE;
        var name = "bench-" + task.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return add(new KernelSubject(name, parameters, kernel, !laboratory.isCrowded(cores), isFreed));
    }

    private static Map<String, Object> parameters(String metric, int cores, long bytes) {
        return Laboratory.parameters("metric", metric, "cores", cores, "bytes", bytes);
    }

    /** In the reverse order. */
    private void leave() {
        while (!stage.isEmpty()) {
            try {
                stage.pop().close();
            } catch (Exception left) {
                throw new IllegalStateException("a node does not end", left);
            }
        }
    }
}
