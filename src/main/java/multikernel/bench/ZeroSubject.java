package multikernel.bench;

import java.util.Map;
import multikernel.memory.Region;
import multikernel.memory.Zeroing;

/** What it takes to zero a frame before it is given again. */
record ZeroSubject(Map<String, Object> parameters, Crowd crowd, long bytes, Region region, Recorder recorder)
        implements Subject {

    /** Frames that are zeroed in turn, so that none is warm. */
    private static final int FRAMES = 1_024;

    static ZeroSubject of(Map<String, Object> parameters, Crowd crowd, long bytes) {
        return new ZeroSubject(parameters, crowd, bytes, Region.reserve(FRAMES * bytes), new Recorder());
    }

    @Override
    public String name() {
        return Laboratory.OURS;
    }

    @Override
    public Slice slice(long nanos) {
        recorder.clear();
        var took = new long[1];
        crowd.run(() -> took[0] = zero(nanos), other -> () -> {});
        return recorder.roundTrips(took[0]);
    }

    private long zero(long nanos) {
        var begun = System.nanoTime();
        var last = begun;
        for (int frame = 0; last - begun < nanos; frame = (frame + 1) % FRAMES) {
            var zeroing = new Zeroing(region, frame * bytes, bytes);
            while (!zeroing.isDone()) {
                zeroing.slice();
            }
            var now = System.nanoTime();
            recorder.record(now - last);
            last = now;
        }
        return last - begun;
    }

    @Override
    public void close() {
        region.close();
    }
}
