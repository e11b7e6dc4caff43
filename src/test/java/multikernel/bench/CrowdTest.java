package multikernel.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.TimeUnit;
import multikernel.urpc.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The limit of time is there to fail, not to pass. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CrowdTest {

    private static final IllegalArgumentException FAULT = new IllegalArgumentException("on purpose");

    @Test
    void shouldDealThreadsOutToTheCpusInTurn() {
        var crowd = Crowd.pinned(List.of(3, 5), 5);
        assertEquals(List.of(3, 5, 3, 5, 3), crowd.cpus());
        assertEquals(4, crowd.others());
        assertEquals(1, crowd.othersAtOnce());
    }

    @Test
    void shouldWaitForNobodyWhoCannotRunBesideTheLeader() {
        assertEquals(0, Crowd.pinned(List.of(3), 5).othersAtOnce());
        assertEquals(2, Crowd.pinned(List.of(0, 1, 2), 5).othersAtOnce());
        assertEquals(0, Crowd.free(5).othersAtOnce());
    }

    @Test
    void shouldRunTheLeaderAndEachOfTheOthersOnce() {
        var ran = new Line();
        Crowd.free(4).run(() -> ran.getAndAdd(0, 1), other -> () -> ran.getAndAdd(1 + other, 1));
        assertEquals(
                List.of(1L, 1L, 1L, 1L),
                List.of(ran.getVolatile(0), ran.getVolatile(1), ran.getVolatile(2), ran.getVolatile(3)));
    }

    @Test
    void shouldEndEveryoneWhenOneFails() {
        var failure = assertThrows(
                IllegalStateException.class,
                () -> Crowd.free(4)
                        .run(CrowdTest::waitForEver, other -> other == 2 ? CrowdTest::fail : CrowdTest::waitForEver));
        assertSame(FAULT, failure.getCause());
    }

    private static void fail() {
        throw FAULT;
    }

    private static void waitForEver() {
        for (int looks = 0; looks >= 0; ) {
            looks = Waiting.again(looks) % (1 << 20);
        }
    }
}
