package multikernel.service;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/**
 * The secret that an action shows: 256 random bits in hexadecimal, made anew at each start and left in
 * {@code DATA/token} for whoever may read that file.
 */
public final class Token {

    /** The file's name inside the data directory. */
    public static final String FILE = "token";

    private static final int BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final byte[] secret;

    private Token(byte[] secret) {
        this.secret = secret;
    }

    public static Token random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Token(HexFormat.of().formatHex(bytes).getBytes(US_ASCII));
    }

    /**
     * Puts the token into the directory, in one step, so that a reader finds the old one or this one. A directory that
     * is new, empty or held a token before is closed to everyone else; another one must not be writable by others, who
     * could put their own token there.
     */
    public void writeTo(Path data) {
        try {
            close(data);
            var fresh = Files.createTempFile(
                    data,
                    FILE,
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.writeString(fresh, new String(secret, US_ASCII) + "\n", US_ASCII, StandardOpenOption.WRITE);
                Files.move(fresh, data.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new CannotServe(
                    "cannot write the token into " + data + " (" + reason(e)
                            + "): choose a directory of your own with --data",
                    e);
        }
    }

    /** Whether the claim is this token; takes as long for a near miss as for a far one. */
    boolean matches(String claim) {
        return MessageDigest.isEqual(secret, claim.getBytes(US_ASCII));
    }

    private static void close(Path data) throws IOException {
        if (!Files.exists(data)) {
            Files.createDirectories(data, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            return;
        }
        if (isOurs(data)) {
            Files.setPosixFilePermissions(data, OWNER_ONLY);
        } else {
            var permissions = Files.getPosixFilePermissions(data);
            if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                    || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
                throw new CannotServe(
                        "others may write into " + data + ": chmod 700 it, or choose another directory with --data");
            }
        }
    }

    private static boolean isOurs(Path data) throws IOException {
        if (Files.exists(data.resolve(FILE))) {
            return true;
        }
        try (var entries = Files.list(data)) {
            return entries.findAny().isEmpty();
        }
    }

    private static String reason(IOException e) {
        var message = e.getMessage();
        return e.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    /** Says nothing about the secret: this may end in a log. */
    @Override
    public String toString() {
        return "token";
    }
}
