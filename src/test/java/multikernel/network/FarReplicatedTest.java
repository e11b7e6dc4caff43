package multikernel.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.base.Tier;
import multikernel.runtime.Updated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dispatchers on three nodes share one object. */
class FarReplicatedTest {

    private static final int EACH = 50;

    @TempDir
    Path directory;

    private final List<TalkingNode> nodes = new ArrayList<>();
    private final List<BoardNode> boards = new ArrayList<>();

    @BeforeEach
    void begin() throws Exception {
        nodes.add(TalkingNode.first(directory.resolve("1"), "127.0.0.1", Tier.NETWORK));
        nodes.add(nodes.getFirst().joined(directory.resolve("2"), "127.0.0.2"));
        nodes.add(nodes.getFirst().joined(directory.resolve("3"), "127.0.0.3"));
        nodes.forEach(node -> boards.add(new BoardNode(node)));
        Patience.until("a majority", () -> boards.getFirst().add("first").isDone());
    }

    @AfterEach
    void end() {
        nodes.reversed().forEach(TalkingNode::close);
    }

    @Test
    void shouldGiveEveryNodeTheSameStatesInTheSameOrder() throws Exception {
        var answers = new ArrayList<CompletableFuture<Updated>>();
        for (int number = 0; number < EACH; number++) {
            for (int at = 0; at < 3; at++) {
                answers.add(boards.get(at).adding(at + "-" + number));
            }
        }
        var versions = new HashSet<Long>();
        for (var answer : answers) {
            var updated = answer.get(60, TimeUnit.SECONDS);
            assertTrue(updated.isDone(), updated::toString);
            assertTrue(versions.add(updated.version()), "each makes a version of its own");
        }
        var words = boards.getFirst().words();
        assertEquals(1 + 3 * EACH, words.size());
        for (var board : boards) {
            assertEquals(words, board.words());
            Patience.until("the replica", () -> board.replica().equals(words));
        }
        var refused = boards.get(2).add("first");
        assertEquals(
                Refusal.CHANGE_REFUSED,
                assertInstanceOf(Outcome.Refused.class, refused.outcome()).refusal());
    }

    @Test
    void shouldGoOnWithoutOneNodeAndRefuseWithoutTwo() throws Exception {
        boards.get(1).add("before");
        nodes.get(0).close();
        Patience.until("a new owner", () -> boards.get(2).add("after").isDone());
        assertEquals(List.of("first", "before", "after"), boards.get(1).words());
        nodes.get(1).close();
        var refused = assertInstanceOf(
                Outcome.Refused.class, boards.get(2).add("alone").outcome());
        assertTrue(Set.of(Refusal.NO_MAJORITY, Refusal.TIMED_OUT).contains(refused.refusal()), refused::toString);
        assertTrue(boards.get(2).read().state().isEmpty(), "nor does it read");
    }
}
