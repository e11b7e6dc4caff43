package multikernel.network;

import static multikernel.network.CryingNodes.CORES;
import static multikernel.network.CryingNodes.MANY;
import static multikernel.network.CryingNodes.all;
import static multikernel.network.CryingNodes.criesAll;
import static multikernel.network.CryingNodes.group;
import static multikernel.network.CryingNodes.meets;
import static multikernel.network.CryingNodes.members;
import static multikernel.network.CryingNodes.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import multikernel.base.CoreId;
import multikernel.base.GroupPlace;
import multikernel.base.Tier;
import multikernel.multicast.Order;
import multikernel.runtime.Passed;
import multikernel.urpc.Channel.Sent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A group over three nodes goes on while cores and nodes go and come back, as far as a majority of nodes is there. */
class WideGroupLossTest {

    @TempDir
    Path directory;

    private CryingNodes three;
    private List<CryingNode> nodes;

    @BeforeEach
    void begin() throws Exception {
        three = new CryingNodes(directory, Tier.NETWORK);
        nodes = three.nodes;
    }

    @AfterEach
    void end() {
        three.close();
    }

    @Test
    void shouldGiveEverythingInOneOrderToAllAlsoWhenTheSequencersNodeIsLost() throws Exception {
        criesAll(nodes, Order.TOTAL, 0);
        var order = words(nodes.getFirst(), 0);
        for (var each : nodes) {
            for (int core = 0; core < CORES; core++) {
                assertEquals(order, words(each, core), "one order");
            }
        }
        nodes.removeFirst().node.close();
        criesAll(nodes, Order.TOTAL, MANY);
        var after = words(nodes.getFirst(), 0);
        for (var each : nodes) {
            for (int core = 0; core < CORES; core++) {
                assertEquals(after, words(each, core), "one order");
            }
        }
    }

    @Test
    void shouldPassABarrierWithoutANodeThatIsLostAndSayWhoIsMissing() throws Exception {
        var lost = nodes.removeFirst();
        var passed = all(nodes, (desk, place) -> desk.barrier("here"));
        assertTrue(passed.values().stream().noneMatch(CompletableFuture::isDone), "one has not come");
        lost.node.close();
        var missing =
                List.of(new GroupPlace(lost.node.name(), CoreId.of(0)), new GroupPlace(lost.node.name(), CoreId.of(1)));
        for (var each : passed.values()) {
            assertEquals(new Passed(1, missing), each.get(120, TimeUnit.SECONDS));
        }
        for (var each : all(nodes, (desk, place) -> desk.reduce("sum", new Cry.Sum(1), Cry.Sum::and))
                .values()) {
            assertEquals(
                    new Cry.Sum(nodes.size() * CORES),
                    each.get(60, TimeUnit.SECONDS).value());
        }
    }

    @Test
    void shouldGoOnWhileACoreIsTakenOffAndComesBackAsAnotherMember() throws Exception {
        var second = nodes.get(1);
        var gone = CoreId.of(1);
        assertEquals(
                Optional.empty(),
                second.node.kernel().offline(gone).toCompletableFuture().get());
        Patience.until(
                "it has left",
                () -> members(nodes.getFirst()).stream()
                        .allMatch(reading -> reading.elsewhere().size() == 3));
        nodes.getFirst().cries(0, group(nodes.getFirst(), Order.FIFO), 0, MANY);
        Patience.until("all words", () -> words(second, 0).size() == MANY);
        assertEquals(
                Optional.empty(),
                second.node.kernel().online(gone).toCompletableFuture().get());
        Patience.until(
                "it is back",
                () -> members(nodes.getFirst()).stream()
                        .allMatch(reading -> reading.elsewhere().size() == 4));
        nodes.getFirst().cries(0, group(nodes.getFirst(), Order.FIFO), MANY, 2 * MANY);
        for (var each : nodes) {
            Patience.until("the rest", () -> words(each, 1).stream().anyMatch(word -> word.number() == 2 * MANY - 1));
        }
        var given = words(second, 1).stream().map(Cry.Word::number).toList();
        assertEquals(IntStream.range(MANY, 2 * MANY).boxed().toList(), given, "what was sent since, and nothing else");
    }

    @Test
    void shouldTakeANodeThatComesBackForOtherMembers() throws Exception {
        nodes.removeLast().node.close();
        criesAll(nodes, Order.TOTAL, 0);
        three.joins("127.0.0.3");
        meets("met again", nodes);
        assertEquals(List.of(), words(nodes.getLast(), 0), "what was sent before is nothing to it");
        criesAll(nodes, Order.TOTAL, MANY);
        var order = words(nodes.getLast(), 0);
        for (var each : nodes) {
            var since = words(each, 1).stream()
                    .filter(word -> word.number() >= MANY)
                    .toList();
            assertEquals(order, since, "one order");
        }
    }

    @Test
    void shouldGoOnWithoutOneNodeAndStandStillWithoutTwo() throws Exception {
        nodes.removeLast().node.close();
        criesAll(nodes, Order.FIFO, 0);
        nodes.removeLast().node.close();
        var left = nodes.getFirst();
        int window = left.node.kernel().settings().groups().window();
        var number = new int[] {MANY};
        Patience.until("a full window", () -> {
            number[0]++;
            return left.cries(0, group(left, Order.FIFO), number[0]) == Sent.BUSY;
        });
        assertTrue(number[0] <= MANY + window + 1, "no more than a window: " + (number[0] - MANY));
        assertEquals(Sent.BUSY, left.cries(0, group(left, Order.FIFO), number[0]));
    }
}
