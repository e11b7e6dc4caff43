package multikernel.bench;

import akka.actor.AbstractActor;
import akka.actor.ActorRef;
import akka.actor.Props;
import org.jspecify.annotations.Nullable;

/** An actor that sends parcels to a system in another JVM, as fast as the last of each batch is answered. */
final class Poster extends AbstractActor {

    private final ActorRef far;
    private final int batch;
    private final int window;
    private final Recorder recorder = new Recorder();
    private Said.@Nullable Begin task;
    private long begun;
    private long last;
    private long batches;
    private int onTheirWay;

    private Poster(ActorRef far, int batch, int window) {
        this.far = far;
        this.batch = batch;
        this.window = window;
    }

    /**
     * @param batch parcels to one answer
     * @param window batches on their way at most; together fewer than Artery's queue holds, which drops the others
     */
    static Props of(ActorRef far, int batch, int window) {
        return Props.create(Poster.class, () -> new Poster(far, batch, window));
    }

    /** The actor in the other JVM. */
    static Props answerer() {
        return Props.create(Answerer.class, Answerer::new);
    }

    private static final class Answerer extends AbstractActor {
        @Override
        public Receive createReceive() {
            return receiveBuilder().match(Parcel.class, this::on).build();
        }

        private void on(Parcel parcel) {
            if (parcel.isLast()) {
                getSender().tell(parcel, getSelf());
            }
        }
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(Parcel.class, answer -> answered())
                .match(Said.Begin.class, this::begin)
                .build();
    }

    private void begin(Said.Begin begin) {
        task = begin;
        recorder.clear();
        batches = 0;
        begun = System.nanoTime();
        last = begun;
        for (int i = 0; i < window; i++) {
            send();
        }
    }

    private void answered() {
        var now = System.nanoTime();
        recorder.record(now - last);
        last = now;
        batches++;
        onTheirWay--;
        var begin = task;
        if (begin != null && now < begun + begin.nanos()) {
            send();
        } else if (onTheirWay == 0 && begin != null) {
            begin.done().complete(new Said.Tally(batches * batch, now - begun, recorder, batch));
        }
    }

    private void send() {
        onTheirWay++;
        for (int i = 1; i <= batch; i++) {
            far.tell(new Parcel(i, i == batch), getSelf());
        }
    }
}
