package multikernel.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import multikernel.urpc.Lane;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two threads at the lane of references that mailboxes are fed by. */
public final class LaneStress {

    private LaneStress() {}

    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "nothing there yet")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the first, with its cell")
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "both, in order, with their cells")
    @Outcome(expect = FORBIDDEN, desc = "order turned round, or a message without its cell")
    static final class InOrder {}

    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "nothing there yet")
    @Outcome(
            id = {"0, 1", "1, 1"},
            expect = ACCEPTABLE,
            desc = "there, with its cell")
    @Outcome(expect = FORBIDDEN, desc = "seen and not to be had")
    static final class ThereOnceSeen {}

    @Outcome(id = "64, 1", expect = ACCEPTABLE, desc = "refused")
    @Outcome(id = "65, 1", expect = ACCEPTABLE, desc = "taken into the slot that was freed")
    @Outcome(expect = FORBIDDEN, desc = "lost, or read from a slot that was written again")
    static final class NothingLost {}

    /** Address and message arrive together, and messages in the order of their sending. */
    @JCStressTest
    @JCStressMeta(InOrder.class)
    @State
    public static class Order extends PairsState {

        public Order() {
            super(Pairs.lane(), 0, 0);
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

    /** The same across the end of the array. */
    @JCStressTest
    @JCStressMeta(InOrder.class)
    @State
    public static class Wrap extends PairsState {

        public Wrap() {
            super(Pairs.lane(), CAPACITY - 1, 0);
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
    public static class Empty extends PairsState {

        public Empty() {
            super(Pairs.lane(), 0, 0);
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

    /** A full lane refuses until a slot has been read, and the slot is used again without harm to what was in it. */
    @JCStressTest
    @JCStressMeta(NothingLost.class)
    @State
    public static class Full extends PairsState {

        public Full() {
            super(Pairs.lane(), 0, CAPACITY);
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
            drain(2 * CAPACITY);
            all.r1 = taken();
            all.r2 = inOrder();
        }
    }

    /** A batch of several runs against a writer: all of it, in order, once. */
    @JCStressTest
    @Outcome(
            id = {"15, 1", "16, 1", "17, 1"},
            expect = ACCEPTABLE,
            desc = "what was there, in order")
    @Outcome(expect = FORBIDDEN, desc = "lost, repeated or turned round")
    @State
    public static class Batch extends PairsState {

        public Batch() {
            super(Pairs.lane(), 0, Lane.RUN - 1);
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
            drain(CAPACITY);
            seen.r1 = taken();
            seen.r2 = inOrder();
        }
    }

    @JCStressTest
    @JCStressMeta(InOrder.class)
    @Planted("the message is published before its address")
    @State
    public static class MessageFirst extends PairsState {

        public MessageFirst() {
            super(new PlantedLane(PlantedLane.Mistake.MESSAGE_FIRST), 0, 0);
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
    @JCStressMeta(NothingLost.class)
    @Planted("a slot is given back before it is read")
    @State
    public static class FreedEarly extends PairsState {

        public FreedEarly() {
            super(new PlantedLane(PlantedLane.Mistake.FREED_EARLY), 0, CAPACITY);
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
            drain(2 * CAPACITY);
            all.r1 = taken();
            all.r2 = inOrder();
        }
    }

    @JCStressTest
    @JCStressMeta(NothingLost.class)
    @Planted("room for one too many")
    @State
    public static class OneTooMany extends PairsState {

        public OneTooMany() {
            super(new PlantedLane(PlantedLane.Mistake.ONE_TOO_MANY), 0, CAPACITY);
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
            drain(2 * CAPACITY);
            all.r1 = taken();
            all.r2 = inOrder();
        }
    }
}
