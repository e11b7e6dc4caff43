package multikernel.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import multikernel.base.ChannelReading;
import multikernel.base.CoreId;
import multikernel.base.Plane;
import multikernel.base.Refusal;
import multikernel.base.Tier;
import multikernel.codec.Calls;
import multikernel.link.TooLong;
import multikernel.urpc.Channel.Ending;
import multikernel.urpc.Channel.Sent;
import multikernel.urpc.Channel.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Dispatchers on cores of two nodes talk through the gateways of both, over either tier between nodes. */
@ParameterizedClass
@EnumSource(names = {"NETWORK", "SHARED_MEMORY"})
class FarChannelTest {

    private static final int MANY = 20_000;

    @TempDir
    static Path directory;

    private static final List<TalkingNode> NODES = new ArrayList<>();

    private final Tier tier;
    private final TalkingNode ant = NODES.getFirst();
    private final TalkingNode bee = NODES.getLast();

    FarChannelTest(Tier tier) {
        this.tier = tier;
    }

    @BeforeParameterizedClassInvocation
    static void begin(Tier tier) throws Exception {
        NODES.add(TalkingNode.first(directory.resolve(tier + "-ant"), "127.0.0.1", tier));
        NODES.add(NODES.getFirst().joined(directory.resolve(tier + "-bee"), "127.0.0.2"));
    }

    @AfterParameterizedClassInvocation
    static void end() {
        NODES.reversed().forEach(TalkingNode::close);
        NODES.clear();
    }

    @AfterEach
    void renew() throws Exception {
        ant.renew();
        bee.renew();
    }

    @Test
    void shouldCarryEveryMessageOnceAndInOrderBetweenAllPairsOfCores() throws Exception {
        for (var from = 0; from < 2; from++) {
            for (var to = 0; to < 2; to++) {
                var channel = ant.connect(from, bee, to);
                assertEquals(tier, channel.tier());
                ant.pour(from, channel, MANY);
                assertEquals(ant.name() + "/" + from, bee.heardFrom(to, MANY));
            }
        }
        var tiers = ant.kernel().channels().stream()
                .filter(reading -> reading.toNode().equals(bee.name()) && reading.sent() == MANY)
                .toList();
        assertEquals(4, tiers.size(), tiers::toString);
        assertTrue(tiers.stream().allMatch(reading -> reading.tier() == tier), tiers::toString);
    }

    @Test
    void shouldHoldBackASenderWhoseReceiverStandsStillAndLoseNothing() throws Exception {
        var channel = ant.connect(0, bee, 1);
        try (var still = bee.holdUp(1)) {
            var accepted = ant.<Integer>on(0, () -> {
                var count = 0;
                while (count < MANY && channel.trySend(new Talk.Word(count, "")) == Sent.ACCEPTED) {
                    count++;
                }
                return count;
            });
            assertTrue(accepted < MANY && channel.stalls() > 0, "accepted " + accepted);
            ant.pourOn(0, channel, accepted, MANY);
            assertTrue(still.isHeld());
        }
        bee.heardFrom(1, MANY);
    }

    @Test
    void shouldEndAtASenderWhoseReceiversCoreIsStuck() throws Exception {
        var channel = ant.connect(0, bee, 1);
        try (var still = bee.holdUp(1)) {
            Patience.until(
                    "the sender's end",
                    () -> ant.<Boolean>on(0, () -> {
                        channel.trySend(new Talk.Word(0, ""));
                        return channel.state() == State.CLOSED;
                    }));
            assertTrue(still.isHeld());
        }
    }

    @Test
    void shouldEndAtAReceiverWhoseSendersCoreIsStuck() throws Exception {
        var channel = bee.connect(1, ant, 0);
        bee.pour(1, channel, 10);
        ant.heardFrom(0, 10);
        try (var still = bee.holdUp(1)) {
            assertEquals(Ending.CLOSED, ant.ending());
            assertTrue(still.isHeld());
        }
    }

    @Test
    void shouldRefuseWhatIsTooLongAtItsSenderAndGoOn() throws Exception {
        var channel = ant.connect(0, bee, 0);
        var refused = ant.<Throwable>on(
                0, () -> assertThrows(TooLong.class, () -> channel.trySend(new Talk.Long("x".repeat(70_000)))));
        assertInstanceOf(TooLong.class, refused);
        ant.pour(0, channel, 10);
        bee.heardFrom(0, 10);
    }

    @Test
    void shouldSayWhyThereIsNoChannel() throws Exception {
        ant.connect(0, bee, 0);
        assertEquals(Refusal.NO_SUCH_EXPORT, Refused.by(() -> ant.connect(0, bee.name(), "nobody", CoreId.of(0))));
        assertEquals(Refusal.NO_SUCH_EXPORT, Refused.by(() -> ant.connect(0, bee.name(), "talk", CoreId.of(7))));
        assertEquals(Refusal.NO_TIER, Refused.by(() -> ant.connect(0, "cat", "talk", CoreId.of(0))));
        assertEquals(Refusal.NO_TIER, Refused.by(() -> ant.connect(0, ant.name(), "talk", CoreId.of(0))));
    }

    @Test
    void shouldEndBothEndsWhenEitherClosesAndAfterAllHasArrived() throws Exception {
        var channel = ant.connect(1, bee, 0);
        ant.pour(1, channel, MANY);
        bee.heardFrom(0, MANY - 1);
        ant.on(1, () -> {
            channel.close();
            return "";
        });
        assertEquals(MANY - 1, bee.next(0));
        assertEquals(Ending.CLOSED, bee.ending());
        Patience.until("the sender's end", () -> channel.state() == State.CLOSED);
        assertEquals(0, channel.rejected());
    }

    @Test
    void shouldAccountForEveryMessageWhileTheyAreUnderWayAndOnceTheyHaveCome() throws Exception {
        var channel = ant.connect(0, bee, 1);
        try (var still = bee.holdUp(1)) {
            ant.on(0, () -> {
                for (var number = 0; channel.trySend(new Talk.Word(number, "")) == Sent.ACCEPTED; number++) {
                    assertTrue(still.isHeld());
                }
                return "";
            });
            var under = ant.<ChannelReading>on(0, this::counted);
            assertEquals(under.sent(), under.received() + under.rejected() + under.depth());
        }
        ant.pourOn(0, channel, (int) channel.sent(), MANY);
        bee.heardFrom(1, MANY);
        Patience.until("everything has left", () -> counted().depth() == 0);
        assertEquals(MANY, counted().received() + counted().rejected());
        bee.hangUp(1);
        Patience.until("the sender's end", () -> channel.state() == State.CLOSED);
        assertEquals(MANY, channel.received() + channel.rejected());
    }

    /** All channels from the first core of the one to the second of the other, as the node shows them. */
    private ChannelReading counted() {
        var all = ant.kernel().channels().stream()
                .filter(one -> one.toNode().equals(bee.name())
                        && one.from().equals(CoreId.of(0))
                        && one.to().equals(CoreId.of(1)))
                .toList();
        return new ChannelReading(
                CoreId.of(0),
                CoreId.of(1),
                tier,
                Plane.DATA,
                0,
                all.stream().mapToInt(ChannelReading::depth).sum(),
                all.stream().mapToLong(ChannelReading::sent).sum(),
                all.stream().mapToLong(ChannelReading::received).sum(),
                0,
                all.stream().mapToLong(ChannelReading::rejected).sum());
    }

    @Test
    void shouldCountWhatHadNotLeftWhenItsReceiverWantsNoMore() throws Exception {
        var channel = ant.connect(0, bee, 1);
        try (var still = bee.holdUp(1)) {
            ant.on(0, () -> {
                for (var number = 0; channel.trySend(new Talk.Word(number, "")) == Sent.ACCEPTED; number++) {
                    assertTrue(still.isHeld());
                }
                return "";
            });
        }
        bee.hangUp(1);
        Patience.until("the sender's end", () -> channel.state() == State.CLOSED);
        assertEquals(Ending.CLOSED, bee.ending());
        assertEquals(channel.sent(), bee.heard(1) + channel.rejected());
    }

    @Test
    void shouldAnswerACallUnlessItIsCancelledOrItsTimeIsOver() throws Exception {
        var stub = ant.caller(0, ant.connect(0, bee, 1));
        var replies = new LinkedBlockingQueue<String>();
        var never = System.nanoTime() + TimeUnit.HOURS.toNanos(1);
        ant.on(0, () -> {
            stub.call(7, never, new Noting(replies));
            return stub.calls().cancel(stub.call(8, never, new Noting(replies)));
        });
        assertEquals("49", replies.poll(60, TimeUnit.SECONDS));
        try (var still = bee.holdUp(1)) {
            ant.on(0, () -> {
                long now = System.nanoTime();
                stub.call(9, now, new Noting(replies));
                return stub.calls().expire(now);
            });
            assertEquals("expired", replies.poll(60, TimeUnit.SECONDS));
            assertTrue(still.isHeld());
        }
        Patience.until(
                "both late answers", () -> ant.<Long>on(0, () -> stub.calls().dropped()) == 2);
        assertEquals(0, ant.<Integer>on(0, () -> stub.calls().outstanding()));
        assertTrue(replies.isEmpty(), replies::toString);
    }

    private record Noting(Queue<String> replies) implements Calls.Continuation<Integer> {

        @Override
        public void replied(Integer reply) {
            replies.add(reply.toString());
        }

        @Override
        public void expired() {
            replies.add("expired");
        }
    }
}
