package multikernel.bench;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import multikernel.base.CoreId;
import multikernel.runtime.DispatcherContext;
import multikernel.runtime.MessageInterface;
import multikernel.urpc.Channel;
import org.jspecify.annotations.Nullable;

/**
 * A dispatcher of a booted node that has many channels to the other core and uses the first: a ball to and fro, as an
 * application would send it. Each has been used once, so that its rest is that of one in use.
 */
final class IdleEnds {

    /** What it is told. */
    sealed interface Told {

        record Open(CoreId other, int channels) implements Told {}

        record Begin(long nanos) implements Told {}
    }

    /** What goes over the channels. */
    sealed interface Thrown {

        record Ball(long number) implements Thrown {}

        record Nothing() implements Thrown {}
    }

    private static final MessageInterface<Thrown> THROWN = MessageInterface.of(MethodHandles.lookup(), Thrown.class);

    private final DispatcherContext context;
    private final String domain;
    private final BiConsumer<CoreId, @Nullable Throwable> opened;
    private final Consumer<Slice> done;
    private final List<Channel<Thrown>> channels = new ArrayList<>();
    private final Recorder recorder = new Recorder();
    private boolean isLeader;
    private long begun;
    private long until;
    private long last;

    private IdleEnds(
            DispatcherContext context,
            String domain,
            BiConsumer<CoreId, @Nullable Throwable> opened,
            Consumer<Slice> done) {
        this.context = context;
        this.domain = domain;
        this.opened = opened;
        this.done = done;
        context.export(THROWN, inlet -> new Channel.Receiver<>() {
            @Override
            public void received(Thrown thrown) {
                if (thrown instanceof Thrown.Ball ball) {
                    on(ball);
                }
            }

            @Override
            public void closed(Channel.Ending why) {}
        });
    }

    /**
     * @param opened told on the core's thread that all its channels are open, or why not
     * @param done told on the core's thread how a slice went
     */
    static Behavior<Told> of(
            DispatcherContext context,
            String domain,
            BiConsumer<CoreId, @Nullable Throwable> opened,
            Consumer<Slice> done) {
        var ends = new IdleEnds(context, domain, opened, done);
        return Behaviors.receiveMessage(ends::on);
    }

    private Behavior<Told> on(Told told) {
        switch (told) {
            case Told.Open(var other, var count) -> open(other, count);
            case Told.Begin(var nanos) -> begin(nanos);
        }
        return Behaviors.same();
    }

    private void open(CoreId other, int count) {
        context.connect(domain, other, THROWN).whenComplete((channel, refused) -> {
            if (refused != null) {
                opened.accept(context.core(), refused);
                return;
            }
            channels.add(channel);
            send(channel, new Thrown.Nothing());
            if (count > 1) {
                open(other, count - 1);
            } else {
                opened.accept(context.core(), null);
            }
        });
    }

    private void begin(long nanos) {
        isLeader = true;
        recorder.clear();
        begun = System.nanoTime();
        until = begun + nanos;
        last = begun;
        send(channels.getFirst(), new Thrown.Ball(0));
    }

    private void on(Thrown.Ball ball) {
        if (isLeader) {
            var now = System.nanoTime();
            recorder.record(now - last);
            last = now;
            if (now >= until) {
                isLeader = false;
                done.accept(recorder.roundTrips(now - begun));
                return;
            }
        }
        send(channels.getFirst(), new Thrown.Ball(ball.number() + 1));
    }

    private static void send(Channel<Thrown> channel, Thrown thrown) {
        var sent = channel.trySend(thrown);
        if (sent != Channel.Sent.ACCEPTED) {
            throw new CompletionException(
                    "one message finds room in a channel", new IllegalStateException(sent.name()));
        }
    }
}
