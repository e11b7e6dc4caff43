package multikernel.stress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The ring where the 32 bits of position in its headers change their sign or begin again. */
public final class RingSequenceStress {

    private RingSequenceStress() {}

    /** {@link RingStress.Order} where the position changes its sign. */
    @JCStressTest
    @JCStressMeta(RingStress.InOrder.class)
    @State
    public static class HalfOfTheSequence extends LinesState {

        public HalfOfTheSequence() {
            super(new RingLines(4, (1L << 31) - 1), 0, 0);
        }

        @Actor
        public void writer() {
            writerBegins();
            offer();
            offer();
        }

        @Actor
        public void reader(II_Result seen) {
            readerBegins();
            drain(2);
            seen.r1 = first();
            seen.r2 = second();
        }
    }

    /** {@link RingStress.Order} where the position begins again at 0. */
    @JCStressTest
    @JCStressMeta(RingStress.InOrder.class)
    @State
    public static class EndOfTheSequence extends LinesState {

        public EndOfTheSequence() {
            super(new RingLines(4, (1L << 32) - 1), 0, 0);
        }

        @Actor
        public void writer() {
            writerBegins();
            offer();
            offer();
        }

        @Actor
        public void reader(II_Result seen) {
            readerBegins();
            drain(2);
            seen.r1 = first();
            seen.r2 = second();
        }
    }

    /** Several laps across the end of the sequence. */
    @JCStressTest
    @JCStressMeta(RingStress.AllOfIt.class)
    @State
    public static class LapsAtTheEnd extends LinesState {

        public LapsAtTheEnd() {
            super(new RingLines(4, (1L << 32) - 3), 0, 0);
        }

        @Actor
        public void writer() {
            writerBegins();
            for (var message = 0; message < 8; message++) {
                offer();
            }
        }

        @Actor
        public void reader() {
            readerBegins();
            for (var look = 0; look < 8; look++) {
                drain(2);
            }
        }

        @Arbiter
        public void rest(II_Result all) {
            drain(8);
            all.r1 = sent() == taken() ? 1 : 0;
            all.r2 = inOrder();
        }
    }
}
