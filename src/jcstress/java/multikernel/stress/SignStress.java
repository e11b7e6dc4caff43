package multikernel.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** The stop sign: a mailbox holds at most its bound and what the lane to its core held when the sign was raised. */
public final class SignStress {

    private SignStress() {}

    @Outcome(id = "64", expect = ACCEPTABLE, desc = "the sender saw room, and with it the sign")
    @Outcome(expect = FORBIDDEN, desc = "the sender used room that was freed behind the sign")
    static final class NotPastTheSign {}

    /** The reader raises the sign before it frees slots, the sender looks at slots before it looks at the sign. */
    @JCStressTest
    @JCStressMeta(NotPastTheSign.class)
    @State
    public static class RoomThenSign extends SignState {

        @Actor
        public void sender() {
            writerBegins();
            if (awaitRoom() && !isRaised()) {
                put();
            }
        }

        @Actor
        public void reader() {
            readerBegins();
            drain();
        }

        @Arbiter
        public void total(I_Result total) {
            total.r1 = total();
        }
    }

    @JCStressTest
    @JCStressMeta(NotPastTheSign.class)
    @Planted("the sign is read before room is found")
    @State
    public static class SignThenRoom extends SignState {

        @Actor
        public void sender() {
            writerBegins();
            if (!isRaised() && awaitRoom()) {
                put();
            }
        }

        @Actor
        public void reader() {
            readerBegins();
            drain();
        }

        @Arbiter
        public void total(I_Result total) {
            total.r1 = total();
        }
    }
}
