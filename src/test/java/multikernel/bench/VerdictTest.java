package multikernel.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static List<String> verdict(double perSecond, Object... more) {
        var parameters = Laboratory.parameters("metric", "round-trip", "placement", "near");
        parameters.putAll(Laboratory.parameters(more));
        var row = new Results.Row("Akka affinity", parameters, "ns", 1_000, 500, 900, null, 9_000, perSecond);
        return Verdict.of(new Results("actor", new Host(2, "", "", ""), List.of(row), List.of()));
    }

    @Test
    void shouldCallARowStarvedWhoseRoundTripsFillLessThanHalfOfItsTime() {
        assertEquals(List.of(), verdict(1.9e6));
        var found = verdict(0.9e6);
        assertEquals(1, found.size());
        assertTrue(found.getFirst().startsWith("starved: near, Akka affinity"), found.getFirst());
    }

    @Test
    void shouldCallARowStarvedWhoseRoundTripsFillMoreThanItsTime() {
        assertEquals(1, verdict(3.2e6).size());
    }

    @Test
    void shouldJudgeNothingThatWaitsByItself() {
        assertEquals(List.of(), verdict(0.03e6, Verdict.REST, 30_000));
        assertEquals(List.of(), verdict(0.05e6, Verdict.EVERY, 20_000));
    }

    @Test
    void shouldJudgeNeitherStreamsNorMixedPlacements() {
        assertEquals(List.of(), verdict(0.1e6, "metric", "tell"));
        assertEquals(List.of(), verdict(0.1e6, "placement", "mixed"));
    }
}
