package multikernel.workload;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Strong entity tags, quotes included. */
public final class EntityTag {

    /** Half of a SHA-256 is more than enough to tell two versions of a file apart. */
    private static final int OCTETS = 16;

    /** Of a longer list the rest is not looked at: the file is sent. */
    private static final int TAGS_MAX = 100;

    private EntityTag() {}

    static String of(Body body) {
        return of(body.view());
    }

    /** For a file that is read in whole; the buffer's position moves to its end. */
    public static String of(ByteBuffer file) {
        return quoted(digest(file));
    }

    /** For a file that is not read in whole: its identity, length and time of change to the nanosecond. */
    static String of(String fileKey, long length, long modifiedNanos) {
        return quoted(
                digest(Body.utf8(fileKey + " " + length + " " + modifiedNanos).view()));
    }

    /** Whether an {@code If-None-Match} names the tag; a weak form of it counts too. */
    public static boolean listed(String header, String tag) {
        if (header.strip().equals("*")) {
            return true;
        }
        for (var one : header.split(",", TAGS_MAX)) {
            var candidate = one.strip();
            if (candidate.equals(tag) || candidate.equals("W/" + tag)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] digest(ByteBuffer bytes) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(bytes);
            return sha.digest();
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String quoted(byte[] digest) {
        return '"' + HexFormat.of().formatHex(digest, 0, OCTETS) + '"';
    }
}
