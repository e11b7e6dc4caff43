package multikernel.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import multikernel.base.CoreId;
import multikernel.base.Plane;
import multikernel.urpc.Channel.Ending;
import multikernel.urpc.Channel.Sent;
import org.junit.jupiter.api.Test;

/** Both ends of one link, frame by frame, at a time that stands still. */
class NodeLinkTest {

    private static final int MESSAGE_MAX = 100;
    private static final int WINDOW = 4;
    private static final LinkLimits LIMITS = new LinkLimits(MESSAGE_MAX, WINDOW, 10_000, 4, 100, 1_000, 700, 20, 300);
    private static final ChannelName NAME = new ChannelName(CoreId.of(0), CoreId.of(1), "s", Plane.DATA);

    private final NodeLink ant = new NodeLink(new NodeName("zoo", "ant", 1), "bee", "", LIMITS, 0);
    private final NodeLink bee = new NodeLink(new NodeName("zoo", "bee", 1), "ant", "", LIMITS, 0);
    private final List<LinkEffect> toldToBee = new ArrayList<>();
    private final List<LinkEffect> toldToAnt = new ArrayList<>();
    private final LinkChannel channel;

    NodeLinkTest() {
        ant.dialled(1, 0);
        bee.greeted(1, (Frame.Hello) Objects.requireNonNull(ant.next(0)), 0);
        exchange();
        channel = Objects.requireNonNull(ant.open(NAME, 1, 2));
        exchange();
    }

    private void exchange() {
        while (ant.hasNext() || bee.hasNext()) {
            var there = ant.next(0);
            if (there != null) {
                bee.received(1, there, 0);
            }
            for (var effect : bee.effects()) {
                toldToBee.add(effect);
                if (effect instanceof LinkEffect.Asked(LinkChannel asked)) {
                    asked.accept();
                }
            }
            var back = bee.next(0);
            if (back != null) {
                ant.received(1, back, 0);
            }
            toldToAnt.addAll(ant.effects());
        }
    }

    private List<byte[]> received() {
        return toldToBee.stream()
                .filter(LinkEffect.Received.class::isInstance)
                .map(effect -> ((LinkEffect.Received) effect).bytes())
                .toList();
    }

    private static List<Ending> endings(List<LinkEffect> told) {
        return told.stream()
                .filter(LinkEffect.Closed.class::isInstance)
                .map(effect -> ((LinkEffect.Closed) effect).why())
                .toList();
    }

    @Test
    void shouldRefuseAMessageThatIsTooLongAndSendNothingOfIt() {
        var refused = assertThrows(TooLong.class, () -> channel.send(new byte[MESSAGE_MAX + 1]));
        assertEquals(MESSAGE_MAX, refused.bytesMax());
        assertEquals(MESSAGE_MAX + 1, refused.bytes());
        assertEquals(0, channel.sent());
        assertEquals(Sent.ACCEPTED, channel.send(new byte[MESSAGE_MAX]));
        exchange();
        assertEquals(1, received().size());
        assertArrayEquals(new byte[MESSAGE_MAX], received().getFirst());
    }

    @Test
    void shouldReadHowManyFramesItHasSaidAgain() {
        channel.send(new byte[1]);
        channel.send(new byte[1]);
        while (ant.hasNext()) {
            ant.next(0);
        }
        channel.send(new byte[1]);
        assertEquals(0, ant.reading().resent());
        ant.dialled(2, 0);
        bee.greeted(2, (Frame.Hello) Objects.requireNonNull(ant.next(0)), 0);
        ant.received(2, Objects.requireNonNull(bee.next(0)), 0);
        assertEquals(2, ant.reading().resent());
        assertEquals(0, bee.reading().resent());
    }

    @Test
    void shouldBeBusyOnceTheReceiversRoomIsUsed() {
        for (var message = 0; message < WINDOW; message++) {
            assertEquals(Sent.ACCEPTED, channel.send(new byte[1]));
        }
        exchange();
        assertEquals(Sent.BUSY, channel.send(new byte[1]));
        assertEquals(WINDOW, received().size());
    }

    @Test
    void shouldSayThatWhoHadTheOtherEndHasEndedOnlyIfItWasToldSo() {
        channel.send(new byte[1]);
        channel.end();
        exchange();
        assertEquals(1, received().size());
        assertEquals(List.of(Ending.DISPATCHER_ENDED), endings(toldToBee));
        assertEquals(List.of(Ending.CLOSED), endings(toldToAnt));
    }

    @Test
    void shouldEndTheSessionOfAPeerThatRepeatsAFrame() {
        channel.send(new byte[1]);
        var message = ant.next(0);
        while (!(message instanceof Frame.Message)) {
            message = Objects.requireNonNull(ant.next(0));
        }
        bee.received(1, message, 0);
        bee.received(1, message, 0);
        var told = bee.effects();
        assertEquals(
                1, told.stream().filter(LinkEffect.Received.class::isInstance).count());
        assertTrue(told.contains(new LinkEffect.Ended(1, Ending.BROKEN)), told::toString);
        assertTrue(
                told.stream()
                        .anyMatch(effect -> effect instanceof LinkEffect.Drop drop
                                && drop.farewell().equals(Optional.of(Farewell.BROKEN))),
                told::toString);
    }
}
