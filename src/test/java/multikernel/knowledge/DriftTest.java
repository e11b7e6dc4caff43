package multikernel.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import multikernel.hardware.Measured;
import multikernel.hardware.MessageCost;
import multikernel.hardware.Topology;
import org.junit.jupiter.api.Test;

/** CPUs 0 and 1 that are 100 ns from each other there and back, until they are not. */
class DriftTest {

    private final Drift drift = new Drift(found(100, 100));

    @Test
    void shouldNotMindFiguresThatAreOffByLessThanHalf() {
        for (int look = 0; look < 10; look++) {
            assertEquals(Optional.empty(), drift.look(found(look % 2 == 0 ? 149 : 67, 100)));
        }
    }

    @Test
    void shouldTakeAFigureForAnotherWhenTwoLooksInARowFindItOff() {
        assertEquals(Optional.empty(), drift.look(found(400, 100)));
        assertEquals(Optional.of(found(500, 100)), drift.look(found(500, 100)));
        assertEquals(Optional.empty(), drift.look(found(510, 100)));
    }

    @Test
    void shouldForgetALookThatWasDisturbed() {
        for (int look = 0; look < 10; look++) {
            assertEquals(Optional.empty(), drift.look(found(look % 2 == 0 ? 5_000 : 100, 100)));
        }
    }

    @Test
    void shouldSeeAlsoThatMessagesHaveBecomeCheaperAndThatACpuHasBecomeSlower() {
        drift.look(found(50, 100));
        assertTrue(drift.look(found(50, 100)).isPresent());
        drift.look(found(50, 40));
        assertTrue(drift.look(found(50, 40)).isPresent());
    }

    @Test
    void shouldTakeAtOnceWhatThereWasNoTimeForBefore() {
        var later = new Drift(new Drift.Found(topology(0, 1), Measured.NOTHING));
        assertTrue(later.lacksPairs());
        assertEquals(Optional.of(found(100, 100)), later.look(found(100, 100)));
        assertFalse(later.lacksPairs());
    }

    @Test
    void shouldKeepWhatALookHadNoTimeFor() {
        var oneWay = new Drift.Found(
                topology(0, 1),
                new Measured(found(400, 100).measured().messages().subList(0, 3), List.of(), 1));
        drift.look(oneWay);
        var used = drift.look(oneWay).orElseThrow().measured();
        assertEquals(List.of(400L, 400L, 400L, 100L), roundTrips(used));
        assertEquals(found(100, 100).measured().speeds(), used.speeds());
    }

    @Test
    void shouldTakeAMachineWithOtherCpusAtOnceAndForgetThoseThatAreGone() {
        var alone = new Drift.Found(
                topology(0), new Measured(List.of(cost(0, 0, 100)), List.of(new Measured.Speed(0, 100)), 1));
        assertEquals(Optional.of(alone), drift.look(alone));
    }

    private static List<Long> roundTrips(Measured measured) {
        return measured.messages().stream().map(MessageCost::roundTripNanos).toList();
    }

    private static Drift.Found found(long roundTripNanos, int percent) {
        var messages = new ArrayList<MessageCost>();
        for (int from = 0; from < 2; from++) {
            for (int to = 0; to < 2; to++) {
                messages.add(cost(from, to, roundTripNanos));
            }
        }
        var speeds = List.of(new Measured.Speed(0, 100), new Measured.Speed(1, percent));
        return new Drift.Found(topology(0, 1), new Measured(messages, speeds, 1));
    }

    private static MessageCost cost(int from, int to, long roundTripNanos) {
        return new MessageCost(from, to, 10, 10, roundTripNanos, 4, roundTripNanos, roundTripNanos);
    }

    private static Topology topology(Integer... cpus) {
        var share = new Topology.Share(List.of(cpus), List.of(), -1, -1);
        return new Topology("", List.of(), List.of(), List.of(), List.of(), share, -1);
    }
}
