package multikernel.bench;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.base.Outcome;
import multikernel.domain.Multikernel;
import multikernel.settings.Settings;

/** A node of one core with a store, in a process of its own. */
final class StoreEnd implements AutoCloseable {

    private static final String STORE = "store";
    private static final long READY_SECONDS_MAX = 60;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Scratch data;
    private final Multikernel kernel;

    private StoreEnd(Scratch data, Multikernel kernel) {
        this.data = data;
        this.kernel = kernel;
    }

    static StoreEnd begin(int cpu) {
        var data = Scratch.make();
        var kernel = Multikernel.boot(Settings.load(
                null,
                ConfigFactory.parseMap(Map.of(
                        "multikernel.data",
                        data.path().toString(),
                        "multikernel.cores",
                        List.of(Map.of("cpu", cpu)),
                        "multikernel.metrics.enabled",
                        "off"))));
        return new StoreEnd(data, kernel);
    }

    /** Spawns the store; its port. */
    int serve() {
        var spec = new DomainSpec(STORE, STORE, List.of(CoreId.of(0)), 0, Map.of("port", "0"));
        var outcome = kernel.spawn(spec).toCompletableFuture().join();
        if (outcome instanceof Outcome.Refused refused) {
            throw new IllegalStateException("no store: " + refused);
        }
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS_MAX);
        while (!kernel.listening().containsKey(STORE)) {
            if (System.nanoTime() - until > 0) {
                throw new IllegalStateException("the store does not listen");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return Objects.requireNonNull(kernel.listening().get(STORE)).getPort();
    }

    @Override
    public void close() {
        kernel.close();
        data.close();
    }
}
