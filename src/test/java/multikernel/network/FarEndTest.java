package multikernel.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import multikernel.base.CoreId;
import multikernel.base.Refusal;
import multikernel.base.Tier;
import multikernel.urpc.Channel.State;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is left of a channel whose other end's node is gone. */
class FarEndTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(names = {"NETWORK", "SHARED_MEMORY"})
    void shouldEndWithTheNodeAtItsOtherEnd(Tier tier) throws Exception {
        var ant = TalkingNode.first(directory.resolve("ant"), "127.0.0.1", tier);
        try (ant) {
            var bee = ant.joined(directory.resolve("bee"), "127.0.0.2");
            var channel = ant.connect(1, bee, 1);
            ant.pour(1, channel, 1);
            bee.heardFrom(1, 1);
            bee.close();
            Patience.until("the sender's end", () -> channel.state() == State.CLOSED);
            assertEquals(Refusal.NO_TIER, Refused.by(() -> ant.connect(0, bee.name(), "talk", CoreId.of(0))));
        }
    }
}
