package multikernel.bench;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import multikernel.codec.BadMessage;
import multikernel.codec.Codec;
import multikernel.codec.Incoming;
import multikernel.codec.LineSink;
import multikernel.codec.Outgoing;
import multikernel.urpc.RingReader;
import multikernel.urpc.RingWriter;
import org.jspecify.annotations.Nullable;

/**
 * One thread's ends of {@link Desks}, with a codec as monitors have it: nothing but bytes goes from one thread to
 * another.
 */
final class Desk<M> {

    /** @param <M> what is said */
    interface Receiver<M> {
        void heard(int from, M message);
    }

    /** What is taken of one ring before the next one is looked at. */
    private static final int BATCH = 64;

    private final Desks<M> desks;
    private final int core;
    private long slice;
    private final List<@Nullable Outgoing<M>> ways = new ArrayList<>();
    private final List<Source<M>> sources = new ArrayList<>();
    private final BooleanSupplier hasWork = this::hasWork;
    private int looks;

    /** By the thread that uses it first, so that it shares no line with another's. */
    Desk(Desks<M> desks, int core, Codec<M> codec) {
        this.desks = desks;
        this.core = core;
        desks.ringsTo(core).forEach((from, memory) -> sources.add(new Source<>(from, memory, codec)));
        for (int to = 0; to < desks.cores(); to++) {
            var memory = desks.ringsTo(to).get(core);
            ways.add(memory == null ? null : Outgoing.over(codec, new Sink(RingWriter.over(memory))));
        }
    }

    void begin(long next) {
        slice = next;
    }

    /** Waits for room if there is none, which means that a ring was made too small. */
    void send(int to, M message) {
        var way = ways.get(to);
        if (way == null) {
            throw new IllegalArgumentException("no ring goes from " + core + " to " + to);
        }
        while (!way.offer(message) || !way.resume()) {
            looks = Waiting.again(looks);
        }
        desks.wake(to);
    }

    /** Hands over what has come; rests if nothing has. */
    void turn(Receiver<M> receiver) {
        int taken = 0;
        for (var source : sources) {
            taken += source.drain(receiver);
        }
        if (taken == 0) {
            looks = Waiting.again(looks);
            desks.rest(core, hasWork);
        }
    }

    /** Until the slice is over. */
    void serve(Receiver<M> receiver) {
        while (!desks.isOver(slice)) {
            turn(receiver);
        }
    }

    /** A message, or the end. */
    private boolean hasWork() {
        for (var source : sources) {
            if (!source.reader.isEmpty()) {
                return true;
            }
        }
        return desks.isOver(slice);
    }

    /** A ring that this thread reads. */
    private static final class Source<M> {
        private final int from;
        private final RingReader reader;
        private final Incoming<M> incoming;
        private final RingReader.Receiver lines = this::take;
        private @Nullable Receiver<M> receiver;

        Source(int from, MemorySegment memory, Codec<M> codec) {
            this.from = from;
            reader = RingReader.over(memory);
            incoming = Incoming.with(codec);
        }

        int drain(Receiver<M> receiver) {
            this.receiver = receiver;
            return reader.drain(lines, BATCH);
        }

        private void take(MemorySegment memory, long offset, int tag) {
            try {
                var message = incoming.line(memory, offset, tag);
                if (message != null && receiver != null) {
                    receiver.heard(from, message);
                }
            } catch (BadMessage bad) {
                throw new IllegalStateException(from + " sent what is no message", bad);
            }
        }
    }

    private record Sink(RingWriter writer) implements LineSink {

        @Override
        public long claim() {
            return writer.claim();
        }

        @Override
        public void publish(int tag) {
            writer.publish(tag);
        }

        @Override
        public MemorySegment memory() {
            return writer.memory();
        }
    }
}
