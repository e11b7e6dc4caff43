package multikernel.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import multikernel.base.CoreId;
import multikernel.base.GroupPlace;
import multikernel.base.GroupReading;
import multikernel.base.Refusal;
import multikernel.base.Tier;
import multikernel.domain.Group;
import multikernel.link.TooLong;
import multikernel.multicast.Order;
import multikernel.multicast.Slow;
import multikernel.runtime.Passed;
import multikernel.runtime.RoundRefused;
import multikernel.urpc.Channel.Sent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The dispatchers of one domain on three nodes are one group, over either tier between nodes. */
@ParameterizedClass
@EnumSource(names = {"NETWORK", "SHARED_MEMORY"})
class WideGroupTest {

    private static final int CORES = 2;
    private static final int MANY = 600;

    private final Tier tier;

    @TempDir
    Path directory;

    private final List<CryingNode> nodes = new ArrayList<>();

    WideGroupTest(Tier tier) {
        this.tier = tier;
    }

    @BeforeEach
    void begin() throws Exception {
        var first = TalkingNode.first(directory.resolve("ant"), "127.0.0.1", tier);
        nodes.add(new CryingNode(first));
        nodes.add(new CryingNode(first.joined(directory.resolve("bee"), "127.0.0.2")));
        nodes.add(new CryingNode(first.joined(directory.resolve("cat"), "127.0.0.3")));
        meets("met", nodes);
    }

    @AfterEach
    void end() {
        nodes.reversed().forEach(each -> each.node.close());
    }

    /** Every core calls until all have heard each of these. */
    private static void meets(String what, List<CryingNode> there) throws Exception {
        var names = new HashSet<String>();
        there.forEach(each -> IntStream.range(0, CORES).forEach(core -> names.add(each.nameOf(core))));
        var number = new int[] {-1_000_000};
        Patience.until(what, () -> {
            number[0]++;
            for (var each : there) {
                for (int core = 0; core < CORES; core++) {
                    each.cries(core, group(each, Order.FIFO), number[0]);
                }
            }
            return there.stream()
                    .allMatch(each -> IntStream.range(0, CORES)
                            .allMatch(core -> heardOf(each, core).containsAll(names)));
        });
    }

    private static List<String> heardOf(CryingNode at, int core) {
        return at.given(core).stream().map(Cry.Word::from).distinct().toList();
    }

    private static Group<Cry> group(CryingNode at, Order order) {
        return at.domain.group(order, Slow.HOLD);
    }

    private static List<Cry.Word> words(CryingNode at, int core) {
        return at.given(core).stream().filter(word -> word.number() >= 0).toList();
    }

    /** All cores of these nodes send, and wait until all have been given all. */
    private static void criesAll(List<CryingNode> there, Order order, int first) throws Exception {
        for (var each : there) {
            for (int core = 0; core < CORES; core++) {
                each.cries(core, group(each, order), first, first + MANY);
            }
        }
        for (var each : there) {
            for (int core = 0; core < CORES; core++) {
                int at = core;
                Patience.until(
                        "all words",
                        () -> words(each, at).stream()
                                        .filter(word -> word.number() >= first)
                                        .count()
                                == there.size() * CORES * MANY);
            }
        }
    }

    private static void isInOrderOfEach(List<Cry.Word> words) {
        var next = new HashMap<String, Integer>();
        for (var word : words) {
            assertEquals(next.getOrDefault(word.from(), 0), word.number(), word::toString);
            next.put(word.from(), word.number() + 1);
        }
    }

    @Test
    void shouldGiveEveryMemberOnEveryNodeWhatEachSendsOnceAndInItsOrder() throws Exception {
        criesAll(nodes, Order.FIFO, 0);
        for (var each : nodes) {
            for (int core = 0; core < CORES; core++) {
                isInOrderOfEach(words(each, core));
            }
        }
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
    void shouldGiveNoAnswerBeforeItsQuestion() throws Exception {
        var answering = nodes.get(1);
        answering.answers(word -> {
            if (word.from().equals(nodes.getFirst().nameOf(0)) && word.number() >= 0) {
                group(answering, Order.CAUSAL).multicast(new Cry.Word("answer", word.number()));
            }
        });
        for (int number = 0; number < MANY; number += 50) {
            nodes.getFirst().cries(0, group(nodes.getFirst(), Order.CAUSAL), number, number + 50);
            int end = number + 50;
            for (var each : nodes) {
                Patience.until("answers", () -> words(each, 1).size() == 2 * end);
            }
        }
        for (var each : nodes) {
            var asked = new HashSet<Integer>();
            for (var word : words(each, 1)) {
                assertTrue(
                        word.from().equals("answer") ? asked.contains(word.number()) : asked.add(word.number()),
                        "an answer before its question, or a word twice");
            }
        }
    }

    @Test
    void shouldHandEachWordToOneMemberOfAll() throws Exception {
        var first = nodes.getFirst();
        first.node.on(0, () -> {
            new Any(first, 0).goOn();
            return "";
        });
        Patience.until(
                "all words",
                () -> nodes.stream().mapToLong(WideGroupTest::taken).sum() == MANY);
        var numbers = new HashSet<Integer>();
        nodes.forEach(each -> IntStream.range(0, CORES)
                .forEach(core -> words(each, core).forEach(word -> assertTrue(numbers.add(word.number()), "once"))));
        assertTrue(taken(nodes.get(1)) + taken(nodes.get(2)) > 0, "members elsewhere take their share");
    }

    private static long taken(CryingNode at) {
        return IntStream.range(0, CORES)
                .mapToLong(core -> words(at, core).size())
                .sum();
    }

    private static final class Any {
        private final CryingNode from;
        private int next;

        Any(CryingNode from, int first) {
            this.from = from;
            next = first;
        }

        void goOn() {
            while (next < MANY && from.domain.anycast(new Cry.Word("any", next), this::goOn) == Sent.ACCEPTED) {
                next++;
            }
        }
    }

    private static List<GroupReading> members(CryingNode at) {
        return at.node.kernel().groups().stream()
                .filter(reading -> reading.domain().equals(CryingNode.DOMAIN))
                .toList();
    }

    @Test
    void shouldSayWhereTheMembersAreAndRefuseThatTheyWaitForEachOther() throws Exception {
        var first = nodes.getFirst();
        for (var reading : members(first)) {
            assertEquals(first.node.name(), reading.node());
            assertEquals(
                    List.of("node-127.0.0.2", "node-127.0.0.2", "node-127.0.0.3", "node-127.0.0.3"),
                    reading.elsewhere().stream().map(GroupPlace::node).toList());
        }
        assertEquals(CORES, members(first).size());
        var others = first.node.kernel().channels().stream()
                .filter(reading -> !reading.toNode().isEmpty() && reading.from().equals(CoreId.of(1)))
                .toList();
        assertTrue(others.stream().allMatch(reading -> reading.tier() == tier) && !others.isEmpty(), others::toString);
        var waiting = first.node.<CompletableFuture<Passed>>on(
                0, () -> first.domain.rounds().barrier("all").toCompletableFuture());
        var refused = assertThrows(ExecutionException.class, () -> waiting.get(60, TimeUnit.SECONDS));
        assertEquals(
                Refusal.NOT_SUPPORTED,
                assertInstanceOf(RoundRefused.class, refused.getCause()).refusal());
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
    void shouldRefuseWhatIsTooLongAtItsSenderAndGoOn() throws Exception {
        var first = nodes.getFirst();
        var tooLong = new Cry.Long("x".repeat(70_000));
        assertThrows(TooLong.class, () -> group(first, Order.FIFO).multicast(tooLong));
        var thrown = first.node.<Throwable>on(
                0,
                () -> assertThrows(TooLong.class, () -> group(first, Order.FIFO).multicast(tooLong)));
        assertEquals(TooLong.class, Objects.requireNonNull(thrown).getClass());
        criesAll(nodes, Order.FIFO, 0);
    }

    @Test
    void shouldTakeANodeThatComesBackForOtherMembers() throws Exception {
        nodes.removeLast().node.close();
        criesAll(nodes, Order.TOTAL, 0);
        var back = nodes.getFirst().node.joined(directory.resolve("cat"), "127.0.0.3");
        nodes.add(new CryingNode(back));
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
