package multikernel.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import multikernel.hardware.ThreadMask;

/**
 * Requests of a store of one core, asked for by {@code redis-benchmark} from the other CPU, beside Redis. Either server
 * is a process that has one CPU for everything that it does, a JVM's compiler and collector too.
 */
final class StoreExperiment {

    private static final String REDIS = "Redis";
    private static final List<String> COMMANDS = List.of("set", "get");
    private static final List<Integer> PIPELINES = List.of(1, 16);

    /** Ours divided by Redis', time for time: as many requests a second, or more. */
    private static final double GOAL = 1.0;

    /** The compiler of a JVM has the one CPU only when the core lets it. */
    static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final Laboratory laboratory;
    private final Deque<AutoCloseable> stage = new ArrayDeque<>();

    private StoreExperiment(Laboratory laboratory) {
        this.laboratory = laboratory;
    }

    /** @throws Bench.Unfit where nothing asks */
    static Experiment open(Laboratory laboratory, long warmUpNanos) {
        if (!RedisProgram.isThere(RedisProgram.BENCHMARK)) {
            throw new Bench.Unfit("store is asked by " + RedisProgram.BENCHMARK + ", which is not installed");
        }
        var experiment = new StoreExperiment(laboratory);
        var isOpen = false;
        try {
            var opened = experiment.open(warmUpNanos);
            isOpen = true;
            return opened;
        } finally {
            if (!isOpen) {
                SharedMemoryExperiment.leave(experiment.stage);
            }
        }
    }

    private Experiment open(long warmUpNanos) {
        var cpu = laboratory.cpus().firstCpu();
        var ours = pinned(cpu, () -> FarJvm.start(List.of(FarEnd.STORE, Integer.toString(cpu))));
        stage.push(ours);
        var port = Integer.parseInt(ours.answer());
        var redis = pinned(cpu, RedisProgram::serve);
        redis.ifPresent(stage::push);
        var notes = new ArrayList<>(laboratory.notes());
        redis.ifPresentOrElse(
                running -> notes.add(running.version() + ", without a disk"),
                () -> notes.add("Redis left out: " + RedisProgram.SERVER + " is not installed or does not start"));
        var subjects = new ArrayList<StoreSubject>();
        var comparisons = new ArrayList<Comparison>();
        for (var command : COMMANDS) {
            for (int pipeline : PIPELINES) {
                var mine = subject(Laboratory.OURS, port, command, pipeline);
                subjects.add(mine);
                redis.ifPresent(running -> {
                    var theirs = subject(REDIS, running.port(), command, pipeline);
                    subjects.add(theirs);
                    comparisons.add(Comparison.of(command + ", pipeline " + pipeline, mine, theirs)
                            .atMost(GOAL, GOAL));
                });
            }
        }
        subjects.forEach(subject -> subject.slice(warmUpNanos));
        return new Experiment("store", subjects, comparisons, notes, () -> SharedMemoryExperiment.leave(stage));
    }

    private StoreSubject subject(String name, int port, String command, int pipeline) {
        var parameters = Laboratory.parameters(
                "metric", "request", "command", command, "pipeline", pipeline, "connections", StoreSubject.CONNECTIONS);
        return new StoreSubject(name, parameters, laboratory.cpus().secondCpu(), port, command, pipeline);
    }

    /** Whatever process is started in there has this CPU alone: it inherits that from the thread that starts it. */
    static <T> T pinned(int cpu, Supplier<T> start) {
        var started = new ArrayList<T>();
        var thread = Thread.ofPlatform().start(() -> {
            ThreadMask.pinCurrentThread(cpu);
            started.add(start.get());
        });
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (started.isEmpty()) {
            throw new IllegalStateException("a process for CPU " + cpu + " did not start");
        }
        return started.getFirst();
    }
}
