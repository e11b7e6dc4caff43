package multikernel.network;

import static multikernel.network.CryingNodes.CORES;
import static multikernel.network.CryingNodes.MANY;
import static multikernel.network.CryingNodes.all;
import static multikernel.network.CryingNodes.comes;
import static multikernel.network.CryingNodes.criesAll;
import static multikernel.network.CryingNodes.group;
import static multikernel.network.CryingNodes.members;
import static multikernel.network.CryingNodes.words;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import multikernel.base.CoreId;
import multikernel.base.GroupPlace;
import multikernel.base.Refusal;
import multikernel.base.Tier;
import multikernel.link.TooLong;
import multikernel.multicast.Order;
import multikernel.runtime.Gathered;
import multikernel.runtime.Passed;
import multikernel.runtime.RoundRefused;
import multikernel.urpc.Channel.Sent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The dispatchers of one domain on three nodes are one group, over either tier between nodes. */
@ParameterizedClass
@EnumSource(names = {"NETWORK", "SHARED_MEMORY"})
class WideGroupTest {

    @TempDir
    static Path directory;

    private static final List<CryingNodes> ALL = new ArrayList<>();

    private final Tier tier;
    private final List<CryingNode> nodes = ALL.getFirst().nodes;

    WideGroupTest(Tier tier) {
        this.tier = tier;
    }

    @BeforeParameterizedClassInvocation
    static void begin(Tier tier) throws Exception {
        ALL.add(new CryingNodes(directory.resolve(tier.word()), tier));
    }

    @AfterParameterizedClassInvocation
    static void end() {
        ALL.removeFirst().close();
    }

    /** Each sentence waits until everything that it sent is there. */
    @AfterEach
    void forget() {
        nodes.forEach(CryingNode::forget);
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
                Patience.until(
                        "answers",
                        () -> words(each, 0).size() == 2 * end && words(each, 1).size() == 2 * end);
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

    @Test
    void shouldSayWhereTheMembersAre() throws Exception {
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
    }

    @Test
    void shouldLetNobodyPassABarrierBeforeAllOnAllNodesHaveComeToIt() throws Exception {
        var last = nodes.getLast();
        for (int round = 1; round <= 20; round++) {
            var passed = new ArrayList<CompletableFuture<Passed>>();
            for (var each : nodes) {
                for (int core = 0; core < CORES; core++) {
                    if (each != last || core != 0) {
                        passed.add(comes(each, core, desk -> desk.barrier("all")));
                    }
                }
            }
            assertTrue(passed.stream().noneMatch(CompletableFuture::isDone), "one has not come");
            passed.add(comes(last, 0, desk -> desk.barrier("all")));
            for (var each : passed) {
                assertEquals(new Passed(round, List.of()), each.get(60, TimeUnit.SECONDS));
            }
        }
    }

    @Test
    void shouldTellAllWhatThePartsOfAllNodesComeTo() throws Exception {
        for (int round = 1; round <= 20; round++) {
            int value = round;
            var reduced = all(nodes, (desk, place) -> desk.reduce("sum", new Cry.Sum(value), Cry.Sum::and));
            for (var each : reduced.values()) {
                var came = each.get(60, TimeUnit.SECONDS);
                assertEquals(new Cry.Sum(value * nodes.size() * CORES), came.value());
                assertEquals(List.copyOf(reduced.keySet()), came.of());
            }
        }
    }

    @Test
    void shouldGiveAllWhatEachHasHandedInOnWhicheverNode() throws Exception {
        var gathered = all(nodes, (desk, place) -> desk.gather("words", new Cry.Word(place.toString(), 1)));
        var expected = new HashMap<GroupPlace, Cry.Word>();
        gathered.keySet().forEach(place -> expected.put(place, new Cry.Word(place.toString(), 1)));
        for (var each : gathered.values()) {
            assertEquals(new Gathered<>(1, expected, List.of()), each.get(60, TimeUnit.SECONDS));
        }
    }

    @Test
    void shouldRefuseByNameWhatDoesNotGoToOtherNodesAndTellAllThatTheFoldHasThrown() throws Exception {
        var first = nodes.getFirst();
        isRefused(Refusal.NOT_SENDABLE, comes(first, 0, desk -> desk.gather("what", "no message of the domain")));
        var tooLong = new Cry.Long("x".repeat(40_000));
        isRefused(Refusal.NOT_SENDABLE, comes(first, 0, desk -> desk.gather("what", tooLong)));
        var broken = all(
                nodes,
                (desk, place) -> desk.reduce("broken", new Cry.Sum(1), (one, other) -> {
                    throw new IllegalStateException("no sum");
                }));
        for (var each : broken.values()) {
            isRefused(Refusal.FOLD_FAILED, each);
        }
    }

    private static void isRefused(Refusal why, CompletableFuture<?> answer) {
        var refused = assertThrows(ExecutionException.class, () -> answer.get(60, TimeUnit.SECONDS));
        assertEquals(
                why, assertInstanceOf(RoundRefused.class, refused.getCause()).refusal());
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
}
