package multikernel.bench;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import multikernel.base.CoreId;
import multikernel.domain.Cores;
import multikernel.domain.Domain;
import multikernel.domain.Multikernel;
import multikernel.settings.Settings;
import org.jspecify.annotations.Nullable;

/** A round trip between two cores of a booted node whose dispatchers have so many other channels to each other. */
final class IdleSubject implements Subject {

    /** What ends later than this after its time has lost a ball. */
    private static final long END_NANOS_MAX = TimeUnit.SECONDS.toNanos(30);

    private static final long OPEN_SECONDS_MAX = 30;

    private final int idle;
    private final Domain<IdleEnds.Told> domain;
    private final List<CompletableFuture<Boolean>> opened =
            List.of(new CompletableFuture<>(), new CompletableFuture<>());

    /** Completed on the leader's thread. */
    private CompletableFuture<Slice> done = new CompletableFuture<>();

    /** @param idle channels beside the one that is used, each way */
    IdleSubject(Multikernel kernel, int idle) {
        this.idle = idle;
        var name = "idle-" + idle;
        domain = kernel.spawn(
                name,
                IdleEnds.Told.class,
                context -> IdleEnds.of(context, name, this::opened, slice -> done.complete(slice)),
                Cores.all());
        for (var core : domain.cores()) {
            var other = domain.cores().stream()
                    .filter(each -> !each.equals(core))
                    .findFirst()
                    .orElseThrow();
            domain.on(core).tell(new IdleEnds.Told.Open(other, 1 + idle));
        }
        CompletableFuture.allOf(opened.toArray(CompletableFuture[]::new))
                .orTimeout(OPEN_SECONDS_MAX, TimeUnit.SECONDS)
                .join();
    }

    private void opened(CoreId core, @Nullable Throwable refused) {
        var mine = opened.get(domain.cores().indexOf(core));
        if (refused == null) {
            mine.complete(true);
        } else {
            mine.completeExceptionally(refused);
        }
    }

    /**
     * A node on the two CPUs.
     *
     * @param channels that each core may have an end of
     */
    static Multikernel boot(TwoThreads cpus, int channels) {
        var overrides = Map.of(
                "multikernel.cores",
                Stream.of(cpus.firstCpu(), cpus.secondCpu())
                        .map(cpu -> Map.of("cpu", cpu))
                        .toList(),
                "multikernel.metrics.enabled",
                "off",
                "multikernel.messages",
                "warn",
                "multikernel.dispatcher.channels-max",
                channels);
        return Multikernel.boot(Settings.load(null, ConfigFactory.parseMap(overrides)));
    }

    @Override
    public String name() {
        return Laboratory.OURS;
    }

    @Override
    public Map<String, Object> parameters() {
        return Laboratory.parameters("metric", "round-trip", "through", "a node", "idle", idle);
    }

    @Override
    public Slice slice(long nanos) {
        done = new CompletableFuture<>();
        domain.on(domain.cores().getFirst()).tell(new IdleEnds.Told.Begin(nanos));
        return done.orTimeout(nanos + END_NANOS_MAX, TimeUnit.NANOSECONDS).join();
    }

    /** The node is the experiment's. */
    @Override
    public void close() {}
}
