package multikernel.bench;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** An actor that sends a ball at fixed times, whether the one before was late or not, and counts from those times. */
final class PacedAsker {

    private final ActorRef<Asker.Ball> other;
    private final Asker.Ball ball;
    private final Pace pace;
    private final Recorder recorder = new Recorder();
    private Said.@Nullable Begin task;
    private long begun;
    private long until;

    private PacedAsker(ActorRef<Said> self, ActorRef<Asker.Ball> other, long periodNanos) {
        this.other = other;
        ball = new Asker.Ball(self);
        pace = new Pace(periodNanos);
    }

    static Behavior<Said> of(ActorRef<Asker.Ball> other, long periodNanos) {
        return Behaviors.setup(
                context -> Behaviors.receiveMessage(new PacedAsker(context.getSelf(), other, periodNanos)::on));
    }

    /** Answers each ball and makes garbage meanwhile, some of which lives for a while. */
    static Behavior<Asker.Ball> allocating(int bytes, int kept) {
        return Behaviors.setup(context -> Behaviors.receiveMessage(new Hoarder(bytes, kept)::on));
    }

    private static final class Hoarder {
        private final int bytes;
        private final byte[][] kept;
        private int at;

        Hoarder(int bytes, int kept) {
            this.bytes = bytes;
            this.kept = new byte[kept][];
        }

        Behavior<Asker.Ball> on(Asker.Ball ball) {
            kept[at] = new byte[bytes];
            at = (at + 1) % kept.length;
            ball.asker().tell(Said.Word.BALL);
            return Behaviors.same();
        }
    }

    private Behavior<Said> on(Said said) {
        var now = System.nanoTime();
        if (said instanceof Said.Begin begin) {
            task = begin;
            recorder.clear();
            begun = now;
            until = now + begin.nanos();
            pace.begin(now);
            other.tell(ball);
            return Behaviors.same();
        }
        recorder.record(pace.arrived(now));
        if (now >= until && task != null) {
            task.done().complete(new Said.Tally(recorder.count(), now - begun, recorder, 1));
            return Behaviors.same();
        }
        while (System.nanoTime() < pace.due()) {
            Thread.onSpinWait();
        }
        other.tell(ball);
        return Behaviors.same();
    }
}
