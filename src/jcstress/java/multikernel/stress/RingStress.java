package multikernel.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two threads at the ring of cache lines. */
public final class RingStress {

    private RingStress() {}

    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "nothing there yet")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the first, whole")
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "both, in order, whole")
    @Outcome(expect = FORBIDDEN, desc = "order turned round, or torn")
    static final class InOrder {}

    @Outcome(
            id = {"0, 0", "0, 1", "1, 1"},
            expect = ACCEPTABLE,
            desc = "there, whole, or nothing yet")
    @Outcome(expect = FORBIDDEN, desc = "seen and not to be had, or torn")
    static final class ThereOnceSeen {}

    @Outcome(
            id = {"0, 0", "1, 0"},
            expect = ACCEPTABLE,
            desc = "no header yet, whatever the payload")
    @Outcome(
            id = {"0, 1", "1, 1"},
            expect = ACCEPTABLE,
            desc = "the payload that the header stands for")
    @Outcome(expect = FORBIDDEN, desc = "a valid header, and the payload from before")
    static final class FreshAfterPeek {}

    @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "the third refused")
    @Outcome(id = "3, 1", expect = ACCEPTABLE, desc = "the third in the line that was given back")
    @Outcome(expect = FORBIDDEN, desc = "lost, or written over while it was read")
    static final class NothingLost {}

    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "all that was sent, in order, whole")
    @Outcome(expect = FORBIDDEN, desc = "lost, repeated, turned round or torn")
    static final class AllOfIt {}

    @Outcome(
            id = {"6, 1", "7, 1", "8, 1"},
            expect = ACCEPTABLE,
            desc = "what was there, in order")
    @Outcome(expect = FORBIDDEN, desc = "lost, repeated, turned round or torn")
    static final class WholeBatch {}

    /** Header, tag and seven words arrive together, and messages in the order of their sending. */
    @JCStressTest
    @JCStressMeta(InOrder.class)
    @State
    public static class Order extends LinesState {

        public Order() {
            super(new RingLines(4, 0), 0, 0);
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

    /** The same across the end of the ring. */
    @JCStressTest
    @JCStressMeta(InOrder.class)
    @State
    public static class Wrap extends LinesState {

        public Wrap() {
            super(new RingLines(4, 0), 3, 0);
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

    /** What is not empty can be taken. */
    @JCStressTest
    @JCStressMeta(ThereOnceSeen.class)
    @State
    public static class Empty extends LinesState {

        public Empty() {
            super(new RingLines(4, 0), 0, 0);
        }

        @Actor
        public void writer() {
            writerBegins();
            offer();
        }

        @Actor
        public void reader(II_Result seen) {
            readerBegins();
            seen.r1 = isEmpty() ? 0 : 1;
            drain(1);
            seen.r2 = first();
        }
    }

    /** A full ring refuses until a line has been read, and the line is used again without harm to what was in it. */
    @JCStressTest
    @JCStressMeta(NothingLost.class)
    @State
    public static class Full extends LinesState {

        public Full() {
            super(new RingLines(2, 0), 0, 2);
        }

        @Actor
        public void writer() {
            writerBegins();
            offer();
        }

        @Actor
        public void reader() {
            readerBegins();
            drain(1);
        }

        @Arbiter
        public void rest(II_Result all) {
            drain(8);
            all.r1 = sent() == taken() ? sent() : -1;
            all.r2 = inOrder();
        }
    }

    /** Several laps of the smallest ring: no line is written over while it is read. */
    @JCStressTest
    @JCStressMeta(AllOfIt.class)
    @State
    public static class Laps extends LinesState {

        public Laps() {
            super(new RingLines(2, 0), 0, 0);
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

    /** A batch across the end of the ring against a writer: all of it, in order, once. */
    @JCStressTest
    @JCStressMeta(WholeBatch.class)
    @State
    public static class Batch extends LinesState {

        public Batch() {
            super(new RingLines(16, 0), 13, 6);
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
            drain(16);
            seen.r1 = taken();
            seen.r2 = inOrder();
        }
    }

    /** A reader that has looked at the payload too early reads it again after the header. */
    @JCStressTest
    @JCStressMeta(FreshAfterPeek.class)
    @State
    public static class Peek extends LinesState {

        public Peek() {
            super(new RingLines(4, 0), 0, 0);
        }

        @Actor
        public void writer() {
            writerBegins();
            offer();
        }

        @Actor
        public void reader(II_Result seen) {
            readerBegins();
            seen.r1 = peek();
            drain(1);
            seen.r2 = first();
        }
    }
}
