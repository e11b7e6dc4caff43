package multikernel.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import multikernel.base.CoreId;
import multikernel.base.NodeMember;
import multikernel.base.Refusal;
import multikernel.capability.Address;
import multikernel.capability.ObjectId;
import multikernel.domain.Held;
import multikernel.ownership.far.FarRef;

/**
 * What names a capability outside the process: the run's random number, where the copy lies and which object it must
 * name there (a counter of the core that made it), and a code over all of it that only this run can make.
 *
 * <p>Nothing is kept for a reference, so there is no table to fill, no entry to end and the same copy has the same
 * reference in every answer. What a table would forget is refused nevertheless: an object's name is never given again,
 * the kernel compares it with what the slot holds before it acts, and the secret is made anew at each start.
 *
 * <p>HMAC-SHA-256 (RFC 2104) cut to 128 bits, in base64url (RFC 4648, section 5) without padding, behind a letter, so
 * that no command line takes a reference for an option.
 */
final class References {

    static final String PREFIX = "c";

    /** Of what names another node's memory. */
    static final String FAR_PREFIX = "f";

    private static final byte OWN = 0;
    private static final byte FAR = 1;
    private static final int NODE_BYTES_MAX = 63;
    static final int CODE_BYTES = 16;
    static final int RUN_BYTES = 6;

    /** Nothing longer is looked at: three numbers of 32 bits, two of 16 and one of 64, seven bits a byte. */
    private static final int BYTES_MAX = CODE_BYTES + RUN_BYTES + 3 * 5 + 2 * 3 + 10;

    private static final int CHARACTERS_MAX = PREFIX.length() + (BYTES_MAX * 8 + 5) / 6;
    private static final int FAR_BYTES_MAX = CODE_BYTES + RUN_BYTES + 5 + 10 + NODE_BYTES_MAX;
    private static final int FAR_CHARACTERS_MAX = FAR_PREFIX.length() + (FAR_BYTES_MAX * 8 + 5) / 6;
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SECRET_BYTES = 32;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final SecretKeySpec secret;
    private final byte[] run = new byte[RUN_BYTES];
    private final byte[] domain;

    private References(byte[] secret, SecureRandom random, String domain) {
        this.secret = new SecretKeySpec(secret, ALGORITHM);
        this.domain = domain.getBytes(UTF_8);
        random.nextBytes(run);
    }

    /** References into the tables of this domain; none of another start or another domain is taken. */
    static References random(String domain) {
        var random = new SecureRandom();
        var secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return of(secret, random, domain);
    }

    static References of(byte[] secret, SecureRandom random, String domain) {
        return new References(secret, random, domain);
    }

    String of(Held held) {
        var buffer = ByteBuffer.allocate(BYTES_MAX);
        buffer.position(CODE_BYTES);
        buffer.put(run);
        put(buffer, held.core().index());
        put(buffer, Integer.toUnsignedLong(held.incarnation()));
        put(buffer, Integer.toUnsignedLong(held.address().bits()));
        put(buffer, held.object().born().index());
        put(buffer, Integer.toUnsignedLong(held.object().incarnation()));
        put(buffer, held.object().number());
        return PREFIX + text(OWN, buffer);
    }

    String of(FarRef ref) {
        var buffer = ByteBuffer.allocate(FAR_BYTES_MAX);
        buffer.position(CODE_BYTES);
        buffer.put(run);
        put(buffer, Integer.toUnsignedLong(ref.home().incarnation()));
        put(buffer, ref.number());
        buffer.put(ref.home().name().getBytes(UTF_8));
        return FAR_PREFIX + text(FAR, buffer);
    }

    private String text(byte kind, ByteBuffer buffer) {
        var bytes = Arrays.copyOf(buffer.array(), buffer.position());
        System.arraycopy(code(kind, bytes), 0, bytes, 0, CODE_BYTES);
        return ENCODER.encodeToString(bytes);
    }

    static boolean isFar(String reference) {
        return reference.startsWith(FAR_PREFIX);
    }

    /** What the reference names of another node's memory. */
    FarRef far(String reference) throws Declined {
        var buffer = verified(FAR, FAR_PREFIX, FAR_CHARACTERS_MAX, reference);
        int incarnation = (int) number(buffer);
        long number = number(buffer);
        var name = new byte[buffer.remaining()];
        buffer.get(name);
        return new FarRef(new NodeMember(new String(name, UTF_8), incarnation), number);
    }

    /** What the reference names. */
    Held held(String reference) throws Declined {
        var buffer = verified(OWN, PREFIX, CHARACTERS_MAX, reference);
        return new Held(
                CoreId.of((int) number(buffer)),
                (int) number(buffer),
                Address.of((int) number(buffer)),
                new ObjectId(CoreId.of((int) number(buffer)), (int) number(buffer), number(buffer)));
    }

    /** Nothing of it is looked at before its code was found right. */
    private ByteBuffer verified(byte kind, String prefix, int charactersMax, String reference) throws Declined {
        var bytes = decoded(prefix, charactersMax, reference);
        if (!MessageDigest.isEqual(code(kind, bytes), Arrays.copyOf(bytes, CODE_BYTES))) {
            boolean isOurs = Arrays.equals(bytes, CODE_BYTES, CODE_BYTES + RUN_BYTES, run, 0, RUN_BYTES);
            throw refused(isOurs ? "it has been altered" : "it is of another start, or of another node");
        }
        return ByteBuffer.wrap(bytes).position(CODE_BYTES + RUN_BYTES);
    }

    /** The bytes of the one text that stands for them. */
    private static byte[] decoded(String prefix, int charactersMax, String reference) throws Declined {
        try {
            if (reference.length() <= charactersMax && reference.startsWith(prefix)) {
                var text = reference.substring(prefix.length());
                var bytes = Base64.getUrlDecoder().decode(text);
                if (bytes.length > CODE_BYTES + RUN_BYTES
                        && ENCODER.encodeToString(bytes).equals(text)) {
                    return bytes;
                }
            }
        } catch (IllegalArgumentException none) {
            throw refused("it is no base64url text");
        }
        throw refused("it is not of the length or form that references have");
    }

    /** Over the domain, whose name is not in the reference, and all that follows the code's own place. */
    private byte[] code(byte kind, byte[] bytes) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            mac.update(domain);
            mac.update(kind);
            mac.update(bytes, CODE_BYTES, bytes.length - CODE_BYTES);
            return Arrays.copyOf(mac.doFinal(), CODE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private static void put(ByteBuffer buffer, long number) {
        long rest = number;
        while (rest >>> 7 != 0) {
            buffer.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        buffer.put((byte) rest);
    }

    private static long number(ByteBuffer buffer) {
        long number = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = buffer.get();
            number |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }

    private static Declined refused(String detail) {
        return new Declined(Problem.of(Refusal.BAD_REFERENCE, detail));
    }

    /** Says nothing about the secret: this may end in a log. */
    @Override
    public String toString() {
        return "references";
    }
}
