package multikernel.workload.store;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.PreRestart;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.StashBuffer;
import akka.actor.typed.javadsl.TimerScheduler;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import multikernel.base.CoreId;
import multikernel.capability.Address;
import multikernel.capability.CapabilityType;
import multikernel.domain.shard.Departure;
import multikernel.domain.shard.ShardMesh;
import multikernel.domain.shard.ShardPlan;
import multikernel.runtime.Bindings;
import multikernel.runtime.DispatcherContext;
import multikernel.runtime.Drain;
import multikernel.runtime.Elected;
import multikernel.runtime.Members;
import org.jspecify.annotations.Nullable;

/** The store on one core: gets its memory, listens, and works with the dispatchers of the other cores. */
final class StoreDispatcher extends AbstractBehavior<StoreDispatcher.Message> {

    /** What it is told. */
    sealed interface Message {}

    /** Commands for partitions of a core; the answers go back under the ticket. */
    record Orders(CoreId to, long ticket, int count, Cargo orders, ActorRef<Message> replyTo) implements Message {

        void answer(Cargo answers) {
            replyTo.tell(new Answers(to, ticket, answers));
        }
    }

    record Answers(CoreId from, long ticket, Cargo answers) implements Message {}

    /** @param refused why there is none; empty if there is */
    record Mapped(Optional<Address> frame, String refused) implements Message {}

    record OthersBound(Bindings bindings) implements Message {}

    record Draining(Drain drain) implements Message {}

    /** Something happened on a connection that must not happen. */
    record Broken(String what) implements Message {}

    record Listen(int port) implements Message {}

    /** Whether this node should own a partition; of a sharded domain alone. */
    record Chosen(Elected elected) implements Message {}

    /** The nodes of the cluster; of a sharded domain alone. */
    record Nodes(Members members) implements Message {}

    enum Note implements Message {
        DEPART,
        SWEEP
    }

    /** Several times in each heartbeat of a group, too. */
    private static final Duration SWEEP_EVERY = Duration.ofMillis(50);

    /** Messages that come before it is known who else is there. */
    private static final int EARLY_MAX = 4096;

    /** Messages to a core without an answer, so that one is under way while another is worked at. */
    private static final int WINDOW = 2;

    private final TimerScheduler<Message> timers;
    private final DispatcherContext context;
    private final StoreSettings settings;
    private final Ways ways;
    private final Front front;
    private final Departure departure;
    private final Sharding sharding;
    private final ShardMesh mesh;
    private Members members;
    private @Nullable Desk desk;
    private Optional<Drain> draining = Optional.empty();

    private StoreDispatcher(
            ActorContext<Message> actor,
            TimerScheduler<Message> timers,
            DispatcherContext context,
            StoreSettings settings,
            Members members) {
        super(actor);
        this.timers = timers;
        this.context = context;
        this.settings = settings;
        var self = actor.getSelf();
        front = new Front(context, settings, thrown -> self.tell(new Broken(thrown.toString())));
        departure = new Departure(() -> self.tell(Note.DEPART));
        this.members = members;
        sharding = new Sharding(settings, ShardPlan.among(members, context, settings.durability()));
        mesh = new ShardMesh(thrown -> self.tell(new Broken(thrown.toString())));
        ways = new Ways(context.cores(), this::wayTo);
    }

    private Way wayTo(CoreId core) {
        return isSharded() ? sharding.way(core) : new Way(core, settings, WINDOW, settings.answerMillis());
    }

    private boolean isSharded() {
        return context.shards() > 0;
    }

    static Behavior<Message> create(DispatcherContext context, StoreSettings settings) {
        return Behaviors.setup(actor -> Behaviors.withTimers(timers -> {
            if (context.shards() == 0) {
                return begun(new StoreDispatcher(actor, timers, context, settings, Members.NONE));
            }
            context.willListen();
            context.follow(actor.messageAdapter(Members.class, Nodes::new));
            return Behaviors.withStash(
                    EARLY_MAX,
                    early -> Behaviors.receiveMessage(message -> first(
                            message, early, known -> new StoreDispatcher(actor, timers, context, settings, known))));
        }));
    }

    /** A sharded domain begins once it is known who else is there. */
    private static Behavior<Message> first(
            Message message, StashBuffer<Message> early, Function<Members, StoreDispatcher> made) {
        if (message instanceof Nodes(Members members)) {
            return early.unstashAll(begun(made.apply(members)));
        }
        early.stash(message);
        return Behaviors.same();
    }

    private static Behavior<Message> begun(StoreDispatcher dispatcher) {
        dispatcher.begin();
        return dispatcher;
    }

    private void begin() {
        context.onDrain(getContext().messageAdapter(Drain.class, Draining::new));
        var refused = isSharded() ? sharding.plan().refusal(context, members) : Optional.<String>empty();
        refused.ifPresentOrElse(reason -> context.unable("domain " + context.domain() + ": " + reason), this::allocate);
    }

    private void allocate() {
        var self = getContext().getSelf();
        var capabilities = context.capabilities();
        capabilities
                .allocate(settings.memory())
                .thenCompose(ram -> capabilities.retype(ram.address(), 0, CapabilityType.FRAME, 1, settings.memory()))
                .whenComplete((frames, refused) -> self.tell(
                        refused == null
                                ? new Mapped(Optional.of(frames.getFirst().address()), "")
                                : new Mapped(Optional.empty(), String.valueOf(refused.getMessage()))));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onAnyMessage(this::on)
                .onSignal(PostStop.class, stop -> closed())
                .onSignal(PreRestart.class, restart -> closed())
                .build();
    }

    private Behavior<Message> on(Message message) {
        switch (message) {
            case Orders orders -> perform(orders);
            case Answers answers -> answered(answers);
            case Mapped mapped -> mapped(mapped);
            case OthersBound bound -> bound(bound.bindings());
            case Listen listen -> listen(listen.port());
            case Draining draining -> drain(draining.drain());
            case Nodes(Members now) -> {
                members = now;
                mesh.members(now);
            }
            case Chosen(Elected elected) -> mesh.elected(elected);
            case Broken broken -> throw new IllegalStateException(broken.what());
            case Note.DEPART -> depart();
            case Note.SWEEP -> sweep();
        }
        return this;
    }

    private void mapped(Mapped mapped) {
        if (mapped.frame().isEmpty()) {
            context.unable("domain %s has no %d bytes on %s (%s): set memory lower or multikernel.memory.region higher"
                    .formatted(context.domain(), settings.memory(), context.core(), mapped.refused()));
            return;
        }
        var frame = context.capabilities().mapping(mapped.frame().get());
        frame.map(true);
        var self = getContext().getSelf();
        var place = context.cores().indexOf(context.core());
        var own = isSharded()
                ? sharded(frame::writable)
                : new OwnPartition(settings, place, ways.all.size(), frame::writable);
        var made = new Desk(settings, place, ways.all, own, departure, System::nanoTime);
        made.server.copies = isSharded() ? sharding.copies() : 0;
        desk = made;
        context.bind(context.domain(), getContext().messageAdapter(Bindings.class, OthersBound::new));
        timers.startTimerWithFixedDelay(Note.SWEEP, Note.SWEEP, SWEEP_EVERY);
        front.open(made, port -> self.tell(new Listen(port)));
    }

    private ShardOwn sharded(Supplier<MemorySegment> frame) {
        if (!ShardPlan.isInCluster(members)) {
            return sharding.ownAlone(context, frame, departure);
        }
        var self = ShardPlan.host(context, members);
        var origin = sharding.plan().origin(context, members);
        var own = sharding.own(self, origin, mesh, frame, departure, System::nanoTime);
        mesh.begin(context, self, own.shell, sharding.shape(self.cores()), members);
        context.stand(getContext().messageAdapter(Elected.class, Chosen::new));
        return own;
    }

    private void listen(int number) {
        var at = desk;
        if (at != null) {
            front.listen(at, number);
        }
    }

    /** One that has no memory yet is not up: those who ask are told when they ask for too long. */
    private void perform(Orders orders) {
        var at = desk;
        if (at != null) {
            at.own.perform(orders, at.nowMillis());
        }
    }

    private void answered(Answers answers) {
        ways.answered(answers);
        advance();
    }

    private void depart() {
        departure.begins();
        ways.depart(getContext().getSelf());
        advance();
    }

    private void advance() {
        var at = desk;
        if (at != null) {
            at.own.depart();
            at.advance();
        }
        ways.depart(getContext().getSelf());
    }

    private void bound(Bindings bindings) {
        ways.bound(bindings);
        advance();
    }

    private void sweep() {
        var at = desk;
        if (at != null) {
            at.sweep(System.nanoTime());
            mesh.ticked();
        }
        drainedIfEmpty();
    }

    private void drain(Drain asked) {
        front.stopListening();
        var at = desk;
        if (at != null) {
            List.copyOf(at.open).forEach(Connection::drain);
        }
        mesh.leave();
        draining = Optional.of(asked);
        drainedIfEmpty();
    }

    private void drainedIfEmpty() {
        var at = desk;
        if ((at == null || at.open.isEmpty()) && mesh.hasLeft()) {
            draining.ifPresent(asked -> asked.replyTo().tell(Drain.Drained.DRAINED));
            draining = Optional.empty();
        }
    }

    private Behavior<Message> closed() {
        front.close();
        return this;
    }
}
