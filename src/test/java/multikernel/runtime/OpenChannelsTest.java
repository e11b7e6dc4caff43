package multikernel.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import multikernel.base.ChannelReading;
import multikernel.base.CoreId;
import multikernel.base.Plane;
import multikernel.base.Tier;
import multikernel.urpc.Channel;
import org.junit.jupiter.api.Test;

/** What is counted between two places, whichever channels there are at the time. */
class OpenChannelsTest {

    private static final CoreId ZERO = CoreId.of(0);
    private static final CoreId ONE = CoreId.of(1);

    private final OpenChannels open = new OpenChannels();

    /** A channel of which only the figures matter. */
    private record Some(long sent, long received, long rejected, int depth) implements Channel<String> {

        @Override
        public Sent trySend(String message, Runnable room) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Sent trySend(String message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            throw new UnsupportedOperationException();
        }

        @Override
        public State state() {
            return State.CONNECTED;
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
        public int capacity() {
            return 64;
        }

        @Override
        public long stalls() {
            return 1;
        }
    }

    private ChannelReading all() {
        var present = open.readings();
        return Stream.concat(present.stream(), open.past(present).stream())
                .reduce((one, other) -> new ChannelReading(
                        one.from(),
                        one.to(),
                        one.tier(),
                        one.plane(),
                        one.capacity() + other.capacity(),
                        one.depth() + other.depth(),
                        one.sent() + other.sent(),
                        one.received() + other.received(),
                        one.stalls() + other.stalls(),
                        one.rejected() + other.rejected(),
                        one.toNode()))
                .orElseThrow();
    }

    @Test
    void shouldGoOnCountingBetweenTwoPlacesWhereOneOfTwoChannelsEnds() {
        var ending = new Some(10, 7, 3, 0);
        open.add(ZERO, ONE, "bee", ending);
        open.add(ZERO, ONE, "bee", new Some(5, 4, 0, 1));
        var before = all();
        open.remove(ending);
        var after = all();
        assertEquals(
                List.of(15L, 11L, 3L, 2L),
                List.of(before.sent(), before.received(), before.rejected(), before.stalls()));
        assertEquals(
                List.of(15L, 11L, 3L, 2L), List.of(after.sent(), after.received(), after.rejected(), after.stalls()));
        assertEquals(64, after.capacity());
        assertEquals(1, after.depth());
    }

    @Test
    void shouldForgetWhatWasCountedWhereNoChannelIsLeft() {
        var only = new Some(10, 10, 0, 0);
        open.add(ZERO, ONE, "bee", only);
        open.remove(only);
        assertEquals(List.of(), open.past(open.readings()));
        open.add(ZERO, ONE, "bee", new Some(1, 1, 0, 0));
        assertEquals(1, all().sent());
    }

    @Test
    void shouldCountWhatIsInDoubtAsSentOnceMoreAndAsRejected() {
        open.add(ZERO, ONE, "bee", new Some(10, 8, 5, 0));
        assertEquals(13, all().sent());
        assertEquals(all().sent(), all().received() + all().rejected() + all().depth());
    }
}
