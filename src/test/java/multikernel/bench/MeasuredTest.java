package multikernel.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuredTest {

    private final Fixed ours = new Fixed("multikernel", 0);
    private final Fixed ring = new Fixed("C ring", 0);
    private final Measured measured = new Measured();

    private void add(Subject subject, Placement placement, double... values) {
        for (int round = 0; round < values.length; round++) {
            measured.add(subject, Fixed.tagged(round, placement, values[round]));
        }
    }

    private List<Results.Ratio> ratios() {
        return measured.ratios(List.of(Comparison.of("round-trip", ours, ring).atMost(Placement.NEAR, 1.1)));
    }

    @Test
    void shouldDivideMediansWithinOnePlacementInBothDirections() {
        add(ours, Placement.NEAR, 180, 200, 1_000);
        add(ring, Placement.NEAR, 160, 150, 170);
        var found = ratios();
        assertEquals(2, found.size());
        assertEquals(200.0 / 160, found.getFirst().value(), 1e-9);
        assertEquals("near", found.getFirst().placement());
        assertEquals(1.1, found.getFirst().goal());
        assertEquals("C ring", found.getLast().of());
        assertEquals("multikernel", found.getLast().to());
        assertEquals(160.0 / 200, found.getLast().value(), 1e-9);
        assertEquals(1, found.getFirst().low() * found.getLast().high(), 1e-9);
    }

    @Test
    void shouldSpreadARatioOverTheQuartilesOfItsRounds() {
        add(ours, Placement.FAR, 100, 200, 300, 400, 500);
        add(ring, Placement.FAR, 100, 100, 100, 100, 100);
        var found = ratios().getFirst();
        assertEquals(3, found.value(), 1e-9);
        assertEquals(2, found.low(), 1e-9);
        assertEquals(4, found.high(), 1e-9);
        assertEquals("far", found.placement());
    }

    @Test
    void shouldNotCompareAcrossPlacements() {
        add(ours, Placement.NEAR, 180);
        add(ring, Placement.FAR, 560);
        assertEquals(List.of(), ratios());
    }

    @Test
    void shouldCompareMixedSlicesOnlyWhereThereAreNoOthers() {
        add(ours, Placement.MIXED, 300);
        add(ring, Placement.MIXED, 200);
        assertEquals("mixed", ratios().getFirst().placement());
        add(ours, Placement.NEAR, 180);
        add(ring, Placement.NEAR, 160);
        assertTrue(ratios().stream().allMatch(ratio -> ratio.placement().equals("near")));
    }

    @Test
    void shouldCompareWithWhicheverPeerIsTheFastestInEachPlacement() {
        var pinned = new Fixed("Akka pinned", 0);
        add(ours, Placement.NEAR, 200);
        add(ring, Placement.NEAR, 150);
        add(pinned, Placement.NEAR, 100);
        measured.add(ours, Fixed.tagged(1, Placement.FAR, 600));
        measured.add(ring, Fixed.tagged(1, Placement.FAR, 300));
        measured.add(pinned, Fixed.tagged(1, Placement.FAR, 900));
        var found = measured.ratios(List.of(Comparison.ofBest("tell", ours, List.of(ring, pinned))));
        assertEquals(4, found.size());
        assertEquals("tell, best of them", found.getFirst().metric());
        assertEquals("Akka pinned", found.getFirst().to());
        assertEquals(2, found.getFirst().value(), 1e-9);
        assertEquals("C ring", found.get(1).to());
        assertEquals(2, found.get(1).value(), 1e-9);
    }

    @Test
    void shouldLeaveOutOfTheBestWhatWasNotMeasuredInThatPlacement() {
        var pinned = new Fixed("Akka pinned", 0);
        add(ours, Placement.NEAR, 200);
        add(ring, Placement.NEAR, 150);
        add(pinned, Placement.FAR, 10);
        var found = measured.ratios(List.of(Comparison.ofBest("tell", ours, List.of(ring, pinned))));
        assertEquals("C ring", found.getFirst().to());
    }

    @Test
    void shouldShowARowForEachPlacementAndOneForWhatIsAllocated() {
        add(ours, Placement.NEAR, 180, 200, 220);
        measured.add(ours, Fixed.tagged(3, Placement.FAR, 600));
        var rows = measured.rows();
        assertEquals(3, rows.size());
        var near = rows.getFirst();
        assertEquals("near", near.parameters().get("placement"));
        assertEquals("ns", near.unit());
        assertEquals(30, near.samples());
        assertEquals(200, near.p50());
        assertEquals(400, near.p99());
        assertEquals(660, near.max());
        assertEquals(1e7, near.throughput(), 1);
        assertEquals("bytes", rows.getLast().unit());
        assertEquals(48, rows.getLast().p50());
        assertEquals("round-trip allocation", rows.getLast().parameters().get("metric"));
    }
}
