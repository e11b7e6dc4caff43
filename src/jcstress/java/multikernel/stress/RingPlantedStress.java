package multikernel.stress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Mistakes that the tests of the ring have to catch. */
public final class RingPlantedStress {

    private RingPlantedStress() {}

    @JCStressTest
    @JCStressMeta(RingStress.InOrder.class)
    @Planted("the header is written before the payload")
    @State
    public static class HeaderFirst extends LinesState {

        public HeaderFirst() {
            super(new PlantedRing(PlantedRing.Mistake.HEADER_FIRST, 4), 0, 0);
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

    @JCStressTest
    @JCStressMeta(RingStress.NothingLost.class)
    @Planted("room for one too many")
    @State
    public static class OneTooMany extends LinesState {

        public OneTooMany() {
            super(new PlantedRing(PlantedRing.Mistake.ONE_TOO_MANY, 2), 0, 2);
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

    @JCStressTest
    @JCStressMeta(RingStress.AllOfIt.class)
    @Planted("a line is given back before it is read")
    @State
    public static class GivenBackEarly extends LinesState {

        public GivenBackEarly() {
            super(new PlantedRing(PlantedRing.Mistake.GIVEN_BACK_EARLY, 2), 0, 0);
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

    @JCStressTest
    @JCStressMeta(RingStress.FreshAfterPeek.class)
    @Planted("a plain read of the header after a peek")
    @State
    public static class PlainPeek extends LinesState {

        public PlainPeek() {
            super(new PlantedRing(PlantedRing.Mistake.PLAIN_READER, 4), 0, 0);
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

    @JCStressTest
    @JCStressMeta(RingStress.FreshAfterPeek.class)
    @Planted("no order at all, and a peek")
    @State
    public static class PlainPeekAllPlain extends LinesState {

        public PlainPeekAllPlain() {
            super(new PlantedRing(PlantedRing.Mistake.ALL_PLAIN, 4), 0, 0);
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

    @JCStressTest
    @JCStressMeta(RingStress.InOrder.class)
    @Planted(value = "a plain read of the header", hidden = "x86 loads in order")
    @State
    public static class PlainReader extends LinesState {

        public PlainReader() {
            super(new PlantedRing(PlantedRing.Mistake.PLAIN_READER, 4), 0, 0);
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

    @JCStressTest
    @JCStressMeta(RingStress.InOrder.class)
    @Planted(value = "no order at all", hidden = "x86 loads and stores in order")
    @State
    public static class AllPlain extends LinesState {

        public AllPlain() {
            super(new PlantedRing(PlantedRing.Mistake.ALL_PLAIN, 4), 0, 0);
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
}
