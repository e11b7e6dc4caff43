package multikernel.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls and replies as messages of one interface over lines, there and back. */
class StubTest {

    private static final MethodHandles.Lookup OWNER = MethodHandles.lookup();
    private static final int OUTSTANDING_MAX = 3;

    sealed interface Desk {
        record Ask(long token, Query query) implements Desk {}

        record Answer(long token, Found found) implements Desk {}
    }

    record Query(@Max(10) String name) {}

    sealed interface Found {
        record Here(int core) implements Found {}

        record Nowhere() implements Found {}
    }

    private final Codec<Desk> codec = Codec.of(OWNER, Desk.class, CodecLimits.DEFAULT);
    private final Lines there = new Lines(2);
    private final Lines back = new Lines(4);
    private final Outgoing<Desk> asking = Outgoing.over(codec, there);
    private final Incoming<Desk> asked = Incoming.with(codec);
    private final Outgoing<Desk> answering = Outgoing.over(codec, back);
    private final Incoming<Desk> answered = Incoming.with(codec);
    private final Stub<Query, Found> stub =
            new Stub<>(OUTSTANDING_MAX, (token, query) -> asking.offer(new Desk.Ask(token, query)));
    private final List<String> said = new ArrayList<>();

    private record Noted(List<String> said, String name) implements Calls.Continuation<Found> {

        @Override
        public void replied(Found reply) {
            said.add(name + " " + reply);
        }

        @Override
        public void expired() {
            said.add(name + " expired");
        }
    }

    @Test
    void shouldBringTheReplyToTheOneWhoAsked() throws Exception {
        call("web");
        call("store");
        serve();
        hear();
        assertEquals(List.of("web Here[core=3]", "store Nowhere[]"), said);
    }

    @Test
    void shouldBeBusyWhenTheWayIsFullAndWhenTooManyWait() throws Exception {
        assertNotEquals(Calls.BUSY, call("web"));
        assertNotEquals(Calls.BUSY, call("web"));
        assertEquals(Calls.BUSY, call("way full"));
        assertEquals(2, stub.calls().outstanding());
        serve();
        assertNotEquals(Calls.BUSY, call("store"));
        assertEquals(Calls.BUSY, call("too many"));
        assertEquals(OUTSTANDING_MAX, stub.calls().outstanding());
        serve();
        hear();
        assertEquals(3, said.size());
    }

    @Test
    void shouldKeepNothingOfARequestThatCannotBeEncoded() {
        assertThrows(TooLarge.class, () -> call("a name too long"));
        assertEquals(0, stub.calls().outstanding());
        assertEquals(0, there.waiting());
    }

    @Test
    void shouldDropTheReplyToACallThatWasCancelledOrHasExpired() throws Exception {
        assertTrue(stub.calls().cancel(call("web")));
        call("store");
        assertEquals(1, stub.calls().expire(100));
        serve();
        hear();
        assertEquals(List.of("store expired"), said);
        assertEquals(2, stub.calls().dropped());
    }

    private long call(String name) {
        return stub.call(new Query(name), 100, new Noted(said, name));
    }

    private void serve() throws BadMessage {
        while (there.waiting() > 0) {
            var message = asked.line(there.memory(), there.poll(), there.tag());
            there.release();
            if (message instanceof Desk.Ask(long token, Query query)) {
                var found = query.name().equals("web") ? new Found.Here(3) : new Found.Nowhere();
                assertTrue(answering.offer(new Desk.Answer(token, found)));
            }
        }
    }

    private void hear() throws BadMessage {
        while (back.waiting() > 0) {
            var message = answered.line(back.memory(), back.poll(), back.tag());
            back.release();
            if (message instanceof Desk.Answer(long token, Found found)) {
                stub.calls().replied(token, found);
            }
        }
    }
}
