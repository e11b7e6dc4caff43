package multikernel.domain.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import multikernel.agreement.group.Seat;
import multikernel.base.CoreId;
import multikernel.codec.Bytes;
import multikernel.runtime.Inlet;
import multikernel.shard.ShardHost;
import multikernel.shard.ShardMessage;
import multikernel.shard.ShardMessage.Done;
import multikernel.shard.ShardMessage.Hello;
import multikernel.urpc.Channel;
import org.junit.jupiter.api.Test;

/** Two hosts of a sharded domain and the two ways between them. */
class ShardPairTest {

    private static final CoreId CORE = CoreId.of(1);
    private static final ShardHost SELF = host("ant", 1);
    private static final ShardHost PEER = host("bee", 2);

    private final List<String> told = new ArrayList<>();
    /** For a way there, between ticks. */
    private int asked;

    private final ShardPair pair = new ShardPair(
            SELF,
            "bee",
            CORE,
            7,
            new ShardChannels.Host() {
                @Override
                public void met(ShardHost peer) {
                    told.add("met " + peer.seat());
                }

                @Override
                public void parted(ShardHost peer) {
                    told.add("parted " + peer.seat());
                }

                @Override
                public void ended(ShardHost peer) {
                    told.add("ended " + peer.seat());
                }

                @Override
                public void unlike(ShardHost peer) {
                    told.add("unlike " + peer.seat());
                }

                @Override
                public void heard(ShardHost from, ShardMessage message) {
                    if (message instanceof Done(long ticket, long _, Bytes _) && ticket < 0) {
                        throw new IllegalStateException("a bug");
                    }
                    told.add("heard " + message);
                }

                @Override
                public void failed(RuntimeException why) {
                    told.add("failed " + why.getMessage());
                }
            },
            pair -> {
                asked++;
                pair.connecting();
            });

    private static ShardHost host(String node, long start) {
        return new ShardHost(node, CORE, 1, 2, new Seat(ShardHost.numberOf(node), start), start);
    }

    private static Done message(long number) {
        return new Done(number, 0, Bytes.EMPTY);
    }
    /** The end of the way from the other one. */
    private static final class End implements Inlet {
        Channel.State state = Channel.State.CONNECTED;

        @Override
        public String domain() {
            return "store";
        }

        @Override
        public String node() {
            return "bee";
        }

        @Override
        public CoreId core() {
            return CORE;
        }

        @Override
        public Channel.State state() {
            return state;
        }

        @Override
        public void close() {
            state = Channel.State.DRAINING;
        }
    }

    private Way connect(int room) {
        if (asked == 0) {
            assertTrue(pair.isToConnect());
            pair.connecting();
        }
        asked = 0;
        assertFalse(pair.isToConnect());
        var way = new Way(room);
        pair.connected(way);
        return way;
    }

    @Test
    void shouldMeetOnceBothWaysAreThereAndTheOtherOneHasSaidWhoItIs() {
        var way = connect(10);
        assertEquals(List.of(Hello.of(SELF, 7)), way.carried);
        var ear = pair.accepted(new End());
        ear.received(message(1));
        assertEquals(List.of(), told);
        assertFalse(pair.send(PEER, message(2)));
        ear.received(Hello.of(PEER, 7));
        ear.received(message(3));
        assertEquals(List.of("met " + PEER.seat(), "heard " + message(3)), told);
        assertTrue(pair.send(PEER, message(4)));
        assertEquals(message(4), way.carried.getLast());
    }

    @Test
    void shouldMeetWhicheverWayIsThereFirst() {
        pair.accepted(new End()).received(Hello.of(PEER, 7));
        connect(10);
        assertEquals(List.of("met " + PEER.seat()), told);
    }

    @Test
    void shouldPartAndConnectAgainWhenTheWayThereHasEnded() {
        var end = new End();
        var way = connect(10);
        pair.accepted(end).received(Hello.of(PEER, 7));
        way.close();
        assertTrue(pair.isToConnect());
        assertEquals(List.of("met " + PEER.seat(), "parted " + PEER.seat()), told);
        assertEquals(Channel.State.DRAINING, end.state);
    }

    @Test
    void shouldAskForAWayAtOnceWhenTheOtherOneHasMadeItsOwnOrItsOwnHasEnded() {
        var ear = pair.accepted(new End());
        assertEquals(1, asked);
        connect(10);
        ear.received(Hello.of(PEER, 7));
        ear.closed(Channel.Ending.PEER_ENDED);
        assertEquals(1, asked);
    }

    @Test
    void shouldAskAtTheNextTickWhereNobodyWasAndThenLeaveOutMoreAndMore() {
        assertEquals(
                List.of(0, 0, 1, 2, 4, 8, 8),
                IntStream.range(0, 7).mapToObj(each -> leftOut()).toList());
        pair.accepted(new End());
        assertEquals(0, asked, "it pauses");
    }

    /** Ticks before it asks; nothing comes of it. */
    private int leftOut() {
        var ticks = 0;
        while (!pair.isToConnect()) {
            ticks++;
        }
        pair.connecting();
        pair.connected(null);
        return ticks;
    }

    @Test
    void shouldPartWhenTheWayFromThereHasEndedAndHearNothingMoreOfIt() {
        var way = connect(10);
        var ear = pair.accepted(new End());
        ear.received(Hello.of(PEER, 7));
        ear.closed(Channel.Ending.PEER_ENDED);
        assertEquals(Channel.State.DRAINING, way.state);
        ear.received(message(1));
        assertEquals(List.of("met " + PEER.seat(), "parted " + PEER.seat()), told);
    }

    @Test
    void shouldTellOfADispatcherThatHasEndedForCertainAndOfNoOther() {
        connect(10);
        var ear = pair.accepted(new End());
        ear.received(Hello.of(PEER, 7));
        ear.closed(Channel.Ending.DISPATCHER_ENDED);
        assertEquals(List.of("met " + PEER.seat(), "parted " + PEER.seat(), "ended " + PEER.seat()), told);
        pair.accepted(new End()).closed(Channel.Ending.DISPATCHER_ENDED);
        assertEquals(3, told.size(), "nobody knows who that was");
    }

    @Test
    void shouldTakeALaterStartForAnotherOne() {
        connect(10);
        pair.accepted(new End()).received(Hello.of(PEER, 7));
        var later = host("bee", 3);
        pair.accepted(new End()).received(Hello.of(later, 7));
        connect(10);
        assertEquals(List.of("met " + PEER.seat(), "parted " + PEER.seat(), "met " + later.seat()), told);
        assertFalse(pair.send(PEER, message(1)), "it is no more");
    }

    @Test
    void shouldKeepInOrderWhatThereIsNoRoomFor() {
        var way = connect(2);
        pair.accepted(new End()).received(Hello.of(PEER, 7));
        for (var number = 1; number <= 4; number++) {
            assertTrue(pair.send(PEER, message(number)));
        }
        assertEquals(List.of(Hello.of(SELF, 7), message(1)), way.carried);
        way.makeRoom(1);
        assertTrue(pair.send(PEER, message(5)));
        way.makeRoom(10);
        assertEquals(
                List.of(Hello.of(SELF, 7), message(1), message(2), message(3), message(4), message(5)), way.carried);
    }

    @Test
    void shouldLoseWhatIsTooMuchAndSaySo() {
        connect(1);
        pair.accepted(new End()).received(Hello.of(PEER, 7));
        var kept = 0;
        while (pair.send(PEER, message(kept)) && kept < 100_000) {
            kept++;
        }
        assertTrue(kept > 0 && kept < 100_000, "kept " + kept);
    }

    @Test
    void shouldRefuseOneThatSaysItIsAnother() {
        connect(10);
        var ear = pair.accepted(new End());
        assertThrows(IllegalStateException.class, () -> ear.received(Hello.of(host("cat", 1), 7)));
        assertEquals(List.of(), told, "the dispatcher goes on");
    }

    @Test
    void shouldFailTheDispatcherWhenItsMachineThrows() {
        connect(10);
        var ear = pair.accepted(new End());
        ear.received(Hello.of(PEER, 7));
        assertThrows(IllegalStateException.class, () -> ear.received(message(-1)));
        assertEquals("failed a bug", told.getLast());
    }

    @Test
    void shouldNotMeetOneWhosePartitionsAreOfAnotherShape() {
        connect(10);
        var ear = pair.accepted(new End());
        ear.received(Hello.of(PEER, 8));
        ear.received(message(1));
        assertEquals(List.of("unlike " + PEER.seat()), told);
        assertFalse(pair.isToConnect(), "not at once");
    }

    @Test
    void shouldCloseAWayThatComesAfterItHasClosed() {
        pair.connecting();
        pair.close();
        var way = new Way(10);
        pair.connected(way);
        assertEquals(List.of(), way.carried);
    }
}
