package multikernel.workload.store;

import org.jspecify.annotations.Nullable;

/**
 * The reply to one command in a connection's line, complete once all its parts are there. An error in a part is the
 * error of the whole; what the other parts did remains done.
 */
final class Awaited {

    private static final byte[] NOTHING = {};

    /** Null for a reply that needs nothing more. */
    private final @Nullable Command command;

    private final int version;
    private final byte[][] parts;
    private final int[] ats;
    private final int[] lengths;
    private final LineBytes line;
    private int missing;

    Awaited(@Nullable Command command, int version, int parts, LineBytes line) {
        this.command = command;
        this.version = version;
        this.parts = new byte[parts][];
        java.util.Arrays.fill(this.parts, NOTHING);
        ats = new int[parts];
        lengths = new int[parts];
        missing = parts;
        this.line = line;
    }

    int version() {
        return version;
    }

    boolean isComplete() {
        return missing == 0;
    }

    /** Whether a part has arrived; there is no empty reply. */
    boolean has(int part) {
        return lengths[part] > 0;
    }

    /** @param bytes kept as they are */
    void arrived(int part, byte[] bytes, int at, int length) {
        parts[part] = bytes;
        ats[part] = at;
        lengths[part] = length;
        missing--;
        if (missing == 0) {
            line.arrived(bytes());
        }
    }

    long bytes() {
        var sum = 0L;
        for (var length : lengths) {
            sum += length;
        }
        return sum;
    }

    void write(Server server, Replies replies) {
        replies.speak(version);
        var error = error();
        if (error >= 0 || command == null) {
            part(Math.max(0, error), replies);
            return;
        }
        switch (command) {
            case MGET -> {
                replies.array(parts.length);
                for (int part = 0; part < parts.length; part++) {
                    part(part, replies);
                }
            }
            case DEL, UNLINK, EXISTS, DBSIZE -> replies.integer(sum());
            case MSET, FLUSHALL -> replies.ok();
            case INFO -> server.info(figures(), replies);
            default -> part(0, replies);
        }
    }

    private void part(int part, Replies replies) {
        replies.raw(parts[part], ats[part], lengths[part]);
    }

    private int error() {
        for (int part = 0; part < parts.length; part++) {
            if (parts[part][ats[part]] == '-') {
                return part;
            }
        }
        return -1;
    }

    private long sum() {
        var sum = 0L;
        for (int part = 0; part < parts.length; part++) {
            sum += Decimal.integer(parts[part], ats[part] + 1, lengths[part] - 3);
        }
        return sum;
    }

    private Partition.Figures figures() {
        var sum = FigureWords.NONE;
        for (int part = 0; part < parts.length; part++) {
            sum = FigureWords.add(sum, parts[part], ats[part], lengths[part]);
        }
        return sum;
    }
}
