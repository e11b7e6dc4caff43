package multikernel.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import multikernel.agreement.group.Seat;
import multikernel.base.CoreId;
import multikernel.base.Plane;
import multikernel.base.Tier;
import multikernel.codec.Bytes;
import multikernel.runtime.Inlet;
import multikernel.shard.ShardHost;
import multikernel.shard.ShardMessage;
import multikernel.shard.ShardMessage.Done;
import multikernel.shard.ShardMessage.Hello;
import multikernel.urpc.Channel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two hosts of a sharded domain and the two ways between them. */
class ShardPairTest {

    private static final CoreId CORE = CoreId.of(1);
    private static final ShardHost SELF = host("ant", 1);
    private static final ShardHost PEER = host("bee", 2);

    private final List<String> told = new ArrayList<>();
    private final ShardPair pair = new ShardPair(SELF, "bee", CORE, new ShardChannels.Host() {
        @Override
        public void met(ShardHost peer) {
            told.add("met " + peer.seat());
        }

        @Override
        public void parted(ShardHost peer) {
            told.add("parted " + peer.seat());
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
    });

    private static ShardHost host(String node, long start) {
        return new ShardHost(node, CORE, 1, 2, new Seat(ShardHost.numberOf(node), start));
    }

    private static Done message(long number) {
        return new Done(number, 0, Bytes.EMPTY);
    }
    /** A way to the other one, with room for so many. */
    private static final class Way implements Channel<ShardMessage> {
        final List<ShardMessage> carried = new ArrayList<>();
        int room;
        State state = State.CONNECTED;

        @Nullable
        Runnable waits;

        Way(int room) {
            this.room = room;
        }

        @Override
        public Sent trySend(ShardMessage message) {
            if (state != State.CONNECTED) {
                return Sent.CLOSED;
            }
            if (carried.size() == room) {
                return Sent.BUSY;
            }
            carried.add(message);
            return Sent.ACCEPTED;
        }

        @Override
        public Sent trySend(ShardMessage message, Runnable whenRoom) {
            var sent = trySend(message);
            waits = sent == Sent.BUSY ? whenRoom : waits;
            return sent;
        }

        void makeRoom(int more) {
            room += more;
            var waiting = waits;
            waits = null;
            if (waiting != null) {
                waiting.run();
            }
        }

        @Override
        public void close() {
            state = State.DRAINING;
        }

        @Override
        public Tier tier() {
            return Tier.NETWORK;
        }

        @Override
        public Plane plane() {
            return Plane.DATA;
        }

        @Override
        public State state() {
            return state;
        }

        @Override
        public int capacity() {
            return room;
        }

        @Override
        public int depth() {
            return carried.size();
        }

        @Override
        public long sent() {
            return carried.size();
        }

        @Override
        public long received() {
            return 0;
        }

        @Override
        public long stalls() {
            return 0;
        }

        @Override
        public long rejected() {
            return 0;
        }
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
        assertTrue(pair.isToConnect());
        pair.connecting();
        assertFalse(pair.isToConnect());
        var way = new Way(room);
        pair.connected(way);
        return way;
    }

    @Test
    void shouldMeetOnceBothWaysAreThereAndTheOtherOneHasSaidWhoItIs() {
        var way = connect(10);
        assertEquals(List.of(Hello.of(SELF)), way.carried);
        var ear = pair.accepted(new End());
        ear.received(message(1));
        assertEquals(List.of(), told);
        assertFalse(pair.send(PEER, message(2)));
        ear.received(Hello.of(PEER));
        ear.received(message(3));
        assertEquals(List.of("met " + PEER.seat(), "heard " + message(3)), told);
        assertTrue(pair.send(PEER, message(4)));
        assertEquals(message(4), way.carried.getLast());
    }

    @Test
    void shouldMeetWhicheverWayIsThereFirst() {
        pair.accepted(new End()).received(Hello.of(PEER));
        connect(10);
        assertEquals(List.of("met " + PEER.seat()), told);
    }

    @Test
    void shouldPartAndConnectAgainWhenTheWayThereHasEnded() {
        var end = new End();
        var way = connect(10);
        pair.accepted(end).received(Hello.of(PEER));
        way.close();
        assertTrue(pair.isToConnect());
        assertEquals(List.of("met " + PEER.seat(), "parted " + PEER.seat()), told);
        assertEquals(Channel.State.DRAINING, end.state);
    }

    @Test
    void shouldPartWhenTheWayFromThereHasEndedAndHearNothingMoreOfIt() {
        var way = connect(10);
        var ear = pair.accepted(new End());
        ear.received(Hello.of(PEER));
        ear.closed(Channel.Ending.PEER_ENDED);
        assertEquals(Channel.State.DRAINING, way.state);
        ear.received(message(1));
        assertEquals(List.of("met " + PEER.seat(), "parted " + PEER.seat()), told);
    }

    @Test
    void shouldTakeALaterStartForAnotherOne() {
        connect(10);
        pair.accepted(new End()).received(Hello.of(PEER));
        var later = host("bee", 3);
        pair.accepted(new End()).received(Hello.of(later));
        connect(10);
        assertEquals(List.of("met " + PEER.seat(), "parted " + PEER.seat(), "met " + later.seat()), told);
        assertFalse(pair.send(PEER, message(1)), "it is no more");
    }

    @Test
    void shouldKeepInOrderWhatThereIsNoRoomFor() {
        var way = connect(2);
        pair.accepted(new End()).received(Hello.of(PEER));
        for (var number = 1; number <= 4; number++) {
            assertTrue(pair.send(PEER, message(number)));
        }
        assertEquals(List.of(Hello.of(SELF), message(1)), way.carried);
        way.makeRoom(1);
        assertTrue(pair.send(PEER, message(5)));
        way.makeRoom(10);
        assertEquals(List.of(Hello.of(SELF), message(1), message(2), message(3), message(4), message(5)), way.carried);
    }

    @Test
    void shouldLoseWhatIsTooMuchAndSaySo() {
        connect(1);
        pair.accepted(new End()).received(Hello.of(PEER));
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
        assertThrows(IllegalStateException.class, () -> ear.received(Hello.of(host("cat", 1))));
        assertEquals(List.of(), told, "the dispatcher goes on");
    }

    @Test
    void shouldFailTheDispatcherWhenItsMachineThrows() {
        connect(10);
        var ear = pair.accepted(new End());
        ear.received(Hello.of(PEER));
        assertThrows(IllegalStateException.class, () -> ear.received(message(-1)));
        assertEquals("failed a bug", told.getLast());
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
