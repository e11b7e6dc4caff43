package multikernel.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import multikernel.codec.Codec;
import multikernel.codec.CodecLimits;
import multikernel.network.LinkRefused.Reason;
import multikernel.urpc.Channel;
import multikernel.urpc.Channel.Ending;
import multikernel.urpc.Channel.Sent;
import multikernel.urpc.Channel.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages between two ends in this process. */
class SharedMemoryChannelTest {

    sealed interface Order {}

    record Buy(long item, int count) implements Order {}

    record Note(String text) implements Order {}

    sealed interface Answer {}

    record Done(long item) implements Answer {}

    private static final LinkName SHOP = new LinkName("orders", "shop", "store");
    private static final int LINES = 8;
    private static final CodecLimits LIMITS = new CodecLimits(4096, 1000, 16);
    private static final Codec<Order> ORDERS = Codec.of(MethodHandles.lookup(), Order.class, LIMITS);
    private static final Codec<Answer> ANSWERS = Codec.of(MethodHandles.lookup(), Answer.class, LIMITS);

    @TempDir
    Path base;

    private final Inbox<Order> orders = new Inbox<>();
    private final Inbox<Answer> answers = new Inbox<>();
    private long now;

    /** What came, and how it ended. */
    private static final class Inbox<M> implements Channel.Receiver<M> {

        private final List<M> messages = new ArrayList<>();
        private final List<Ending> endings = new ArrayList<>();

        @Override
        public void received(M message) {
            messages.add(message);
        }

        @Override
        public void closed(Ending why) {
            endings.add(why);
        }
    }

    @Test
    void shouldCarryMessagesOfEverySizeInOrder() throws Exception {
        try (var shop = shop();
                var store = store()) {
            connect(shop, store);
            var sent = new ArrayList<Order>();
            for (var number = 0; number < 200; number++) {
                sent.add(number % 3 == 0 ? new Note("x".repeat(number * 4)) : new Buy(number, number));
            }
            var left = new ArrayList<>(sent);
            Patience.until("every order", () -> {
                if (!left.isEmpty() && channel(shop).trySend(left.getFirst()) == Sent.ACCEPTED) {
                    left.removeFirst();
                }
                turn(shop, 3);
                turn(store, 3);
                return orders.messages.size() == sent.size();
            });
            assertEquals(sent, orders.messages);
            assertEquals(Sent.ACCEPTED, channel(store).trySend(new Done(7)));
            Patience.until("the answer", () -> turn(shop, 1) == 1);
            assertEquals(List.of(new Done(7)), answers.messages);
            assertEquals(0, channel(shop).inDoubt());
            assertEquals(200, channel(shop).sent());
            assertEquals(200, channel(store).received());
        }
    }

    @Test
    void shouldAnswerBusyAndTellOfRoomOnce() throws Exception {
        try (var shop = shop();
                var store = store()) {
            connect(shop, store);
            for (var line = 0; line < LINES; line++) {
                assertEquals(Sent.ACCEPTED, channel(shop).trySend(new Buy(line, 1)));
            }
            var told = new ArrayList<String>();
            assertEquals(Sent.BUSY, channel(shop).trySend(new Buy(9, 1), () -> told.add("room")));
            turn(shop, 1);
            assertEquals(List.of(), told);
            assertEquals(1, channel(shop).stalls());
            Patience.until("room", () -> {
                turn(store, 1);
                turn(shop, 1);
                return !told.isEmpty();
            });
            turn(shop, 1);
            assertEquals(List.of("room"), told);
        }
    }

    @Test
    void shouldDeliverALongMessageOfAChannelThatClosesInItsMiddle() throws Exception {
        try (var shop = shop();
                var store = store()) {
            connect(shop, store);
            var note = new Note("y".repeat(LINES * 56 + 300));
            var channel = channel(shop);
            assertEquals(Sent.ACCEPTED, channel.trySend(note));
            channel(store).close();
            channel.close();
            assertEquals(Sent.CLOSED, channel.trySend(note));
            Patience.until("both ends", () -> {
                turn(shop, 1);
                turn(store, 1);
                return shop.channel() == null && store.channel() == null;
            });
            assertEquals(List.of(note), orders.messages);
            assertEquals(List.of(Ending.CLOSED), orders.endings);
            assertEquals(List.of(Ending.CLOSED), answers.endings);
            assertEquals(State.CLOSED, channel.state());
            assertEquals(0, channel.inDoubt());
        }
    }

    @Test
    void shouldSayWhichMessagesAreInDoubt() throws Exception {
        try (var shop = shop()) {
            var store = store();
            connect(shop, store);
            var channel = channel(shop);
            channel.trySend(new Buy(1, 1));
            channel.trySend(new Buy(2, 1));
            Patience.until("two orders", () -> {
                turn(store, 8);
                return orders.messages.size() == 2;
            });
            turn(store, 8);
            channel.trySend(new Buy(3, 1));
            channel.trySend(new Note("z".repeat(900)));
            store.close();
            Patience.until("the end", () -> {
                turn(shop, 1);
                return shop.channel() == null;
            });
            assertEquals(4, channel.sent());
            assertEquals(2, channel.delivered());
            assertEquals(2, channel.inDoubt());
            assertEquals(2, channel.rejected());
        }
    }

    @Test
    void shouldEndBrokenWhenWhatComesIsNoMessage() throws Exception {
        var shape = new LinkShape(ORDERS.fingerprint(), ANSWERS.fingerprint(), LINES);
        try (var hostile = Link.open(base, SHOP, shape);
                var store = store()) {
            Patience.until("a session", () -> {
                hostile.tend(now += 60_000_000);
                turn(store, 1);
                return hostile.session() != null && store.channel() != null;
            });
            var out = Objects.requireNonNull(hostile.session()).out();
            assertTrue(out.claim() >= 0);
            out.publish(0x1fff_ffff);
            turn(store, 1);
            assertNull(store.channel());
            assertEquals(List.of(Ending.BROKEN), orders.endings);
        }
    }

    @Test
    void shouldRefuseAnEndThatSendsWhatThisOneSends() {
        try (var shop = shop();
                var other = SharedMemoryTier.<Order, Answer>open(
                        base, SHOP.turned(), LINES, ORDERS, ANSWERS, (channel, peer) -> answers)) {
            assertNotNull(other);
            assertEquals(
                    Reason.MESSAGES,
                    assertThrows(LinkRefused.class, () -> turn(shop, 1)).reason());
        }
    }

    private SharedMemoryTier<Order, Answer> shop() {
        return SharedMemoryTier.open(base, SHOP, LINES, ORDERS, ANSWERS, (channel, peer) -> answers);
    }

    private SharedMemoryTier<Answer, Order> store() {
        return SharedMemoryTier.open(base, SHOP.turned(), LINES, ANSWERS, ORDERS, (channel, peer) -> orders);
    }

    private void connect(SharedMemoryTier<?, ?> one, SharedMemoryTier<?, ?> other) throws Exception {
        Patience.until("a session", () -> {
            turn(one, 1);
            turn(other, 1);
            return one.channel() != null && other.channel() != null;
        });
    }

    private int turn(SharedMemoryTier<?, ?> tier, int lines) {
        now += 60_000_000;
        return tier.turn(now, lines);
    }

    private static <S, R> SharedMemoryChannel<S, R> channel(SharedMemoryTier<S, R> tier) {
        return Objects.requireNonNull(tier.channel());
    }
}
