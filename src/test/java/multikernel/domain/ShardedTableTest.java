package multikernel.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import multikernel.base.Beginning;
import multikernel.base.NodeMember;
import multikernel.base.NodeView;
import multikernel.base.Spawned;
import multikernel.domain.ShardedTable.Change;
import multikernel.domain.ShardedTable.Row;
import org.junit.jupiter.api.Test;

/** On which node a domain with shards begins that each node has by itself. */
class ShardedTableTest {

    private static final ShardedTable.Rules RULES = new ShardedTable.Rules();
    private static final NodeMember A = new NodeMember("a", 1);
    private static final NodeMember B = new NodeMember("b", 2);
    private static final NodeMember C = new NodeMember("c", 1);
    private static final NodeMember D = new NodeMember("d", 1);
    private static final Beginning ON_B = new Beginning(B, false);

    private ShardedTable table = RULES.initial();

    private void take(Change change) {
        assertEquals("", RULES.check(table, change).orElse(""));
        table = RULES.apply(table, change);
    }

    private void have(NodeMember... nodes) {
        for (var node : nodes) {
            take(new Change.Have("store", new Beginning(node, node == A)));
        }
    }

    private static Change.Spawn spawn(String name) {
        return new Change.Spawn(new Row(name, "store", 2, List.of(), new Spawned(7, B)));
    }

    @Test
    void shouldBeginOnTheFirstThatHasItOnceThereAreAsManyAsHoldAPartition() {
        have(B, C);
        assertEquals(Map.of(), table.beginnings());
        have(C);
        assertEquals(Map.of(), table.beginnings());
        have(D);
        assertEquals(Map.of("store", ON_B), table.beginnings());
        have(A);
        assertEquals(Map.of("store", ON_B), table.beginnings());
    }

    @Test
    void shouldBeginWhereTheClusterBeganIfThatNodeHasIt() {
        have(B, C, A);
        assertEquals(Map.of("store", new Beginning(A, true)), table.beginnings());
    }

    @Test
    void shouldNotBeginOnANodeThatHasLeft() {
        have(B, C);
        take(new Change.Gone(B));
        have(D);
        assertEquals(Map.of(), table.beginnings());
        have(new NodeMember("b", 3));
        assertEquals(Map.of("store", new Beginning(C, false)), table.beginnings());
    }

    @Test
    void shouldBeSpawnedForAllOnlyWhileItHasNotBegun() {
        have(B, C);
        take(spawn("store"));
        assertTrue(RULES.check(table, new Change.Have("store", ON_B)).isPresent());
        take(new Change.Kill("store", 7));
        assertTrue(RULES.check(table, new Change.Have("store", ON_B)).isPresent());
        for (var node : List.of(B, C, D)) {
            take(new Change.Have("other", new Beginning(node, false)));
        }
        assertTrue(RULES.check(table, spawn("other")).isPresent());
        take(new Change.Kill("other", 0));
        assertEquals(Map.of(), table.beginnings());
        take(spawn("other"));
    }

    @Test
    void shouldRefuseMoreNamesThanItHolds() {
        for (int number = 0; number < ShardedTable.OWN_MAX; number++) {
            take(new Change.Have("store-" + number, ON_B));
        }
        assertTrue(RULES.check(table, new Change.Have("store", ON_B)).isPresent());
        assertFalse(RULES.check(table, new Change.Have("store-0", new Beginning(C, false)))
                .isPresent());
    }

    @Test
    void shouldTellWhatANodeHasOnceUntilTheTableSaysIt() {
        var own = new OwnDomains();
        var view = new NodeView(9, List.of(A, B, C));
        var told = new Change.Have("store", ON_B);
        assertEquals(List.of(told), own.untold(table, List.of("store"), ON_B, view));
        assertEquals(List.of(), own.untold(table, List.of("store"), ON_B, view));
        own.told(told);
        assertEquals(List.of(told), own.untold(table, List.of("store"), ON_B, view));
        own.told(told);
        take(told);
        assertEquals(List.of(), own.untold(table, List.of("store"), ON_B, view));
    }

    @Test
    void shouldTellOfANodeThatHasLeftButNotOfALaterStartThatItHasNotSeen() {
        have(C, D);
        var later = new NodeView(9, List.of(A, B, new NodeMember("c", 2)));
        assertEquals(
                List.of(new Change.Gone(C), new Change.Gone(D)),
                new OwnDomains().untold(table, List.of(), ON_B, later));
        table = RULES.initial();
        have(new NodeMember("c", 2));
        var earlier = new NodeView(9, List.of(A, B, C));
        assertEquals(List.of(), new OwnDomains().untold(table, List.of(), ON_B, earlier));
    }
}
