package multikernel.workload;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import multikernel.base.CoreId;
import multikernel.runtime.Bindings;
import multikernel.runtime.CoreFailure;
import multikernel.runtime.DispatcherContext;

/** A dispatcher that counts ticks, and then does its one deed to the core it lives on. */
final class FaultDispatcher extends AbstractBehavior<FaultDispatcher.Command> {

    /** What it is told. */
    sealed interface Command {

        enum Tick implements Command {
            TICK
        }

        /** What it tells itself to be busy. */
        enum Again implements Command {
            AGAIN
        }

        record Bound(Bindings bindings) implements Command {}

        /** What a flood is made of; whoever gets it forgets it. */
        record Drop(long number) implements Command {}
    }

    /** Any number will do: who wakes a sleeper early finds it asleep again. */
    private static final long SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final DispatcherContext context;
    private final FaultSettings settings;
    private Optional<ActorRef<Command>> victim = Optional.empty();
    private int ticks;
    private boolean busy;
    private long busySince;

    private FaultDispatcher(ActorContext<Command> actor, DispatcherContext context, FaultSettings settings) {
        super(actor);
        this.context = context;
        this.settings = settings;
    }

    static Behavior<Command> create(DispatcherContext context, FaultSettings settings) {
        return Behaviors.setup(actor -> Behaviors.withTimers(timers -> {
            var floods = settings.deed() == FaultSettings.Deed.FLOOD;
            if (floods) {
                context.bind(
                        settings.to().isEmpty() ? context.domain() : settings.to(),
                        actor.messageAdapter(Bindings.class, Command.Bound::new));
            }
            if (!floods || context.core().equals(context.cores().getFirst())) {
                timers.startTimerWithFixedDelay(Command.Tick.TICK, Duration.ofMillis(settings.everyMillis()));
            }
            return new FaultDispatcher(actor, context, settings);
        }));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::on).build();
    }

    private Behavior<Command> on(Command command) {
        switch (command) {
            case Command.Tick tick -> tick();
            case Command.Again again -> goOn();
            case Command.Bound bound -> victim = next(bound.bindings());
            case Command.Drop drop -> {}
        }
        return this;
    }

    private void tick() {
        if (ticks++ < settings.after()) {
            return;
        }
        ticks = 0;
        switch (settings.deed()) {
            case THROW -> throw new IllegalStateException("fault: told to throw");
            case LOOP -> loop();
            case SLEEP -> sleep();
            case FLOOD -> victim.ifPresent(this::flood);
            case BUSY -> beBusy();
            case OVERFLOW -> ticks = descend(0);
            case EXIT -> throw new CoreFailure("fault: told to exit");
        }
    }

    /** The lowest core above ours that has a dispatcher, otherwise the lowest of all but ours. */
    private Optional<ActorRef<Command>> next(Bindings bindings) {
        var others = bindings.dispatchers().keySet().stream()
                .filter(core -> !core.equals(context.core()))
                .sorted(Comparator.comparing((CoreId core) -> core.compareTo(context.core()) < 0)
                        .thenComparing(Comparator.naturalOrder()))
                .findFirst();
        return others.map(core -> bindings.dispatchers().get(core)).map(FaultDispatcher::told);
    }

    @SuppressWarnings("unchecked") // a fault domain's dispatchers take these commands
    private static ActorRef<Command> told(ActorRef<?> dispatcher) {
        return (ActorRef<Command>) dispatcher;
    }

    private void loop() {
        var began = System.nanoTime();
        while (lasts(began)) {
            Thread.onSpinWait();
        }
    }

    private void sleep() {
        var began = System.nanoTime();
        while (lasts(began)) {
            LockSupport.parkNanos(SLEEP_NANOS);
        }
    }

    private void flood(ActorRef<Command> target) {
        var began = System.nanoTime();
        for (var number = 0L; lasts(began); number++) {
            target.tell(new Command.Drop(number));
        }
    }

    private void beBusy() {
        if (!busy) {
            busy = true;
            busySince = System.nanoTime();
            goOn();
        }
    }

    private void goOn() {
        busy = lasts(busySince);
        if (busy) {
            getContext().getSelf().tell(Command.Again.AGAIN);
        }
    }

    private boolean lasts(long beganNanos) {
        return settings.millis() == 0
                || System.nanoTime() - beganNanos < TimeUnit.MILLISECONDS.toNanos(settings.millis());
    }

    /** What is done with the result keeps a compiler from making a loop of it. */
    @SuppressWarnings("InfiniteRecursion")
    private static int descend(int depth) {
        return 1 + descend(depth + 1);
    }
}
