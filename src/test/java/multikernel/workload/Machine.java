package multikernel.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import multikernel.base.CoreId;
import multikernel.base.CoreState;
import multikernel.base.DomainReading;
import multikernel.base.DomainSpec;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.domain.Multikernel;
import multikernel.settings.Settings;

/** A booted node with the shipped kinds, whose cores are taken off and brought back. */
final class Machine implements AutoCloseable {

    /** Few, for each move of a dispatcher that goes on throwing takes its time. */
    private static final int RESTARTS_MAX = 6;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    final Multikernel kernel;
    private final int cores;

    Machine(int cores, Path data) {
        this.cores = cores;
        kernel = Multikernel.boot(Settings.load(
                null,
                ConfigFactory.parseMap(Map.of(
                        "multikernel.cores",
                        cores,
                        "multikernel.data",
                        data.toString(),
                        "multikernel.metrics.enabled",
                        "off",
                        "multikernel.fault-injection",
                        "on",
                        "multikernel.drain-timeout",
                        "20s",
                        "multikernel.dispatcher.restarts-max",
                        RESTARTS_MAX,
                        "multikernel.memory.region",
                        cores * 4 + "MiB",
                        "multikernel.domains",
                        List.of()))));
    }

    List<CoreId> all() {
        return IntStream.range(0, cores).mapToObj(CoreId::of).toList();
    }

    void spawn(String name, String kind, List<CoreId> on, Map<String, String> settings) {
        var outcome = get(kernel.spawn(new DomainSpec(name, kind, on, 0, settings)));
        assertTrue(outcome instanceof Outcome.Done, outcome::toString);
        await(name + " runs", () -> domain(name).state().equals("running"));
    }

    DomainReading domain(String name) {
        return kernel.domains().stream()
                .filter(domain -> domain.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    void offline(int core) {
        assertEquals(Optional.empty(), get(kernel.offline(CoreId.of(core))));
        await("core " + core + " is offline", () -> state(core) == CoreState.OFFLINE);
    }

    void online(int core) {
        assertEquals(Optional.empty(), get(kernel.online(CoreId.of(core))));
        await("core " + core + " is online", () -> state(core) == CoreState.ONLINE);
    }

    Refusal refusalOf(int core) {
        return get(kernel.offline(CoreId.of(core))).orElseThrow().refusal();
    }

    CoreState state(int core) {
        return kernel.cores().get(core).state();
    }

    static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
        } catch (Exception late) {
            throw new AssertionError(late);
        }
    }

    static void await(String what, BooleanSupplier condition) {
        var until = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, what);
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }

    @Override
    public void close() {
        kernel.close();
    }
}
