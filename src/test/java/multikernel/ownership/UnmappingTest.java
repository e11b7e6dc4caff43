package multikernel.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import multikernel.agreement.Trees;
import multikernel.base.CoreId;
import multikernel.hardware.Measured;
import multikernel.hardware.Topology;
import multikernel.knowledge.ChosenTrees;
import multikernel.knowledge.CoreCosts;
import org.junit.jupiter.api.Test;

class UnmappingTest {

    private final List<CoreId> all = IntStream.range(0, 4).mapToObj(CoreId::of).toList();

    /** Between four cores of a machine of which nothing is known. */
    private final CoreCosts costs = CoreCosts.of(
            List.of(0, 1, 2, 3),
            new Topology(
                    "",
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    new Topology.Share(List.of(), List.of(), -1, -1),
                    -1),
            Measured.NOTHING);

    private final ChosenTrees chosen = new ChosenTrees(() -> costs);

    @Test
    void shouldCloseEveryViewBeforeItAnswers() {
        for (var shape : List.<TreeShape>of(Trees::sequential, Trees::binary, chosen::over)) {
            var talk = new Talk(4, 16, OwnershipLimits.DEFAULT, shape);
            var frame = talk.frame(0, 1);
            talk.placed(0, new Request.MapOn(frame, all, true));
            var there = talk.slots(2).getFirst().address();
            var unmap = talk.ask(2, new Request.Unmap(there));
            while (!talk.answers.containsKey(unmap)) {
                assertTrue(talk.step(), "never answered");
            }
            assertTrue(talk.open.isEmpty(), "answered while there were views");
            talk.done(unmap);
            talk.run();
            talk.check();
        }
    }

    /** Whether the owner sends to all by itself or a tree has inner cores. */
    @Test
    void shouldSayWhoseWordAnUnmapAndARevokeWaitFor() {
        for (var shape : List.<TreeShape>of(Trees::sequential, Trees::binary)) {
            var talk = new Talk(4, 16, OwnershipLimits.DEFAULT, shape);
            var frame = talk.frame(0, 1);
            talk.placed(0, new Request.MapOn(frame, all, true));
            for (var request : List.<Request>of(new Request.Unmap(frame), new Request.Revoke(frame))) {
                var about = request instanceof Request.Unmap ? "unmap" : "revoke";
                var operation = talk.ask(0, request);
                var vote = talk.cores[0].votes().all().getFirst();
                assertEquals(operation, vote.operation(), "the one that was asked, not the commit of it");
                assertEquals(about, vote.about());
                assertEquals(4, vote.voters());
                assertEquals(all.subList(1, 4), vote.awaited());
                assertEquals(1, talk.cores[0].votes().size());
                for (int awaited = 3; talk.step(); ) {
                    int now = talk.cores[0].votes().all().stream()
                            .mapToInt(each -> each.awaited().size())
                            .sum();
                    assertTrue(now <= awaited, "whoever was heard is awaited no more");
                    awaited = now;
                }
                talk.done(operation);
                assertEquals(0, talk.cores[0].votes().size());
            }
        }
    }

    @Test
    void shouldSendOneMessageEachWayForAViewOnOneOtherCore() {
        var talk = new Talk(2, 16);
        var frame = talk.frame(0, 1);
        talk.placed(0, new Request.MapOn(frame, List.of(CoreId.of(0), CoreId.of(1)), true));
        long before = sends(talk);
        talk.placed(0, new Request.Unmap(frame));
        assertEquals(2, sends(talk) - before);
    }

    @Test
    void shouldMapAgainWhatWasUnmapped() {
        var talk = new Talk(2, 16);
        var frame = talk.frame(0, 1);
        talk.placed(0, new Request.MapOn(frame, List.of(CoreId.of(0)), true));
        assertTrue(talk.slot(0, frame).isMapped());
        talk.placed(0, new Request.Unmap(frame));
        assertFalse(talk.slot(0, frame).isMapped());
        talk.placed(0, new Request.MapOn(frame, List.of(CoreId.of(0)), true));
        assertEquals(1, talk.open.size());
        talk.check();
    }

    private static long sends(Talk talk) {
        return talk.log.stream()
                .flatMap(List::stream)
                .filter(effect -> effect instanceof OwnershipEffect.Send)
                .count();
    }
}
