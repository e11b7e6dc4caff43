package multikernel.codec;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import multikernel.codec.BadMessage.Kind;
import multikernel.codec.Rich.Colour;
import multikernel.codec.Rich.Colours;
import multikernel.codec.Rich.Nested;
import multikernel.codec.Rich.Nothing;
import multikernel.codec.Rich.Picky;
import multikernel.codec.Rich.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class CodecTest {

    private static final int WIDE = 40;

    private final Codec<Rich> codec = Codec.of(MethodHandles.lookup(), Rich.class, CodecLimits.DEFAULT);
    private final MemorySegment memory = Arena.ofAuto().allocate(1 << 12);

    @Test
    void shouldBringBackWhatWasEncoded() throws Exception {
        for (var message : Values.ofEach(MethodHandles.lookup(), Rich.class, 1)) {
            assertEquals(message, around(message));
        }
    }

    @Test
    void shouldTakeOneByteForAMessageOfNothing() {
        assertEquals(1, codec.encode(new Nothing(), memory, 0));
    }

    @Test
    void shouldWriteWhereItIsToldAndNoFurther() {
        memory.fill((byte) 0x55);
        codec.encode(new Picky(3), memory, 8);
        assertEquals("5507065555", HexFormat.of().formatHex(memory.asSlice(7, 5).toArray(JAVA_BYTE)));
    }

    @Test
    void shouldTakeOneByteMoreForEachByteThatANumberNeeds() {
        var lengths = IntStream.of(0, 123, 124, -124, -125, 1 << 14, 1 << 15, 1 << 23, Integer.MIN_VALUE)
                .map(number -> numbers().encode(new Shapes.Whole(number), memory, 0))
                .boxed()
                .toList();
        assertEquals(List.of(1, 1, 2, 1, 2, 3, 4, 5, 5), lengths);
    }

    @Test
    void shouldNameRecordComponentSizeAndMaximumOfWhatIsTooLarge() {
        var thrown = assertThrows(
                TooLarge.class, () -> codec.encode(new Texts("x".repeat(41), List.of(), Optional.empty()), memory, 0));
        assertEquals("Rich.Texts.name: 41 is beyond the maximum of 40", thrown.getMessage());
        assertEquals(List.of(41L, 40), List.of(thrown.size(), thrown.max()));
    }

    @Test
    void shouldCountTheBytesOfATextAndNotItsLetters() {
        var fits = new Texts("ä".repeat(20), List.of(), Optional.empty());
        assertEquals(44, codec.encode(fits, memory, 0));
        assertThrows(
                TooLarge.class, () -> codec.encode(new Texts("ä".repeat(21), List.of(), Optional.empty()), memory, 0));
    }

    @Test
    void shouldHoldAnElementToItsOwnMaximum() {
        var thrown = assertThrows(
                TooLarge.class,
                () -> codec.encode(new Texts("", List.of("short", "too long a word"), Optional.empty()), memory, 0));
        assertEquals("Rich.Texts.words[]", thrown.where());
        var colours =
                new Colours(Colour.RED, Set.of(), Map.of(Colour.RED, List.of(Colour.RED, Colour.RED, Colour.RED)));
        assertEquals(
                "Rich.Colours.table[value]",
                assertThrows(TooLarge.class, () -> codec.encode(colours, memory, 0))
                        .where());
    }

    @Test
    void shouldRefuseAMessageThatIsTooLargeAsAWhole() throws Exception {
        var small = Codec.of(MethodHandles.lookup(), Rich.class, new CodecLimits(100, 200, 10));
        var most = new Texts("", List.of(), Optional.of("x".repeat(95)));
        assertEquals(100, small.encode(most, memory, 0));
        assertEquals(most, small.decode(memory, 0, 100));
        for (int more = 96; more <= 200; more++) {
            var message = new Texts("", List.of(), Optional.of("x".repeat(more)));
            assertThrows(TooLarge.class, () -> small.encode(message, memory, 0));
        }
    }

    @Test
    void shouldRefuseHalfASurrogatePair() {
        var half = new Texts("\ud83d", List.of(), Optional.empty());
        assertEquals(
                "Rich.Texts.name: has half a surrogate pair at 0",
                assertThrows(Unsendable.class, () -> codec.encode(half, memory, 0))
                        .getMessage());
    }

    @Test
    @SuppressWarnings("NullAway")
    void shouldNameAComponentThatIsNull() {
        assertEquals(
                "Rich.Nested.figure: is null",
                assertThrows(Unsendable.class, () -> codec.encode(new Nested(null, List.of()), memory, 0))
                        .getMessage());
    }

    @Test
    void shouldGoOnAfterAMessageThatItRefused() throws Exception {
        assertThrows(
                TooLarge.class, () -> codec.encode(new Texts("x".repeat(41), List.of(), Optional.empty()), memory, 0));
        assertEquals(new Picky(7), around(new Picky(7)));
    }

    @Test
    void shouldNameWhatIsWrongWithTheBytes() {
        assertEquals(Kind.UNKNOWN_MESSAGE, refusal(codec, 8));
        assertEquals(Kind.UNKNOWN_MESSAGE, refusal(codec, 255, 1, 2, 3, 4, 5, 6, 7, 0xff));
        assertEquals(Kind.TRUNCATED, refusal(codec));
        assertEquals(Kind.TRUNCATED, refusal(codec, 7));
        assertEquals(Kind.TRUNCATED, refusal(codec, 7, 249, 1));
        assertEquals(Kind.TRAILING_BYTES, refusal(codec, 0, 0));
        assertEquals(Kind.BAD_LENGTH, refusal(codec, 3, 41));
        assertEquals(Kind.TRUNCATED, refusal(codec, 3, 40));
        assertEquals(Kind.TRUNCATED, refusal(codec, 3, 0, 200));
        assertEquals(Kind.BAD_NUMBER, refusal(codec, 3, 0, 0, 2));
        assertEquals(Kind.BAD_NUMBER, refusal(codec, 7, 248, 247));
        assertEquals(Kind.BAD_NUMBER, refusal(codec, 7, 249, 248, 0));
        assertEquals(Kind.BAD_NUMBER, refusal(codec, 7, 252, 0, 0, 0, 0, 1));
        assertEquals(Kind.BAD_ENUM, refusal(codec, 4, 3));
        assertEquals(Kind.REPEATED, refusal(codec, 4, 0, 2, 1, 1, 0));
        assertEquals(Kind.REPEATED, refusal(codec, 4, 0, 0, 2, 1, 0, 1, 0));
        assertEquals(Kind.BAD_TEXT, refusal(codec, 3, 2, 0xc0, 0x80, 0, 0));
        assertEquals(Kind.REJECTED_BY_RECORD, refusal(codec, 7, 1));
    }

    @Test
    void shouldSayWhoseConstructorRefused() {
        var bad = assertThrows(BadMessage.class, () -> codec.decode(segment(7, 1), 0, 2));
        assertEquals(
                "REJECTED_BY_RECORD: Rich.Picky threw java.lang.IllegalArgumentException: negative: -1",
                bad.getMessage());
    }

    @Test
    void shouldTakeOnlyTextThatTheJdkTakes() {
        for (int lead = 0x7f; lead <= 0xff; lead++) {
            for (int second = 0; second <= 0xff; second += lead > 0xdf ? 1 : 16) {
                for (var rest : List.of("", "80", "8080", "bf", "c0", "7f")) {
                    var bytes = HexFormat.of().parseHex("%02x%02x%s".formatted(lead, second, rest));
                    boolean taken = !new String(bytes, StandardCharsets.UTF_8).contains("\ufffd");
                    var padded = Arrays.copyOf(bytes, bytes.length + Wire.SLACK);
                    assertEquals(
                            taken,
                            Utf8.isWellFormed(padded, 0, bytes.length),
                            HexFormat.of().formatHex(bytes));
                }
            }
        }
    }

    @Test
    void shouldRefuseEveryMessageThatIsCutShort() {
        for (var message : Values.ofEach(MethodHandles.lookup(), Rich.class, 5)) {
            int size = codec.encode(message, memory, 0);
            for (int cut = 0; cut < size; cut++) {
                int length = cut;
                assertThrows(BadMessage.class, () -> codec.decode(memory, 0, length), message::toString);
            }
        }
    }

    @Test
    void shouldRefuseLengthsThatNoMessageHas() {
        assertEquals(Kind.BAD_LENGTH, refusalOf(() -> codec.decode(memory, 0, -1)));
        assertEquals(Kind.BAD_LENGTH, refusalOf(() -> codec.decode(memory, 0, codec.bytesMax() + 1)));
    }

    @Test
    void shouldKnowTheMostBytesOfAMessage() {
        assertEquals(5, numbers().bytesMax());
        assertEquals(
                100,
                Codec.of(MethodHandles.lookup(), Rich.class, new CodecLimits(100, 200, 10))
                        .bytesMax());
    }

    @Test
    void shouldHaveTheSameFingerprintForTheSameShape() {
        var again = Codec.of(MethodHandles.lookup(), Rich.class, CodecLimits.DEFAULT);
        assertEquals(codec.fingerprint(), again.fingerprint());
        assertEquals(codec.fingerprint(), codec.another().fingerprint());
        assertEquals(Wire.VERSION, codec.fingerprint() >>> 56);
    }

    @Test
    void shouldHaveAnotherFingerprintForEachShapeThatDiffers() {
        var prints = Shapes.ALL.stream()
                .map(type -> shapeOf(type).shape().replace(type.getName(), "Same"))
                .map(Measure::fingerprint)
                .collect(Collectors.toSet());
        assertEquals(Shapes.ALL.size(), prints.size());
        var tighter = Codec.of(MethodHandles.lookup(), Rich.class, new CodecLimits(4 << 20, 4096, 7));
        assertNotEquals(codec.fingerprint(), tighter.fingerprint());
    }

    @Test
    void shouldRefuseAnInterfaceByRecordComponentAndReason() {
        Shapes.BAD.forEach((type, reason) -> assertEquals(
                reason, assertThrows(BadInterface.class, () -> shapeOf(type)).getMessage()));
    }

    @Test
    void shouldRefuseALookupThatDoesNotSeeTheInterface() {
        var stranger = MethodHandles.publicLookup();
        assertThrows(BadInterface.class, () -> Codec.of(stranger, Rich.class, CodecLimits.DEFAULT));
        assertThrows(BadInterface.class, () -> Codec.of(stranger, Shapes.Open.class, CodecLimits.DEFAULT));
    }

    @Test
    void shouldMakeClassesThatNobodyFindsByName() {
        assertTrue(codec.shape().startsWith("multikernel.codec.Rich{multikernel.codec.Rich$Nothing() | "));
        assertThrows(ClassNotFoundException.class, () -> Class.forName("multikernel.codec.CodecOfRich"));
    }

    private static Codec<Shapes.Whole> numbers() {
        return Codec.of(MethodHandles.lookup(), Shapes.Whole.class, CodecLimits.DEFAULT);
    }

    private static Codec<?> shapeOf(Class<?> type) {
        return Codec.of(MethodHandles.lookup(), type, CodecLimits.DEFAULT);
    }

    private Rich around(Rich message) throws BadMessage {
        return codec.decode(memory, WIDE, codec.encode(message, memory, WIDE));
    }

    static Kind refusal(Codec<?> codec, int... bytes) {
        return refusalOf(() -> codec.decode(segment(bytes), 0, bytes.length));
    }

    private static Kind refusalOf(Executable decoding) {
        return assertThrows(BadMessage.class, decoding).kind();
    }

    private static MemorySegment segment(int... bytes) {
        var array = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            array[i] = (byte) bytes[i];
        }
        return MemorySegment.ofArray(array);
    }
}
