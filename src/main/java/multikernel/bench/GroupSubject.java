package multikernel.bench;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import multikernel.base.CoreId;
import multikernel.domain.Cores;
import multikernel.domain.Domain;
import multikernel.domain.Multikernel;

/** A domain on all cores of a booted node, of which the first sends to the others. */
final class GroupSubject implements Subject {

    /** What ends later than this after its time has lost a message. */
    private static final long END_NANOS_MAX = TimeUnit.SECONDS.toNanos(30);

    private final String name;
    private final Map<String, Object> parameters;
    private final Domain<GroupEnd.Told> domain;

    /** Completed on the sender's thread. */
    private CompletableFuture<Slice> done = new CompletableFuture<>();

    GroupSubject(String name, Map<String, Object> parameters, Multikernel kernel, GroupEnd.Way way) {
        this.name = name;
        this.parameters = parameters;
        Consumer<Slice> told = slice -> done.complete(slice);
        domain = kernel.spawn(
                name.replace(' ', '-'),
                GroupEnd.Told.class,
                context -> GroupEnd.create(context.core(), way, told, this::domain),
                Cores.all());
    }

    private Domain<GroupEnd.Told> domain() {
        return domain;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<String, Object> parameters() {
        return parameters;
    }

    @Override
    public Slice slice(long nanos) {
        done = new CompletableFuture<>();
        domain.on(CoreId.of(0)).tell(new GroupEnd.Told.Begin(nanos));
        return done.orTimeout(nanos + END_NANOS_MAX, TimeUnit.NANOSECONDS).join();
    }

    /** The node is the experiment's. */
    @Override
    public void close() {}
}
