package multikernel.bench;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** An actor that tells another as fast as that one gives it credit: two batches are on their way at most. */
final class Teller {

    /** Messages that one credit is for. */
    static final int BATCH = 512;

    /** Batches on their way: with eight pairs four times what a lane holds, with one pair exactly that. */
    static final int WINDOW = 2;

    /** @param teller who gets the credit; the message is made once */
    record Word(ActorRef<Said> teller) {}

    private final ActorRef<Word> listener;
    private final Word word;
    private final Recorder recorder = new Recorder();
    private Said.@Nullable Begin task;
    private long begun;
    private long until;
    private long last;
    private int onTheirWay;
    private long batches;

    private Teller(ActorContext<Said> context, ActorRef<Word> listener) {
        this.listener = listener;
        this.word = new Word(context.getSelf());
    }

    static Behavior<Said> of(ActorRef<Word> listener) {
        return Behaviors.setup(context -> Behaviors.receiveMessage(new Teller(context, listener)::on));
    }

    static Behavior<Word> listener() {
        return Behaviors.setup(context -> Behaviors.receiveMessage(new Listener()::on));
    }

    private static final class Listener {
        private int heard;

        Behavior<Word> on(Word word) {
            if (++heard == BATCH) {
                heard = 0;
                word.teller().tell(Said.Word.CREDIT);
            }
            return Behaviors.same();
        }
    }

    private Behavior<Said> on(Said said) {
        if (said instanceof Said.Begin begin) {
            task = begin;
            recorder.clear();
            batches = 0;
            begun = System.nanoTime();
            until = begun + begin.nanos();
            last = begun;
            for (int i = 0; i < WINDOW; i++) {
                tell();
            }
        } else {
            credit();
        }
        return Behaviors.same();
    }

    private void credit() {
        var now = System.nanoTime();
        recorder.record(now - last);
        last = now;
        batches++;
        onTheirWay--;
        if (now < until) {
            tell();
        } else if (onTheirWay == 0 && task != null) {
            task.done().complete(new Said.Tally(batches * BATCH, now - begun, recorder, BATCH));
        }
    }

    private void tell() {
        onTheirWay++;
        for (int i = 0; i < BATCH; i++) {
            listener.tell(word);
        }
    }
}
