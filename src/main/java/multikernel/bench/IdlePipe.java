package multikernel.bench;

import java.util.List;
import java.util.stream.IntStream;
import multikernel.urpc.Ring;
import multikernel.urpc.RingReader;

/** A ring whose receiver looks at idle ones as well, each time round. */
final class IdlePipe implements Pipe {

    private static final int IDLE_CAPACITY = 64;

    private final RingPipe busy;
    private final List<RingReader> idle;

    IdlePipe(int capacity, int idle) {
        busy = new RingPipe(capacity);
        this.idle = IntStream.range(0, idle)
                .mapToObj(each -> RingReader.over(Ring.memory(IDLE_CAPACITY)))
                .toList();
    }

    @Override
    public Inlet inlet() {
        return busy.inlet();
    }

    @Override
    public Outlet outlet() {
        var reader = busy.reader();
        var others = idle.toArray(RingReader[]::new);
        return () -> {
            for (int looks = 0; reader.isEmpty(); looks = Waiting.again(looks)) {
                for (var other : others) {
                    if (!other.isEmpty()) {
                        throw new IllegalStateException("nobody sends on an idle ring");
                    }
                }
            }
            return RingPipe.take(reader);
        };
    }

    @Override
    public void close() {
        busy.close();
    }
}
