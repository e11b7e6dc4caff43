package multikernel.bench;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Loads {@link Loops} once more, under a loader of its own, so that the compiler knows this copy's pipes alone. */
public final class LoopsCopy extends ClassLoader {

    /** What a copy looks like from outside. */
    public interface Shape {

        /** Messages between two looks at the clock, when streaming. */
        int BATCH = 1_024;

        /** Round trips for so long; returns the time they took. */
        long ask(Pipe.Inlet there, Pipe.Outlet back, long nanos, Recorder recorder);

        void answer(Pipe.Outlet there, Pipe.Inlet back);

        void send(Pipe.Inlet inlet, long nanos);

        /** @return how many came */
        long receive(Pipe.Outlet outlet, Recorder recorder);
    }

    private LoopsCopy() {
        super(Loops.class.getClassLoader());
    }

    static Shape make() {
        try (var stream = Loops.class.getResourceAsStream("Loops.class")) {
            if (stream == null) {
                throw new IllegalStateException("the class file of the loops is not where its class is");
            }
            var bytes = stream.readAllBytes();
            var copy = new LoopsCopy().defineClass(Loops.class.getName(), bytes, 0, bytes.length);
            return (Shape) copy.getConstructor().newInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the loops have no public constructor", e);
        }
    }
}
