package multikernel.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import multikernel.base.CoreId;
import multikernel.base.Refusal;
import multikernel.capability.Address;
import multikernel.capability.ObjectId;
import multikernel.domain.Held;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencesTest {

    private static final int FORGERIES = 1_000_000;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final References references = References.random("operator");
    private final References forger = References.random("operator");

    @Test
    void shouldNameWhatItWasMadeFor() throws Exception {
        for (var held : extremes()) {
            assertEquals(held, references.held(references.of(held)));
        }
    }

    @Test
    void shouldBeTheSameTextForTheSameCopyAndAnotherForEachOther() {
        var seen = new HashSet<String>();
        for (var held : extremes()) {
            assertEquals(references.of(held), references.of(held));
            assertTrue(seen.add(references.of(held)), held.toString());
        }
    }

    @Test
    void shouldBeAWordThatAPathAndAShellTakeAsItIs() {
        for (var held : extremes()) {
            assertTrue(references.of(held).matches("c[A-Za-z0-9_-]{38,72}"), references.of(held));
        }
        assertTrue(references.of(held(1, 1, 0, 5, 1, 1000)).length() <= 41, "short where the numbers are small");
    }

    /** The forger sees references to every object made so far and knows how they are made, but for the secret. */
    @Test
    void shouldAcceptNoneOfAMillionForgeries() throws Exception {
        var random = new Random(0x5eed);
        var captured = extremes().stream().map(references::of).toList();
        var accepted = new ArrayList<String>();
        for (int i = 0; i < FORGERIES; i++) {
            var real = captured.get(random.nextInt(captured.size()));
            var forged = forge(random, real, captured.get(random.nextInt(captured.size())));
            if (!captured.contains(forged) && accepts(forged)) {
                accepted.add(real + " as " + forged);
            }
        }
        assertEquals(List.of(), accepted);
    }

    @Test
    void shouldRefuseEveryBitFlippedAndEveryCutOfAReference() {
        for (var held : extremes()) {
            var real = references.of(held);
            var bytes = bytes(real);
            for (int bit = 0; bit < bytes.length * 8; bit++) {
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
                assertRefused(text(bytes));
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
            }
            for (int length = 0; length < real.length(); length++) {
                assertRefused(real.substring(0, length));
                assertRefused(real.substring(real.length() - length));
            }
        }
    }

    @Test
    void shouldTakeOneTextForOneReferenceAndNoOther() {
        for (var held : extremes()) {
            var real = references.of(held);
            assertRefused(real + "=");
            assertRefused(real + "A");
            assertRefused(" " + real);
            assertRefused(real + "\n");
            assertRefused(real + "\0");
            var last = real.charAt(real.length() - 1);
            for (var other : ALPHABET.toCharArray()) {
                if (other != last) {
                    assertRefused(real.substring(0, real.length() - 1) + other);
                }
            }
        }
    }

    @Test
    void shouldRefuseWhatAnotherStartOrAnotherDomainGaveOut() {
        var held = held(1, 1, 3, 0, 1, 9);
        var earlier = References.random("operator").of(held);
        assertEquals(
                "it is of another start, or of another node", refused(earlier).detail());
        var bytes = bytes(earlier);
        var ours = bytes(references.of(held));
        System.arraycopy(
                ours, References.CODE_BYTES, bytes, References.CODE_BYTES, ours.length - References.CODE_BYTES);
        assertEquals("it has been altered", refused(text(bytes)).detail());
        var random = new java.security.SecureRandom();
        var secret = new byte[32];
        var operator = References.of(secret, random, "operator").of(held);
        assertThrows(Declined.class, () -> References.of(secret, random, "web").held(operator));
    }

    @Test
    void shouldNameAnotherCopyOnceTheCoreOrTheObjectIsAnother() {
        var held = held(1, 1, 3, 0, 1, 9);
        var others = List.of(
                held(0, 1, 3, 0, 1, 9),
                held(1, 2, 3, 0, 1, 9),
                held(1, 1, 4, 0, 1, 9),
                held(1, 1, 3, 1, 1, 9),
                held(1, 1, 3, 0, 2, 9),
                held(1, 1, 3, 0, 1, 10));
        for (var other : others) {
            var mixed = bytes(references.of(other));
            var code = bytes(references.of(held));
            System.arraycopy(code, 0, mixed, 0, References.CODE_BYTES);
            assertRefused(text(mixed));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "AAAA", "0:5", "../../etc/passwd", "null", "%00", "é", "{ref}", "0.1.1"})
    void shouldRefuseWhatIsNoReferenceAtAll(String text) {
        assertRefused(text);
    }

    @Test
    void shouldNotLookAtMoreThanAReferenceCanBe() {
        assertRefused("A".repeat(1_000_000));
        assertRefused(text(new byte[500]));
    }

    @Test
    void shouldSayNothingOfItsSecret() {
        assertEquals("references", references.toString());
        assertNotEquals(
                references.of(extremes().getFirst()),
                References.random("operator").of(extremes().getFirst()));
    }

    private String forge(Random random, String real, String other) {
        var bytes = bytes(real);
        return switch (random.nextInt(8)) {
            case 0 -> text(flipped(random, bytes, 1));
            case 1 -> text(flipped(random, bytes, 1 + random.nextInt(16)));
            case 2 -> real.substring(0, random.nextInt(real.length()));
            case 3 -> real + text(random(random, 1 + random.nextInt(20)));
            case 4 -> text(random(random, References.CODE_BYTES + References.RUN_BYTES + random.nextInt(24)));
            case 5 -> spliced(random, bytes, bytes(other));
            case 6 -> altered(random, real);
            default -> guessed(random, bytes);
        };
    }

    private static byte[] flipped(Random random, byte[] bytes, int bits) {
        for (int i = 0; i < bits; i++) {
            int bit = random.nextInt(bytes.length * 8);
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
        return bytes;
    }

    /** The head of one with the tail of another. */
    private static String spliced(Random random, byte[] head, byte[] tail) {
        int cut = 1 + random.nextInt(Math.min(head.length, tail.length) - 1);
        var spliced = tail.clone();
        System.arraycopy(head, 0, spliced, 0, cut);
        return text(spliced);
    }

    private static String altered(Random random, String real) {
        int at = random.nextInt(real.length());
        return real.substring(0, at) + ALPHABET.charAt(random.nextInt(ALPHABET.length())) + real.substring(at + 1);
    }

    /** The right body for an object that may be next, with a code that is tried. */
    private String guessed(Random random, byte[] bytes) {
        var next = held(random.nextInt(4), 1, random.nextInt(64), 0, 1, random.nextInt(1, 5000));
        var forged = bytes(forger.of(next));
        System.arraycopy(bytes, References.CODE_BYTES, forged, References.CODE_BYTES, References.RUN_BYTES);
        return text(forged);
    }

    private static byte[] random(Random random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String text(byte[] bytes) {
        return References.PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(String reference) {
        return Base64.getUrlDecoder().decode(reference.substring(References.PREFIX.length()));
    }

    private boolean accepts(String reference) {
        try {
            references.held(reference);
            return true;
        } catch (Declined refused) {
            assertEquals(Refusal.BAD_REFERENCE.word(), refused.problem().word());
            return false;
        }
    }

    private void assertRefused(String reference) {
        assertEquals(Refusal.BAD_REFERENCE.word(), refused(reference).word());
    }

    private Problem refused(String reference) {
        return assertThrows(Declined.class, () -> references.held(reference), reference)
                .problem();
    }

    private static List<Held> extremes() {
        return List.of(
                held(0, 1, 0, 0, 1, 1),
                held(1, 1, 5, 0, 1, 1000),
                held(1023, -1, -1, 1023, -1, -1),
                held(1023, Integer.MAX_VALUE, Integer.MIN_VALUE, 0, Integer.MIN_VALUE, Long.MAX_VALUE),
                held(127, 128, 16_383, 128, 16_384, 1L << 35));
    }

    private static Held held(int core, int incarnation, int address, int born, int bornIncarnation, long number) {
        return new Held(
                CoreId.of(core),
                incarnation,
                Address.of(address),
                new ObjectId(CoreId.of(born), bornIncarnation, number));
    }
}
