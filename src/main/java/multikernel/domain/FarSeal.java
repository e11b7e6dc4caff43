package multikernel.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import multikernel.base.CoreId;
import multikernel.base.NodeMember;
import multikernel.capability.Rights;
import multikernel.codec.Bytes;
import multikernel.ownership.far.Seal;

/**
 * HMAC-SHA-256 (RFC 2104) cut to 128 bits, under a key that is made anew for each start and never leaves this object.
 */
final class FarSeal implements Seal {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SECRET_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec secret;

    FarSeal() {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        secret = new SecretKeySpec(bytes, ALGORITHM);
    }

    @Override
    public long nonce() {
        return random.nextLong();
    }

    @Override
    public Bytes code(long number, long nonce, NodeMember holder, CoreId core, Rights rights) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            mac.update(ByteBuffer.allocate(2 * Long.BYTES + 3 * Integer.BYTES)
                    .putLong(number)
                    .putLong(nonce)
                    .putInt(holder.incarnation())
                    .putInt(core.index())
                    .putInt(rights.bits())
                    .flip());
            mac.update(holder.name().getBytes(UTF_8));
            return Bytes.copyOf(Arrays.copyOf(mac.doFinal(), CODE_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** Says nothing about the secret: this may end in a log. */
    @Override
    public String toString() {
        return "seal";
    }
}
