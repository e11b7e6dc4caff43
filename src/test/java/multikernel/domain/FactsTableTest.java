package multikernel.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import multikernel.base.NodeDistance;
import multikernel.base.Tier;
import multikernel.domain.FactsTable.Sheet;
import org.junit.jupiter.api.Test;

/** The sheets of the nodes of a cluster. */
class FactsTableTest {

    private static Sheet sheet(String node, String fact, long nanos) {
        return new Sheet(node, List.of(fact), List.of(new NodeDistance("far", Tier.NETWORK, nanos)));
    }

    private static FactsTable after(List<Sheet> changes) {
        var rules = FactsTable.RULES;
        var table = rules.initial();
        for (var change : changes) {
            assertTrue(rules.check(table, change).isEmpty());
            table = rules.apply(table, change);
        }
        return table;
    }

    @Test
    void shouldHaveTheLastSheetOfEachNode() {
        var table = after(List.of(sheet("ant", "cpu(0)", 9), sheet("bee", "cpu(0)", 9), sheet("ant", "cpu(1)", 9)));
        assertEquals(List.of("cpu(1)"), table.of("ant").orElseThrow().facts());
        assertEquals(2, table.sheets().size());
        assertTrue(table.of("cat").isEmpty());
    }

    @Test
    void shouldMakeRoomByTheSheetThatWasChangedTheLongestAgo() {
        var table = after(IntStream.rangeClosed(0, FactsTable.SHEETS_MAX)
                .mapToObj(node -> sheet("node-" + node, "cpu(0)", 9))
                .toList());
        assertEquals(FactsTable.SHEETS_MAX, table.sheets().size());
        assertTrue(table.of("node-0").isEmpty());
        assertTrue(table.of("node-" + FactsTable.SHEETS_MAX).isPresent());
    }

    @Test
    void shouldBeNewsOnlyWhereAFactIsAnotherOrADistanceIsOffByHalf() {
        var before = sheet("ant", "cpu(0)", 1000);
        assertFalse(sheet("ant", "cpu(0)", 1500).isNewsAfter(before));
        assertFalse(sheet("ant", "cpu(0)", 500).isNewsAfter(before));
        assertTrue(sheet("ant", "cpu(0)", 1502).isNewsAfter(before));
        assertTrue(sheet("ant", "cpu(0)", 499).isNewsAfter(before));
        assertTrue(sheet("ant", "cpu(1)", 1000).isNewsAfter(before));
        assertTrue(new Sheet("ant", before.facts(), List.of()).isNewsAfter(before));
        var other = List.of(new NodeDistance("far", Tier.SHARED_MEMORY, 1000));
        assertTrue(new Sheet("ant", before.facts(), other).isNewsAfter(before));
    }
}
