package multikernel.bench;

import java.util.Map;

/** Messages between this JVM and another, in round trips or in a stream from here to there. */
final class FarSubject implements Subject {

    private final String name;
    private final Map<String, Object> parameters;
    private final TwoThreads threads;
    private final Pipe pipe;
    private final FarJvm far;
    private final boolean isStream;
    private final LoopsCopy.Shape loops = LoopsCopy.make();
    private final Recorder recorder = new Recorder();

    /** @param pipe this end: its inlet leads to the other JVM, its outlet comes from there */
    FarSubject(
            String name, Map<String, Object> parameters, TwoThreads threads, Pipe pipe, FarJvm far, boolean isStream) {
        this.name = name;
        this.parameters = parameters;
        this.threads = threads;
        this.pipe = pipe;
        this.far = far;
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

    /** While the first thread works here, the second sleeps until the other JVM says that it is done. */
    @Override
    public Slice slice(long nanos) {
        recorder.clear();
        far.ask(isStream ? FarEnd.RECEIVE : FarEnd.ANSWER);
        far.answer();
        var took = new long[1];
        var said = new String[1];
        threads.run(() -> took[0] = here(nanos), () -> said[0] = far.answer());
        return isStream ? FarEnd.read(said[0]) : recorder.roundTrips(took[0]);
    }

    /** If it fails here, the other JVM is ended, which ends the wait for its answer. */
    private long here(long nanos) {
        var isDone = false;
        try {
            var took = 0L;
            if (isStream) {
                loops.send(pipe.inlet(), nanos);
            } else {
                took = loops.ask(pipe.inlet(), pipe.outlet(), nanos, recorder);
            }
            isDone = true;
            return took;
        } finally {
            if (!isDone) {
                far.close();
            }
        }
    }

    /** Both ends belong to the experiment, for its other subject uses them too. */
    @Override
    public void close() {}
}
