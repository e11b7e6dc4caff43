package multikernel.bench;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;

/** The Disruptor with one producer and one consumer that spin. */
final class DisruptorPipe implements Pipe {

    private final RingBuffer<long[]> ring;
    private final Sequence consumed = new Sequence();
    private final SequenceBarrier barrier;

    DisruptorPipe(int capacity) {
        ring = RingBuffer.createSingleProducer(() -> new long[WORDS], capacity, new BusySpinWaitStrategy());
        barrier = ring.newBarrier();
        ring.addGatingSequences(consumed);
    }

    @Override
    public Inlet inlet() {
        return value -> {
            for (int looks = 0; !ring.hasAvailableCapacity(1); ) {
                looks = Waiting.again(looks);
            }
            var sequence = ring.next();
            var words = ring.get(sequence);
            for (int word = 0; word < WORDS; word++) {
                words[word] = value + word;
            }
            ring.publish(sequence);
        };
    }

    @Override
    public Outlet outlet() {
        return new Batch() {
            @Override
            void read() {
                var next = consumed.get() + 1;
                var last = Math.min(next + SIZE - 1, available(next));
                for (var sequence = next; sequence <= last; sequence++) {
                    var words = ring.get(sequence);
                    var rest = 0L;
                    for (int word = 1; word < WORDS; word++) {
                        rest += words[word] - words[0] - word;
                    }
                    add(words[0], rest);
                }
                consumed.set(last);
            }
        };
    }

    private long available(long next) {
        for (int looks = 0; barrier.getCursor() < next; ) {
            looks = Waiting.again(looks);
        }
        try {
            return barrier.waitFor(next);
        } catch (AlertException | InterruptedException | TimeoutException e) {
            throw new IllegalStateException("nobody interrupts a slice", e);
        }
    }

    @Override
    public void close() {}
}
