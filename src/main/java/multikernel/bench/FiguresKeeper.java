package multikernel.bench;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import multikernel.runtime.DispatcherContext;
import multikernel.runtime.Replicated;
import multikernel.runtime.Updated;

/** A dispatcher that reads and changes its core's replica of the map for as long as it is told. */
final class FiguresKeeper implements ReadMostly {

    /** What it is told to do; the answer comes once the time is over and nothing is on its way. */
    sealed interface Task {

        /** Runs of look-ups with a change after each, which is not waited for. */
        record Read(long nanos, boolean countsAll, CompletableFuture<Slice> done) implements Task {}

        /** Changes alone, so many on their way at a time. */
        record Change(long nanos, int depth, CompletableFuture<Slice> done) implements Task {}

        enum Word implements Task {
            GO_ON
        }
    }

    /** Changes on their way while it reads on. */
    private static final int UNDER_WAY_MAX = 32;

    private final Replicated<Figures, Figures.Put> replicated;
    private final ActorRef<Task> self;
    private final Mix mix;
    private final Recorder recorder = new Recorder();
    private Task.Read reading = new Task.Read(0, false, new CompletableFuture<>());
    private long begun;
    private long until;
    private int underWay;
    private long changes;

    private FiguresKeeper(ActorContext<Task> context, DispatcherContext place) {
        replicated = place.replicated(Figures.SPEC);
        self = context.getSelf();
        mix = new Mix(place.core().index());
    }

    static Behavior<Task> on(DispatcherContext place) {
        return Behaviors.setup(context -> Behaviors.receiveMessage(new FiguresKeeper(context, place)::on));
    }

    private Behavior<Task> on(Task task) {
        switch (task) {
            case Task.Read read -> {
                reading = read;
                mix.begin();
                begin(read.nanos());
                goOn();
            }
            case Task.Change change -> {
                recorder.clear();
                changes = 0;
                begin(change.nanos());
                for (int i = 0; i < change.depth(); i++) {
                    change(change);
                }
            }
            case Task.Word word -> goOn();
        }
        return Behaviors.same();
    }

    private void begin(long nanos) {
        begun = System.nanoTime();
        until = begun + nanos;
    }

    private void goOn() {
        long now = System.nanoTime();
        if (now < until) {
            if (underWay < UNDER_WAY_MAX) {
                mix.run(this);
                put(mix.key(), mix.value());
            }
            self.tell(Task.Word.GO_ON);
        } else if (underWay > 0) {
            self.tell(Task.Word.GO_ON);
        } else {
            reading.done().complete(reading.countsAll() ? mix.all(now - begun) : mix.reads(now - begun));
        }
    }

    @Override
    public long reads(Integer[] keys, int from, int count) {
        long sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += Objects.requireNonNull(replicated.state().values().get(keys[i & keys.length - 1]));
        }
        return sum;
    }

    @Override
    public void put(Integer key, Long value) {
        underWay++;
        replicated.update(new Figures.Put(key, value)).thenAccept(this::arrived);
    }

    private void arrived(Updated updated) {
        if (!updated.isDone()) {
            throw new IllegalStateException("a change is not done: " + updated.outcome());
        }
        underWay--;
    }

    private void change(Task.Change task) {
        underWay++;
        long asked = System.nanoTime();
        var key = (int) (changes & ENTRIES - 1);
        replicated.update(new Figures.Put(key, asked)).thenAccept(updated -> {
            arrived(updated);
            changed(task, System.nanoTime() - asked);
        });
    }

    private void changed(Task.Change task, long took) {
        recorder.record(took);
        changes++;
        long now = System.nanoTime();
        if (now < until) {
            change(task);
        } else if (underWay == 0) {
            long nanos = now - begun;
            task.done()
                    .complete(
                            task.depth() == 1
                                    ? recorder.roundTrips(nanos)
                                    : Slice.ofStream(changes, nanos, 0, Double.NaN, 0));
        }
    }
}
