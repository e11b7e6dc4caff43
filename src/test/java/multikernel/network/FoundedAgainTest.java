package multikernel.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.base.Tier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An object of three nodes whose first dispatcher ends before there are others to have its replicas. */
class FoundedAgainTest {

    @TempDir
    Path directory;

    private final List<TalkingNode> nodes = new ArrayList<>();
    private final List<BoardNode> boards = new ArrayList<>();

    @AfterEach
    void end() {
        nodes.reversed().forEach(TalkingNode::close);
    }

    @Test
    void shouldBeFoundedAgainWhereItWasOnceAllOthersSayThatTheyHaveNoSeat() throws Exception {
        nodes.add(TalkingNode.first(directory.resolve("1"), "127.0.0.1", Tier.NETWORK));
        nodes.add(nodes.getFirst().joined(directory.resolve("2"), "127.0.0.2"));
        nodes.add(nodes.getFirst().joined(directory.resolve("3"), "127.0.0.3"));
        boards.add(new BoardNode(nodes.getFirst()));
        Patience.until("a view of three there", () -> refusal("in vain") == Refusal.NO_MAJORITY);
        boards.getFirst().fail();
        boards.add(new BoardNode(nodes.get(1)));
        assertEquals(Refusal.NO_MAJORITY, refusal("while one has not answered"));
        boards.add(new BoardNode(nodes.get(2)));
        Patience.until("a majority", () -> boards.getFirst().add("first").isDone());
        for (var board : boards) {
            assertEquals(List.of("first"), board.words());
        }
    }

    private Refusal refusal(String word) throws Exception {
        return assertInstanceOf(
                        Outcome.Refused.class, boards.getFirst().add(word).outcome())
                .refusal();
    }
}
