package multikernel.bench;

import com.typesafe.config.ConfigFactory;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import multikernel.domain.Cores;
import multikernel.domain.Domain;
import multikernel.domain.Multikernel;
import multikernel.settings.Settings;

/** A domain on all cores of a booted node that takes a frame away from all of them, as an application does. */
final class KernelSubject implements Subject {

    /** What ends later than this after its time has lost an answer. */
    private static final long END_NANOS_MAX = TimeUnit.SECONDS.toNanos(30);

    private final Map<String, Object> parameters;
    private final boolean isUsed;
    private final Domain<Unmapper.Told> domain;

    /** Completed on the leader's thread. */
    private CompletableFuture<Slice> done = new CompletableFuture<>();

    /** @param isUsed the other cores use the frame all the time, and do not sleep */
    KernelSubject(String name, Map<String, Object> parameters, Multikernel kernel, boolean isUsed, boolean isFreed) {
        this.parameters = parameters;
        this.isUsed = isUsed;
        Consumer<Slice> told = slice -> done.complete(slice);
        domain = kernel.spawn(name, Unmapper.Told.class, context -> Unmapper.of(context, isFreed, told), Cores.all());
    }

    /** A node with so many cores, which are virtual where there are more than CPUs. */
    static Multikernel boot(int cores) {
        var overrides = Map.of(
                "multikernel.cores",
                cores,
                "multikernel.metrics.enabled",
                false,
                "multikernel.memory.region",
                "16 MiB");
        return Multikernel.boot(Settings.load(null, ConfigFactory.parseMap(overrides)));
    }

    @Override
    public String name() {
        return Laboratory.OURS;
    }

    @Override
    public Map<String, Object> parameters() {
        return parameters;
    }

    @Override
    public Slice slice(long nanos) {
        done = new CompletableFuture<>();
        tellOthers(new Unmapper.Told.Use());
        domain.on(domain.cores().getFirst()).tell(new Unmapper.Told.Begin(nanos));
        var slice = done.orTimeout(nanos + END_NANOS_MAX, TimeUnit.NANOSECONDS).join();
        tellOthers(new Unmapper.Told.Stop());
        return slice;
    }

    private void tellOthers(Unmapper.Told what) {
        if (isUsed) {
            domain.cores().stream().skip(1).forEach(core -> domain.on(core).tell(what));
        }
    }

    /** The node is the experiment's. */
    @Override
    public void close() {}
}
