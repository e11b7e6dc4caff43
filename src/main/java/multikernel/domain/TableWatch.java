package multikernel.domain;

import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import multikernel.runtime.DispatcherContext;
import multikernel.runtime.Drain;
import multikernel.runtime.Members;
import multikernel.runtime.Updated;

/**
 * What a dispatcher does for an object that it shares with other nodes: tells it of members, of time and of its own
 * end, and looks at it every so often. It is told of that by notes to itself.
 *
 * @param <M> the dispatcher's messages
 */
final class TableWatch<S, C, M> {

    /** What the dispatcher is to hand to {@link #on}. */
    sealed interface Note<S> {}

    private record Nodes<S>(Members members) implements Note<S> {}

    private record Draining<S>(Drain drain) implements Note<S> {}

    private record Seen<S>(S state) implements Note<S> {}

    private record Unseen<S>() implements Note<S> {}

    private record Broken<S>(String what) implements Note<S> {}

    private record Tick<S>() implements Note<S> {}

    private final ActorContext<M> actor;
    private final FarReplicated<S, C> table;
    private final Function<Note<S>, M> wrap;
    private final Consumer<S> seen;
    private final int lookTicks;
    private Members members = Members.NONE;
    private boolean isLooking;
    private int ticks;

    /**
     * @param lookEvery from one look to the next; a multiple of {@link FarReplicated#TICK}
     * @param wrap as the dispatcher's message
     * @param seen on the dispatcher's thread
     */
    TableWatch(
            ActorContext<M> actor,
            TimerScheduler<M> timers,
            DispatcherContext context,
            FarReplicatedSpec<S, C> spec,
            Duration lookEvery,
            Function<Note<S>, M> wrap,
            Consumer<S> seen) {
        this.actor = actor;
        this.wrap = wrap;
        this.seen = seen;
        this.lookTicks = (int) lookEvery.dividedBy(FarReplicated.TICK);
        var self = actor.getSelf();
        table = new FarReplicated<>(context, spec, failed -> self.tell(wrap.apply(new Broken<>(failed.toString()))));
        context.follow(actor.messageAdapter(Members.class, members -> wrap.apply(new Nodes<>(members))));
        context.onDrain(actor.messageAdapter(Drain.class, drain -> wrap.apply(new Draining<>(drain))));
        timers.startTimerWithFixedDelay(wrap.apply(new Tick<>()), FarReplicated.TICK);
    }

    CompletionStage<Updated> update(C change) {
        return table.update(change);
    }

    CompletionStage<FarReplicated.Read<S>> read() {
        return table.read();
    }

    Members members() {
        return members;
    }

    /** @throws IllegalStateException the object cannot go on; the dispatcher fails with it */
    void on(Note<S> note) {
        switch (note) {
            case Nodes<S>(Members now) -> {
                members = now;
                table.members(now);
            }
            case Draining<S>(Drain drain) -> {
                table.leave();
                drain.replyTo().tell(Drain.Drained.DRAINED);
            }
            case Seen<S>(S state) -> {
                isLooking = false;
                seen.accept(state);
            }
            case Unseen<S>() -> isLooking = false;
            case Broken<S>(String what) -> throw new IllegalStateException(what);
            case Tick<S>() -> tick();
        }
    }

    private void tick() {
        table.ticked();
        ticks++;
        if (ticks % lookTicks == 0 && !isLooking) {
            isLooking = true;
            actor.pipeToSelf(
                    table.read(),
                    (read, failed) -> wrap.apply(
                            failed == null && read.state().isPresent()
                                    ? new Seen<>(read.state().get())
                                    : new Unseen<>()));
        }
    }
}
