package multikernel.bench;

/**
 * What two threads do with a pipe. Every subject gets a copy of this class, made by {@link LoopsCopy}: a loop that saw
 * many kinds of pipe would call each through a table, and one that saw a single kind has it inlined.
 */
public final class Loops implements LoopsCopy.Shape {

    private static final int CLOCK_EVERY = 256;

    @Override
    public long ask(Pipe.Inlet there, Pipe.Outlet back, long nanos, Recorder recorder) {
        var begun = System.nanoTime();
        var until = begun + nanos;
        var last = begun;
        for (long turn = 0; last < until; turn++) {
            there.put(turn);
            back.take();
            var now = System.nanoTime();
            recorder.record(now - last);
            last = now;
        }
        there.put(Pipe.END);
        return last - begun;
    }

    @Override
    public void answer(Pipe.Outlet there, Pipe.Inlet back) {
        for (var value = there.take(); value != Pipe.END; value = there.take()) {
            back.put(value);
        }
    }

    @Override
    public void send(Pipe.Inlet inlet, long nanos) {
        var until = System.nanoTime() + nanos;
        long value = 0;
        do {
            for (int i = 0; i < CLOCK_EVERY; i++) {
                inlet.put(value++);
            }
        } while (System.nanoTime() < until);
        inlet.put(Pipe.END);
    }

    /** Times each batch at the receiving end, from the first message on. */
    @Override
    public long receive(Pipe.Outlet outlet, Recorder recorder) {
        var messages = 0L;
        var last = 0L;
        for (var value = outlet.take(); value != Pipe.END; value = outlet.take()) {
            if (value != messages) {
                throw new IllegalStateException("a stream lost its order");
            }
            if (messages++ % BATCH == 0) {
                var now = System.nanoTime();
                if (last != 0) {
                    recorder.record(now - last);
                }
                last = now;
            }
        }
        return messages;
    }
}
