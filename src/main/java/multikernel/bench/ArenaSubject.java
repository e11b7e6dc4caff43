package multikernel.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import multikernel.urpc.Line;

/**
 * The JDK's own way: memory of a shared arena that other threads read and write when it is closed. To close it the JDK
 * brings every thread of the process to a place where it can be seen not to be inside an access.
 */
record ArenaSubject(Map<String, Object> parameters, Crowd crowd, long bytes, Recorder recorder) implements Subject {

    /** By who uses memory, between two looks at whether there is something new. */
    static final int ACCESSES = 16;

    /** @param number counts them in one slice, from 1; {@link #END} at its end */
    private record Shown(long number, MemorySegment memory) {

        static final long END = -1;

        static Shown nothing(long number) {
            return new Shown(number, MemorySegment.NULL);
        }
    }

    @Override
    public String name() {
        return "arena";
    }

    @Override
    public Slice slice(long nanos) {
        recorder.clear();
        var run = new OneRun();
        crowd.run(() -> run.lead(nanos), other -> () -> run.use(run.users.get(other)));
        return recorder.roundTrips(run.took);
    }

    @Override
    public void close() {}

    /** All threads for one slice. */
    private final class OneRun {

        private static final int NUMBER = 0;

        private final AtomicReference<Shown> shown = new AtomicReference<>(Shown.nothing(0));
        /** Which memory each other thread used last. */
        private final List<Line> users =
                Stream.generate(Line::new).limit(crowd.others()).toList();

        private long took;

        void lead(long nanos) {
            try {
                var begun = System.nanoTime();
                var now = begun;
                for (long number = 1; now - begun < nanos; number++) {
                    now = closeOne(number);
                }
                took = now - begun;
            } finally {
                shown.set(Shown.nothing(Shown.END));
            }
        }

        private long closeOne(long number) {
            var arena = Arena.ofShared();
            shown.set(new Shown(number, arena.allocate(bytes, bytes)));
            for (int looks = 0; usersOf(number) < crowd.othersAtOnce(); ) {
                looks = Waiting.again(looks);
            }
            var before = System.nanoTime();
            arena.close();
            var after = System.nanoTime();
            recorder.record(after - before);
            return after;
        }

        private long usersOf(long number) {
            return users.stream()
                    .filter(user -> user.getAcquire(NUMBER) == number)
                    .count();
        }

        /** Does not heed interrupts: the JDK interrupts whom it finds inside an access to what it closes. */
        void use(Line mine) {
            var last = 0L;
            for (var now = shown.get(); now.number() != Shown.END; now = shown.get()) {
                if (now.number() != last && !access(now, mine)) {
                    last = now.number();
                }
            }
        }

        /** Whether there is anything to be used still. */
        private boolean access(Shown now, Line mine) {
            try {
                var memory = now.memory();
                for (int i = 0; i < ACCESSES; i++) {
                    memory.set(ValueLayout.JAVA_LONG, 0, memory.get(ValueLayout.JAVA_LONG, 0) + 1);
                }
                mine.setRelease(NUMBER, now.number());
                return true;
            } catch (IllegalStateException closed) {
                return false;
            }
        }
    }
}
