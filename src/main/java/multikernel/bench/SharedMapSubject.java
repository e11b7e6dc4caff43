package multikernel.bench;

import java.util.Map;

/**
 * Two pinned threads that read and change one map.
 *
 * @param countsAll the time of everything rather than that of look-ups
 */
record SharedMapSubject(
        String name, Map<String, Object> parameters, TwoThreads threads, ReadMostly map, boolean countsAll)
        implements Subject {

    @Override
    public Slice slice(long nanos) {
        var found = new Slice[2];
        threads.run(() -> found[0] = run(0, nanos), () -> found[1] = run(1, nanos));
        return found[0];
    }

    private Slice run(int thread, long nanos) {
        var mix = new Mix(thread);
        mix.begin();
        var begun = System.nanoTime();
        var now = begun;
        while (now - begun < nanos) {
            mix.run(map);
            map.put(mix.key(), mix.value());
            now = System.nanoTime();
        }
        return countsAll ? mix.all(now - begun) : mix.reads(now - begun);
    }

    @Override
    public void close() {}
}
