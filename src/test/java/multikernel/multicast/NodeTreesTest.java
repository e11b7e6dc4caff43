package multikernel.multicast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import multikernel.base.CoreId;
import multikernel.base.NodeMember;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A message goes to each node once, and there from one member to the others. */
class NodeTreesTest {

    private static NodeMember nodeOf(CoreId member, int nodes) {
        return new NodeMember("node-" + member.index() % nodes, 1);
    }

    private static List<CoreId> members(int count) {
        return IntStream.range(0, count).mapToObj(CoreId::of).toList();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "12, 3, 2", "30, 7, 3", "5, 5, 1", "64, 2, 3"})
    void shouldReachEveryMemberOnceAndEachNodeByOneEdge(int count, int nodes, int childrenMax) {
        for (var root : members(count)) {
            var others =
                    members(count).stream().filter(each -> !each.equals(root)).toList();
            Routes inside = (head, below) -> NodeTrees.wide(
                    Stream.concat(Stream.of(head), below.stream()).toList(), childrenMax);
            var tree = NodeTrees.over(root, others, each -> nodeOf(each, nodes), inside, childrenMax);
            assertEquals(count, tree.cores().size());
            assertEquals(new HashSet<>(members(count)), new HashSet<>(tree.cores()));
            int between = 0;
            for (var from : tree.cores()) {
                var below = tree.childrenOf(from);
                long far = below.stream()
                        .filter(to -> !nodeOf(to, nodes).equals(nodeOf(from, nodes)))
                        .count();
                between += (int) far;
                assertTrue(far <= childrenMax && below.size() - far <= childrenMax, () -> from + " sends to " + below);
            }
            assertEquals(Math.min(nodes, count) - 1, between, "edges between nodes");
        }
    }

    @Test
    void shouldSendToOtherNodesBeforeItsOwn() {
        Routes inside = (head, below) ->
                NodeTrees.wide(Stream.concat(Stream.of(head), below.stream()).toList(), 2);
        var tree = NodeTrees.over(CoreId.of(0), members(6).subList(1, 6), each -> nodeOf(each, 2), inside, 2);
        assertEquals(
                List.of(1, 2, 4),
                tree.childrenOf(CoreId.of(0)).stream().map(CoreId::index).toList());
    }
}
