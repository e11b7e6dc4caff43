package multikernel.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import multikernel.codec.BadMessage.Kind;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

class FragmentsTest {

    private static final MethodHandles.Lookup OWNER = MethodHandles.lookup();

    sealed interface Talk {
        record Say(@Max(2000) String words) implements Talk {}
    }

    private final Codec<Talk> codec = Codec.of(OWNER, Talk.class, CodecLimits.DEFAULT);
    private final Lines lines = new Lines(4);
    private final Outgoing<Talk> outgoing = Outgoing.over(codec, lines);
    private final Incoming<Talk> incoming = Incoming.with(codec);

    @Example
    void shouldSendWhatFitsAsOneLine() throws Exception {
        assertTrue(outgoing.offer(say(54)));
        assertEquals(1, lines.waiting());
        assertEquals(say(54), receive());
    }

    @Example
    void shouldSendAByteMoreAsTwo() throws Exception {
        assertTrue(outgoing.offer(say(55)));
        assertEquals(2, lines.waiting());
        assertNull(receive());
        assertTrue(incoming.isMidway());
        assertEquals(say(55), receive());
        assertFalse(incoming.isMidway());
    }

    @Example
    void shouldRefuseAMessageWhenThereIsNoRoomForItsFirstLine() {
        for (int i = 0; i < 4; i++) {
            assertTrue(outgoing.offer(say(1)));
        }
        assertFalse(outgoing.offer(say(1)));
        assertFalse(outgoing.isMidway());
    }

    @Example
    void shouldGoOnLaterWithAMessageThatFindsNoRoomMidway() throws Exception {
        assertTrue(outgoing.offer(say(56 * 6)));
        assertTrue(outgoing.isMidway());
        assertFalse(outgoing.offer(say(1)), "no other message comes between");
        assertFalse(outgoing.resume());
        for (int i = 0; i < 4; i++) {
            assertNull(receive());
        }
        assertTrue(outgoing.resume());
        assertFalse(outgoing.isMidway());
        assertNull(receive());
        assertNull(receive());
        assertEquals(say(56 * 6), receive());
    }

    @Example
    void shouldSendNothingOfAMessageThatItCannotEncode() {
        assertThrows(TooLarge.class, () -> outgoing.offer(say(2001)));
        assertEquals(0, lines.waiting());
        assertFalse(outgoing.isMidway());
        assertTrue(outgoing.offer(say(1)));
    }

    @Property(tries = 300)
    void shouldBringAllMessagesInOrderWhateverTheRoom(
            @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 400) Integer> lengths, @ForAll long seed)
            throws Exception {
        var chance = new Random(seed);
        var arrived = new ArrayList<Talk>();
        int next = 0;
        while (arrived.size() < lengths.size()) {
            if (next < lengths.size() && outgoing.offer(say(lengths.get(next)))) {
                next++;
            } else {
                outgoing.resume();
            }
            for (int i = chance.nextInt(4); i > 0 && lines.waiting() > 0; i--) {
                var message = receive();
                if (message != null) {
                    arrived.add(message);
                }
            }
        }
        assertEquals(lengths.stream().map(FragmentsTest::say).toList(), arrived);
    }

    @Example
    void shouldNameWhatIsWrongWithASequenceAndTakeTheNextMessage() throws Exception {
        assertEquals(Kind.BAD_SEQUENCE, refusal(Fragments.goesOn(1)));
        assertNull(take(Fragments.begins(150)));
        assertEquals(Kind.BAD_SEQUENCE, refusal(Fragments.begins(10)));
        assertNull(take(Fragments.begins(150)));
        assertEquals(Kind.BAD_SEQUENCE, refusal(Fragments.goesOn(2)));
        assertEquals(Kind.BAD_SEQUENCE, refusal(Fragments.goesOn(1)));
        assertEquals(Kind.BAD_LENGTH, refusal(Fragments.begins(codec.bytesMax() + 1)));
        assertEquals(Kind.BAD_SEQUENCE, refusal(3 << 28));
        assertTrue(outgoing.offer(say(3)));
        assertEquals(say(3), receive());
    }

    @Example
    void shouldLeaveOtherTagsToTheChannel() {
        assertTrue(Fragments.isFragment(Fragments.begins(CodecLimits.BYTES_MOST)));
        assertTrue(Fragments.isFragment(Fragments.goesOn(1)));
        assertFalse(Fragments.isFragment(0));
        assertFalse(Fragments.isFragment(7 << 28));
    }

    @Example
    void shouldRefuseALineOfAMessageThatHasAllOfItsLines() throws Exception {
        assertTrue(outgoing.offer(say(60)));
        assertNull(receive());
        assertEquals(say(60), receive());
        assertEquals(Kind.BAD_SEQUENCE, refusal(Fragments.goesOn(2)));
    }

    private Kind refusal(int tag) {
        return assertThrows(BadMessage.class, () -> take(tag)).kind();
    }

    private @Nullable Object take(int tag) throws BadMessage {
        return incoming.line(lines.memory(), 0, tag);
    }

    private @Nullable Talk receive() throws BadMessage {
        long line = lines.poll();
        var message = incoming.line(lines.memory(), line, lines.tag());
        lines.release();
        return message;
    }

    private static Talk say(int length) {
        var letter = String.valueOf((char) ('a' + length % 26));
        return new Talk.Say(Objects.requireNonNull(letter).repeat(length));
    }
}
