package multikernel.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import multikernel.urpc.Lane;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two lanes, or two rings, back to back: a call and its reply carry what both sides wrote before. */
public final class BackToBackStress {

    private BackToBackStress() {}

    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "no call seen yet")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the call seen, no reply yet")
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "the reply, and what came before it")
    @Outcome(expect = FORBIDDEN, desc = "a reply without a call, or without what was written before it")
    static final class CallAndReply {}

    /** Each side looks this often; then it has something else to do. */
    private static final int LOOKS = 50;

    @JCStressTest
    @JCStressMeta(CallAndReply.class)
    @State
    public static class Lanes {

        private final Lane<Cell, Integer> there = new Lane<>(Lane.CAPACITY_MIN);
        private final Lane<Cell, Integer> back = new Lane<>(Lane.CAPACITY_MIN);
        private int written;

        @Actor
        public void caller(II_Result seen) {
            written = 1;
            there.offer(null, 1);
            for (var look = 0; look < LOOKS && back.isEmpty(); look++) {
                Thread.onSpinWait();
            }
            back.drain((address, message) -> seen.r2 = written, 1);
        }

        @Actor
        public void callee(II_Result seen) {
            for (var look = 0; look < LOOKS && there.isEmpty(); look++) {
                Thread.onSpinWait();
            }
            there.drain(
                    (address, message) -> {
                        seen.r1 = written;
                        written++;
                        back.offer(null, 2);
                    },
                    1);
        }
    }

    @JCStressTest
    @JCStressMeta(CallAndReply.class)
    @State
    public static class Rings {

        private final Lines there = new RingLines(2, 0);
        private final Lines back = new RingLines(2, 0);
        private int written;

        @Actor
        public void caller(II_Result seen) {
            written = 1;
            there.offer(1);
            for (var look = 0; look < LOOKS && back.isEmpty(); look++) {
                Thread.onSpinWait();
            }
            back.drain((number, words) -> seen.r2 = Lines.seen(number, words) == 2 ? written : -1, 1);
        }

        @Actor
        public void callee(II_Result seen) {
            for (var look = 0; look < LOOKS && there.isEmpty(); look++) {
                Thread.onSpinWait();
            }
            there.drain(
                    (number, words) -> {
                        seen.r1 = Lines.seen(number, words) == 1 ? written : -1;
                        written++;
                        back.offer(2);
                    },
                    1);
        }
    }
}
