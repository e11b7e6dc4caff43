package multikernel.bench;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import multikernel.agreement.Trees;
import multikernel.base.CoreId;
import multikernel.base.Member;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.View;
import multikernel.capability.Address;
import multikernel.capability.ObjectId;
import multikernel.memory.Region;
import multikernel.memory.Zeroing;
import multikernel.monitor.Envelope;
import multikernel.monitor.Intermon;
import multikernel.ownership.Ownership;
import multikernel.ownership.OwnershipEffect;
import multikernel.ownership.OwnershipEffect.Answered;
import multikernel.ownership.OwnershipEvent;
import multikernel.ownership.OwnershipLimits;
import multikernel.ownership.Request;
import org.jspecify.annotations.Nullable;

/**
 * One core's part in everything about capabilities, with real views of real memory and with what monitors say as it
 * goes over control rings, but without an actor: what the protocols themselves cost.
 */
final class OwnershipDesk {

    static final String DOMAIN = "bench";

    private static final int INCARNATION = 1;
    private static final long VIEW = 1;
    private static final long LIMIT_NANOS = 60_000_000_000L;

    private final CoreId self;
    private final Region region;
    private final Ownership ownership;
    private final Map<ObjectId, multikernel.memory.View> views = new HashMap<>();
    /** The same, to be used over and over without an iterator for each time. */
    private final List<multikernel.memory.View> used = new ArrayList<>();

    private final Desk.Receiver<Envelope> receiver = this::heard;
    private @Nullable Desk<Envelope> desk;
    private @Nullable Answered answered;
    private long operations;

    OwnershipDesk(CoreId self, List<CoreId> cores, Region region) {
        this.self = self;
        this.region = region;
        ownership = new Ownership(
                self, INCARNATION, cores.size(), region.bytes(), OwnershipLimits.DEFAULT, Trees::sequential);
        var members = cores.stream().map(core -> new Member(core, INCARNATION, true));
        on(new OwnershipEvent.Viewed(new View(VIEW, members.toList())));
        on(new OwnershipEvent.DomainBegan(DOMAIN));
    }

    CoreId self() {
        return self;
    }

    /** A slice begins. */
    void sit(Desk<Envelope> at) {
        desk = at;
    }

    /** What it made, if it made one thing, else nothing. */
    @Nullable
    Address ask(Request request) {
        begin(request);
        while (!hasEnded()) {
            turn();
        }
        return ended();
    }

    void begin(Request request) {
        answered = null;
        var operation = new OperationId(self, INCARNATION, ++operations);
        on(new OwnershipEvent.Ask(operation, DOMAIN, request, System.nanoTime() + LIMIT_NANOS));
    }

    boolean hasEnded() {
        return answered != null;
    }

    /** What the operation that has ended made. */
    @Nullable
    Address ended() {
        var how = Objects.requireNonNull(answered, "it has ended");
        if (how.outcome() instanceof Outcome.Refused refused) {
            throw new IllegalStateException("refused: " + refused);
        }
        return how.placed().size() == 1 ? how.placed().getFirst().address() : null;
    }

    /** What it made, which is one thing. */
    Address make(Request request) {
        return Objects.requireNonNull(ask(request), request::toString);
    }

    void turn() {
        desk().turn(receiver);
    }

    /** Reads and writes what is mapped here. */
    void use(int accesses) {
        for (int each = 0; each < used.size(); each++) {
            var memory = used.get(each).segment();
            for (int i = 0; i < accesses; i++) {
                memory.set(ValueLayout.JAVA_LONG, 0, memory.get(ValueLayout.JAVA_LONG, 0) + 1);
            }
        }
    }

    int slots() {
        return ownership.slots().size();
    }

    int mapped() {
        return views.size();
    }

    private void heard(int from, Envelope envelope) {
        if (!(envelope.message() instanceof Intermon.Capabilities(var message))) {
            throw new IllegalStateException("not about capabilities: " + envelope);
        }
        on(new OwnershipEvent.Heard(envelope.from(), envelope.view(), message));
    }

    private void on(OwnershipEvent event) {
        for (var effect : ownership.on(event, System.nanoTime())) {
            perform(effect);
        }
    }

    private void perform(OwnershipEffect effect) {
        switch (effect) {
            case OwnershipEffect.Send(var to, var message) ->
                desk().send(to.index(), new Envelope(self, INCARNATION, VIEW, new Intermon.Capabilities(message)));
            case OwnershipEffect.OpenView(var object, var domain, var write) -> {
                close(object.id());
                var view = multikernel.memory.View.open(region, object.base(), object.bytes(), write);
                views.put(object.id(), view);
                used.add(view);
            }
            case OwnershipEffect.CloseViews(var object) -> close(object);
            case OwnershipEffect.CloseView(var object, var domain) -> close(object);
            case OwnershipEffect.Zero(var base, var bytes) -> zero(base, bytes);
            case Answered ended -> answered = ended;
            case OwnershipEffect.Arrived arrived -> {}
            case OwnershipEffect.AskHolder asks -> throw new IllegalStateException("nobody asked to be heard: " + asks);
            case OwnershipEffect.Late late -> throw new IllegalStateException("nobody was lost: " + late);
        }
    }

    private void close(ObjectId object) {
        var view = views.remove(object);
        if (view != null) {
            used.remove(view);
            view.close();
        }
    }

    private void zero(long base, long bytes) {
        var zeroing = new Zeroing(region, base, bytes);
        while (!zeroing.isDone()) {
            zeroing.slice();
        }
        on(new OwnershipEvent.Zeroed(base, bytes));
    }

    private Desk<Envelope> desk() {
        return Objects.requireNonNull(desk, "before the first slice");
    }
}
