package multikernel.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Publish against sleep: no sleeper misses a message whose sender missed that it sleeps. */
public final class SleepStress {

    private SleepStress() {}

    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "found the message, stayed awake")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "found the message and was woken as well")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "slept and was woken")
    @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "sleeps on a message, and nobody wakes it")
    static final class NobodySleepsOnAMessage {}

    /** A sender that publishes seldom fences at once. */
    @JCStressTest
    @JCStressMeta(NobodySleepsOnAMessage.class)
    @State
    public static class SenderFenced extends SleepState {

        @Actor
        public void sender() {
            publish();
            word().fenceAndWake();
            done();
        }

        @Actor
        public void sleeper(II_Result seen) {
            word().sleep(this::somethingToDo, this::park);
            seen.r1 = parked();
            seen.r2 = woken();
        }
    }

    /** A core looks without a fence at each message and with one when it runs out of work. */
    @JCStressTest
    @JCStressMeta(NobodySleepsOnAMessage.class)
    @State
    public static class Waker extends SleepState {

        private final multikernel.urpc.Waker waker = new multikernel.urpc.Waker();

        @Actor
        public void sender() {
            publish();
            waker.wrote(0, word());
            waker.fence();
            done();
        }

        @Actor
        public void sleeper(II_Result seen) {
            word().sleep(this::somethingToDo, this::park);
            seen.r1 = parked();
            seen.r2 = woken();
        }
    }

    @JCStressTest
    @JCStressMeta(NobodySleepsOnAMessage.class)
    @Planted("a sender without a fence")
    @State
    public static class SenderUnfenced extends SleepState {

        @Actor
        public void sender() {
            publish();
            word().wakeIfAsleep();
            done();
        }

        @Actor
        public void sleeper(II_Result seen) {
            word().sleep(this::somethingToDo, this::park);
            seen.r1 = parked();
            seen.r2 = woken();
        }
    }

    @JCStressTest
    @JCStressMeta(NobodySleepsOnAMessage.class)
    @Planted("a core that does not look again")
    @State
    public static class WakerUnfenced extends SleepState {

        private final multikernel.urpc.Waker waker = new multikernel.urpc.Waker();

        @Actor
        public void sender() {
            publish();
            waker.wrote(0, word());
            done();
        }

        @Actor
        public void sleeper(II_Result seen) {
            word().sleep(this::somethingToDo, this::park);
            seen.r1 = parked();
            seen.r2 = woken();
        }
    }

    @JCStressTest
    @JCStressMeta(NobodySleepsOnAMessage.class)
    @Planted("a sleeper without a fence")
    @State
    public static class SleeperUnfenced extends SleepState {

        @Actor
        public void sender() {
            publish();
            wakeUnfencedSleeper();
            done();
        }

        @Actor
        public void sleeper(II_Result seen) {
            sleepWithoutFence();
            seen.r1 = parked();
            seen.r2 = woken();
        }
    }
}
