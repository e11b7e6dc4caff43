package multikernel.bench;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import multikernel.base.CoreId;
import multikernel.bench.FiguresKeeper.Task;
import multikernel.domain.Domain;

/**
 * The replicated map on two booted cores.
 *
 * @param metric what is measured
 * @param asker the core that asks for changes
 */
record FiguresSubject(Map<String, Object> parameters, Domain<Task> domain, Metric metric, CoreId asker)
        implements Subject {

    /** What is measured. */
    enum Metric {
        READ,
        ALL,
        ONE_AT_A_TIME,
        PIPELINED
    }

    /** What ends later than this after its time has lost a change. */
    private static final long END_NANOS_MAX = TimeUnit.SECONDS.toNanos(30);

    static final int DEPTH = 32;

    @Override
    public String name() {
        return Laboratory.OURS;
    }

    @Override
    public Slice slice(long nanos) {
        return switch (metric) {
            case READ, ALL -> reads(nanos);
            case ONE_AT_A_TIME -> changes(nanos, 1);
            case PIPELINED -> changes(nanos, DEPTH);
        };
    }

    private Slice reads(long nanos) {
        var found = domain.cores().stream()
                .map(core -> {
                    var done = new CompletableFuture<Slice>();
                    domain.on(core).tell(new Task.Read(nanos, metric == Metric.ALL, done));
                    return done;
                })
                .toList();
        var slices = found.stream().map(done -> await(done, nanos)).toList();
        return slices.getFirst();
    }

    private Slice changes(long nanos, int depth) {
        var done = new CompletableFuture<Slice>();
        domain.on(asker).tell(new Task.Change(nanos, depth, done));
        return await(done, nanos);
    }

    private static Slice await(CompletableFuture<Slice> done, long nanos) {
        return done.orTimeout(nanos + END_NANOS_MAX, TimeUnit.NANOSECONDS).join();
    }

    /** The kernel ends its domains. */
    @Override
    public void close() {}
}
