package multikernel.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import multikernel.agreement.group.Seat;
import multikernel.base.CoreId;
import multikernel.base.Descent;
import multikernel.base.NodeMember;
import multikernel.base.NodeView;
import org.junit.jupiter.api.Test;

class PeersTest {

    private final ShardHost first = host("other", ShardHost.startOf(1, 1), -1);
    private final ShardHost second = host("other", ShardHost.startOf(1, 2), 5);
    private final ShardHost third = host("other", ShardHost.startOf(2, 1), 0);
    private final Peers peers = new Peers(host("here", ShardHost.startOf(1, 1), 7));

    /** Who replaced it for that would replace who is only silent. */
    @Test
    void shouldNotTakeForLostWhoStartedAfterTheOneThatWasMetThere() {
        peers.view(new NodeView(1, List.of(new NodeMember("here", 1), new NodeMember("other", 1))), Descent.NONE);
        peers.met(first, 0);
        assertFalse(peers.isLost(first.seat(), 0, false));
        assertFalse(peers.isLost(second.seat(), 0, false));
        assertFalse(peers.isLost(third.seat(), 0, false));
    }

    @Test
    void shouldTakeForLostWhoStartedBeforeTheOneThatIsMetThoughItWasNeverMet() {
        peers.met(third, 0);
        assertTrue(peers.isLost(first.seat(), 0, true));
        assertTrue(peers.isLost(second.seat(), 0, true));
    }

    /** As one is whose seat says nothing of starts, because it was on another core. */
    @Test
    void shouldTakeForLostWhoseNodeMetAnotherSince() {
        var elsewhere = new ShardHost("other", CoreId.of(1), 0, 1, second.seat(), second.start());
        peers.met(elsewhere, 0);
        peers.parted(elsewhere);
        peers.met(first, 1);
        assertTrue(peers.isLost(elsewhere.seat(), 0, true));
    }

    @Test
    void shouldOrderSeatsAsTheStartsAreWhateverChanceAdds() {
        var ascending = List.of(first.seat(), second.seat(), third.seat());
        assertEquals(
                ascending,
                ascending.reversed().stream()
                        .sorted((one, other) -> ShardHost.isLater(one, other) ? 1 : -1)
                        .toList());
        assertFalse(ShardHost.isLater(third.seat(), new Seat(1, 1)));
        assertTrue(
                ShardHost.isLater(ShardHost.seatOf("other", ShardHost.startOf(Integer.MAX_VALUE, 1), 0), third.seat()));
    }

    private static ShardHost host(String node, long start, int any) {
        return new ShardHost(node, CoreId.of(0), 0, 1, ShardHost.seatOf(node, start, any), start);
    }
}
