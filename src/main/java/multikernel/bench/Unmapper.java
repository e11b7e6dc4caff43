package multikernel.bench;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.function.Consumer;
import multikernel.base.CoreId;
import multikernel.base.Outcome;
import multikernel.capability.Address;
import multikernel.capability.CapabilityType;
import multikernel.ownership.OwnershipEffect.Answered;
import multikernel.ownership.Placed;
import multikernel.ownership.Request;
import multikernel.runtime.Capabilities;
import multikernel.runtime.DispatcherContext;
import multikernel.runtime.Mapping;
import org.jspecify.annotations.Nullable;

/**
 * A dispatcher that maps a frame on all cores of its domain and takes it away again and again, or that uses what it was
 * given: one of a domain of a booted node, as an application would do it.
 */
final class Unmapper {

    /** What it is told. */
    sealed interface Told {

        record Begin(long nanos) implements Told {}

        /** Use what is mapped here, until told to stop. */
        record Use() implements Told {}

        record UseAgain() implements Told {}

        record Stop() implements Told {}
    }

    private static final long BYTES = MemoryTask.BYTES;

    private final ActorRef<Told> self;
    private final Capabilities capabilities;
    private final List<CoreId> cores;
    private final boolean isFreed;
    private final Consumer<Slice> done;
    private final Recorder recorder = new Recorder();
    private @Nullable Address ram;
    private @Nullable Address frame;
    private @Nullable Mapping given;
    private boolean isUsed;
    private long until;
    private long took;
    private long asked;

    private Unmapper(ActorRef<Told> self, DispatcherContext context, boolean isFreed, Consumer<Slice> done) {
        this.self = self;
        this.isFreed = isFreed;
        this.done = done;
        capabilities = context.capabilities();
        cores = context.cores();
        capabilities.onArrival((from, placed) -> given = capabilities.mapping(placed.address()));
    }

    /**
     * @param isFreed the frame ends each time, so that its range can be given again, and not its views alone
     * @param done told on the core's thread how a slice went
     */
    static Behavior<Told> of(DispatcherContext context, boolean isFreed, Consumer<Slice> done) {
        return Behaviors.setup(actor -> {
            var it = new Unmapper(actor.getSelf(), context, isFreed, done);
            return Behaviors.receiveMessage(it::on);
        });
    }

    private Behavior<Told> on(Told told) {
        switch (told) {
            case Told.Begin(var nanos) -> begin(nanos);
            case Told.Use use -> {
                isUsed = true;
                use();
            }
            case Told.UseAgain again -> use();
            case Told.Stop stop -> isUsed = false;
        }
        return Behaviors.same();
    }

    private void begin(long nanos) {
        recorder.clear();
        took = 0;
        until = System.nanoTime() + nanos;
        if (ram == null) {
            ask(new Request.Allocate(BYTES), made -> {
                ram = made.getFirst().address();
                makeFrame(ram);
            });
        } else if (isFreed) {
            makeFrame(ram);
        } else if (frame != null) {
            map(ram, frame);
        }
    }

    private void makeFrame(Address from) {
        ask(new Request.Retype(from, 0, CapabilityType.FRAME, 1, BYTES), made -> {
            frame = made.getFirst().address();
            map(from, frame);
        });
    }

    private void map(Address from, Address mapped) {
        ask(new Request.MapOn(mapped, cores, true), all -> takeAway(from, mapped));
    }

    private void takeAway(Address from, Address mapped) {
        asked = System.nanoTime();
        ask(isFreed ? new Request.Revoke(from) : new Request.Unmap(mapped), none -> {
            var now = System.nanoTime();
            recorder.record(now - asked);
            took += now - asked;
            if (now >= until) {
                done.accept(recorder.roundTrips(took));
            } else if (isFreed) {
                makeFrame(from);
            } else {
                map(from, mapped);
            }
        });
    }

    private void ask(Request request, Consumer<List<Placed>> then) {
        capabilities.ask(request, answered -> then.accept(placed(request, answered)));
    }

    private static List<Placed> placed(Request request, Answered answered) {
        if (answered.outcome() instanceof Outcome.Refused refused) {
            throw new IllegalStateException(request + " is refused: " + refused);
        }
        return answered.placed();
    }

    private void use() {
        var mapping = given;
        if (mapping != null && mapping.isMapped()) {
            var memory = mapping.writable();
            for (int i = 0; i < ArenaSubject.ACCESSES; i++) {
                memory.set(ValueLayout.JAVA_LONG, 0, memory.get(ValueLayout.JAVA_LONG, 0) + 1);
            }
        }
        if (isUsed) {
            self.tell(new Told.UseAgain());
        }
    }
}
