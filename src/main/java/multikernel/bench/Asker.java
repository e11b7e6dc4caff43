package multikernel.bench;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** An actor that sends a ball to another and waits for it to come back, until its time is over. */
final class Asker {

    /** @param asker where the ball goes back to; the message is made once */
    record Ball(ActorRef<Said> asker) {}

    private final ActorRef<Ball> other;
    private final Ball ball;
    private final long restNanos;
    private final Recorder recorder = new Recorder();
    private Said.@Nullable Begin task;
    private long begun;
    private long until;
    private long last;

    private Asker(ActorContext<Said> context, ActorRef<Ball> other, long restNanos) {
        this.other = other;
        this.ball = new Ball(context.getSelf());
        this.restNanos = restNanos;
    }

    /** @param restNanos before each ball, so that whoever sleeps for want of work does; 0 for none */
    static Behavior<Said> of(ActorRef<Ball> other, long restNanos) {
        return Behaviors.setup(context -> Behaviors.receiveMessage(new Asker(context, other, restNanos)::on));
    }

    static Behavior<Ball> answerer() {
        return Behaviors.receiveMessage(Asker::answer);
    }

    private static Behavior<Ball> answer(Ball ball) {
        ball.asker().tell(Said.Word.BALL);
        return Behaviors.same();
    }

    private Behavior<Said> on(Said said) {
        if (said instanceof Said.Begin begin) {
            begin(begin);
        } else {
            var now = System.nanoTime();
            recorder.record(now - last);
            last = now;
            if (now < until) {
                send();
            } else {
                end(now);
            }
        }
        return Behaviors.same();
    }

    private void begin(Said.Begin begin) {
        task = begin;
        recorder.clear();
        begun = System.nanoTime();
        until = begun + begin.nanos();
        last = begun;
        send();
    }

    private void send() {
        if (restNanos > 0) {
            var wake = last + restNanos;
            while (last < wake) {
                Thread.onSpinWait();
                last = System.nanoTime();
            }
        }
        other.tell(ball);
    }

    private void end(long now) {
        if (task != null) {
            task.done().complete(new Said.Tally(recorder.count(), now - begun, recorder, 1));
        }
    }
}
