package multikernel.bench;

import java.util.Map;

/** A pair of pipes between two pinned threads, in round trips, or one of them in a stream. */
final class PipeSubject implements Subject {

    private final String name;
    private final Map<String, Object> parameters;
    private final TwoThreads threads;
    private final Pipe there;
    private final Pipe back;
    private final boolean isStream;
    private final LoopsCopy.Shape loops = LoopsCopy.make();
    private final Recorder recorder = new Recorder();

    /** @param back unused by a stream */
    PipeSubject(
            String name, Map<String, Object> parameters, TwoThreads threads, Pipe there, Pipe back, boolean isStream) {
        this.name = name;
        this.parameters = parameters;
        this.threads = threads;
        this.there = there;
        this.back = back;
        this.isStream = isStream;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<String, Object> parameters() {
        return parameters;
    }

    @Override
    public Slice slice(long nanos) {
        recorder.clear();
        var found = new long[2];
        if (isStream) {
            threads.run(() -> loops.send(there.inlet(), nanos), () -> {
                var begun = System.nanoTime();
                found[0] = loops.receive(there.outlet(), recorder);
                found[1] = System.nanoTime() - begun;
            });
            return recorder.stream(found[0], found[1], LoopsCopy.Shape.BATCH);
        }
        threads.run(
                () -> found[1] = loops.ask(there.inlet(), back.outlet(), nanos, recorder),
                () -> loops.answer(there.outlet(), back.inlet()));
        return recorder.roundTrips(found[1]);
    }

    @Override
    public void close() {
        there.close();
        back.close();
    }
}
