package multikernel.domain;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import multikernel.base.CoreId;
import multikernel.base.NodeMember;
import multikernel.base.OperationId;
import multikernel.base.Refusal;
import multikernel.capability.Capability;
import multikernel.capability.ObjectId;
import multikernel.ownership.far.Anchor;
import multikernel.ownership.far.Far;
import multikernel.ownership.far.FarEffect;
import multikernel.ownership.far.FarEvent;
import multikernel.ownership.far.FarLimits;
import multikernel.ownership.far.FarReading;
import multikernel.ownership.far.FarRef;
import multikernel.ownership.far.FarRequest;
import multikernel.ownership.far.FarResult;
import multikernel.runtime.DispatcherContext;
import multikernel.runtime.Members;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dispatcher, on the node's first core, that performs what this node's part in capabilities between nodes wants
 * done. A domain and not the gateway has it, since it needs nothing of a link but a channel, and what it says is then
 * encoded, bounded and fenced as all that dispatchers say.
 */
final class FarDispatcher extends AbstractBehavior<FarDispatcher.Message> {

    /** The kind's and the domain's. */
    static final String NAME = "far";

    /** What it is told. */
    sealed interface Message {}

    record Changed(Members members) implements Message {}

    enum Tick implements Message {
        NOW
    }

    record Happened(FarEvent event) implements Message {}

    record See(ActorRef<FarReading> replyTo) implements Message {}

    /** Something of the operator's. */
    sealed interface Wish extends Message {

        ActorRef<FarDesk.Answer> replyTo();
    }

    record Copy(Anchor anchor, Capability copy, String node, CoreId core, ActorRef<FarDesk.Answer> replyTo)
            implements Wish {}

    record Ask(FarRef ref, FarRequest request, ActorRef<FarDesk.Answer> replyTo) implements Wish {}

    record Delete(FarRef ref, ActorRef<FarDesk.Answer> replyTo) implements Wish {}

    record LetGo(ObjectId object, List<Anchor> anchor, ActorRef<FarDesk.Answer> replyTo) implements Wish {}

    private record Waiter(OperationId operation, long beganNanos, ActorRef<FarDesk.Answer> replyTo) {}

    private static final Logger LOG = LoggerFactory.getLogger("multikernel.far");

    private static final Duration TICK = Duration.ofMillis(100);

    /** Ticks after which what was named is looked for, though nobody said that anything changed. */
    private static final int LOOK_TICKS = 10;

    private final DispatcherContext context;
    private final ActorRef<Message> self;
    private final FarLimits limits;
    private final int cores;
    private final FarWork work;
    private final Consumer<String> told;
    private final FarChannels channels;
    private final Map<Long, Waiter> waiters = new HashMap<>();
    private @Nullable Far far;
    private long tickets;
    private long ticks;
    /** Not said yet. */
    private long late;

    private FarDispatcher(
            ActorContext<Message> actor,
            TimerScheduler<Message> timers,
            DispatcherContext context,
            FarLimits limits,
            int cores,
            FarWork work,
            Consumer<String> told) {
        super(actor);
        this.context = context;
        this.limits = limits;
        this.cores = cores;
        this.work = work;
        this.told = told;
        self = actor.getSelf();
        channels = new FarChannels(context, (node, said) -> on(new FarEvent.Heard(node, said)));
        context.follow(actor.messageAdapter(Members.class, Changed::new));
        timers.startTimerWithFixedDelay(Tick.NOW, TICK);
    }

    /**
     * @param cores of this node
     * @param told one line for the operator
     */
    static Behavior<Message> create(
            DispatcherContext context, FarLimits limits, int cores, FarWork work, Consumer<String> told) {
        return Behaviors.setup(actor ->
                Behaviors.withTimers(timers -> new FarDispatcher(actor, timers, context, limits, cores, work, told)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Changed.class, changed -> on(changed.members()))
                .onMessage(Tick.class, tick -> tick())
                .onMessage(Happened.class, happened -> on(happened.event()))
                .onMessage(See.class, this::see)
                .onMessage(Copy.class, this::copy)
                .onMessage(Ask.class, ask -> wish(ask, ticket -> new FarEvent.Ask(ticket, ask.ref(), ask.request())))
                .onMessage(Delete.class, delete -> wish(delete, ticket -> new FarEvent.Drop(ticket, delete.ref())))
                .onMessage(LetGo.class, this::letGo)
                .build();
    }

    /** The part begins once this start of the node is a member. */
    private Behavior<Message> on(Members members) {
        if (far == null) {
            members.view().member(context.node()).ifPresent(this::begin);
        }
        if (far != null) {
            channels.view(members.view());
            on(new FarEvent.Viewed(members.view()));
        }
        return this;
    }

    private void begin(NodeMember member) {
        far = new Far(member, context.start(), cores, limits, new FarSeal());
    }

    private Behavior<Message> tick() {
        ticks++;
        channels.ticked();
        if (far != null && !far.isIdle()) {
            on(new FarEvent.Ticked());
            if (ticks % LOOK_TICKS == 0) {
                on(new FarEvent.Changed());
            }
        }
        if (ticks % LOOK_TICKS == 0 && late > 0) {
            told.accept(late + " messages about capabilities were not believed, or came too late");
            late = 0;
        }
        return this;
    }

    private Behavior<Message> see(See see) {
        see.replyTo().tell(far == null ? FarReading.NONE : far.reading());
        return this;
    }

    private Behavior<Message> copy(Copy copy) {
        return wish(
                copy,
                ticket -> new FarEvent.Copy(
                        ticket,
                        copy.anchor(),
                        copy.copy(),
                        copy.node(),
                        copy.core(),
                        copy.copy().rights()));
    }

    /** Home refuses as soon as this is done; holders are told meanwhile. */
    private Behavior<Message> letGo(LetGo letGo) {
        on(new FarEvent.LetGo(letGo.object(), letGo.anchor().stream().findFirst()));
        letGo.replyTo().tell(new FarDesk.Answer(operation(), 0, FarResult.DONE));
        return this;
    }

    private Behavior<Message> wish(Wish wish, LongFunction<FarEvent> event) {
        var operation = operation();
        if (far == null) {
            wish.replyTo().tell(FarDesk.refused(Refusal.BUSY, "the node is no member yet"));
            return this;
        }
        waiters.put(operation.number(), new Waiter(operation, System.nanoTime(), wish.replyTo()));
        return on(event.apply(operation.number()));
    }

    private OperationId operation() {
        return new OperationId(context.core(), (int) context.start(), ++tickets);
    }

    private Behavior<Message> on(FarEvent event) {
        var machine = far;
        if (machine != null) {
            for (var effect : machine.on(event, System.nanoTime())) {
                perform(machine, effect);
            }
        }
        return this;
    }

    private void perform(Far machine, FarEffect effect) {
        switch (effect) {
            case FarEffect.Send send -> {
                if (!channels.send(send.to(), machine.said(send))) {
                    self.tell(new Happened(new FarEvent.Unsent(send.to(), send.message())));
                }
            }
            case FarEffect.Perform(var ticket, var anchor, var request) ->
                work.perform(anchor, request)
                        .whenComplete((result, failed) -> self.tell(new Happened(
                                new FarEvent.Performed(ticket, failed == null ? result : undecided(failed)))));
            case FarEffect.Look(var upTo, var on) ->
                work.look(upTo, on).whenComplete((seen, failed) -> {
                    if (failed == null) {
                        self.tell(new Happened(seen));
                    } else {
                        LOG.debug("The node's own tables were not seen", failed);
                    }
                });
            case FarEffect.Ended(var ticket, var result) -> ended(ticket, result);
            case FarEffect.Told(var line) -> told.accept(line);
            case FarEffect.Late(var node, var message) -> {
                late++;
                LOG.debug("Not believed of {}: {}", node, message);
            }
        }
    }

    private static FarResult undecided(Throwable failed) {
        return new FarResult.Refused(Refusal.TIMED_OUT, String.valueOf(failed.getMessage()));
    }

    private void ended(long ticket, FarResult result) {
        var waiter = waiters.remove(ticket);
        if (waiter != null) {
            long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - waiter.beganNanos());
            waiter.replyTo().tell(new FarDesk.Answer(waiter.operation(), micros, result));
        }
    }
}
