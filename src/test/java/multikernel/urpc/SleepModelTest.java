package multikernel.urpc;

import static multikernel.urpc.StoreBuffers.BLOCKED;
import static multikernel.urpc.StoreBuffers.END;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import multikernel.urpc.StoreBuffers.Found;
import multikernel.urpc.StoreBuffers.Order;
import multikernel.urpc.StoreBuffers.Step;
import org.junit.jupiter.api.Test;

/**
 * {@link SleepWord} and {@link Waker} in every run of two processors: a core that publishes {@link #MESSAGES} messages
 * and has nothing more to do, and one that sleeps whenever it finds none. A wake-up that is lost leaves it stuck.
 */
class SleepModelTest {

    private static final int MESSAGES = 3;

    private static final int LANE = 0;
    private static final int WORD = 1;
    private static final int PERMIT = 2;
    private static final int CELLS = 3;

    private static final int ASLEEP = 1;
    private static final int AWAKE = 0;

    /** The only register: messages published, or taken. */
    private static final int COUNT = 0;

    private enum Fence {
        NONE,
        OWN,
        /** {@code membarrier}, which fences every processor. */
        ALL
    }

    @Test
    void shouldLoseNoWakeUpWhenBothSidesFence() {
        for (var order : Order.values()) {
            assertEquals(Found.NOTHING, search(order, Fence.OWN, Fence.OWN), order.name());
        }
    }

    @Test
    void shouldLoseAWakeUpWhenTheSenderDoesNotFence() {
        assertEquals(Found.STUCK, search(Order.TOTAL, Fence.NONE, Fence.OWN));
    }

    @Test
    void shouldLoseAWakeUpWhenTheSleeperDoesNotFence() {
        assertEquals(Found.STUCK, search(Order.TOTAL, Fence.OWN, Fence.NONE));
    }

    @Test
    void shouldLoseNoWakeUpWhenTheSleeperFencesEverybody() {
        for (var order : Order.values()) {
            assertEquals(Found.NOTHING, search(order, Fence.NONE, Fence.ALL), order.name());
        }
    }

    private static Found search(Order order, Fence sender, Fence sleeper) {
        return StoreBuffers.search(order, CELLS, List.of(sender(sender), sleeper(sleeper)));
    }

    /** Publishes, looks without a fence, and looks once more behind one when it has nothing more to do. */
    private static List<Step> sender(Fence fence) {
        Step publish = self -> {
            self.register(COUNT, self.register(COUNT) + 1);
            self.release(LANE, self.register(COUNT));
            return 1;
        };
        Step look = self -> self.load(WORD) == ASLEEP ? 4 : 2;
        Step fenceAtTheEnd = self -> {
            if (self.register(COUNT) < MESSAGES) {
                return 0;
            }
            return fence == Fence.NONE || self.isFenced() ? 3 : BLOCKED;
        };
        Step lookAgain = self -> self.load(WORD) == ASLEEP ? 5 : END;
        return List.of(publish, look, fenceAtTheEnd, lookAgain, wake(6, 2), wake(7, END), unpark(2), unpark(END));
    }

    /** Compares and sets, as one of many senders. */
    private static Step wake(int won, int lost) {
        return self -> {
            if (!self.isFenced()) {
                return BLOCKED;
            }
            if (self.load(WORD) != ASLEEP) {
                return lost;
            }
            self.swap(WORD, AWAKE);
            return won;
        };
    }

    private static Step unpark(int next) {
        return self -> {
            self.swap(PERMIT, 1);
            return next;
        };
    }

    private static List<Step> sleeper(Fence fence) {
        Step drain = self -> {
            var there = self.load(LANE);
            var taken = self.register(COUNT);
            self.register(COUNT, there);
            return there == MESSAGES ? END : there > taken ? 0 : 1;
        };
        Step sayAsleep = self -> {
            self.release(WORD, ASLEEP);
            return 2;
        };
        Step cross = self -> {
            if (fence == Fence.ALL) {
                self.fenceAll();
            }
            return fence == Fence.NONE || self.isFenced() ? 3 : BLOCKED;
        };
        Step look = self -> self.load(LANE) > self.register(COUNT) ? 5 : 4;
        Step park = self -> {
            if (!self.isFenced() || self.load(PERMIT) == 0) {
                return BLOCKED;
            }
            self.swap(PERMIT, 0);
            return 5;
        };
        Step sayAwake = self -> {
            self.release(WORD, AWAKE);
            return 6;
        };
        Step volatileAfterwards = self -> self.isFenced() ? 0 : BLOCKED;
        return List.of(drain, sayAsleep, cross, look, park, sayAwake, volatileAfterwards);
    }
}
