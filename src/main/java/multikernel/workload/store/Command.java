package multikernel.workload.store;

import static multikernel.workload.store.Command.Route.CONNECTION;
import static multikernel.workload.store.Command.Route.CURSOR;
import static multikernel.workload.store.Command.Route.EACH_KEY;
import static multikernel.workload.store.Command.Route.EACH_PAIR;
import static multikernel.workload.store.Command.Route.EVERY_PARTITION;
import static multikernel.workload.store.Command.Route.KEY;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The commands that there are; a client may write their names in any case. */
enum Command {
    APPEND(3, KEY, true, "Appends to a string, which is made if it is not there."),
    CLIENT(-2, CONNECTION, false, "SETNAME, GETNAME, ID and SETINFO of this connection."),
    COMMAND(-1, CONNECTION, false, "The commands that there are; COUNT, DOCS."),
    CONFIG(-2, CONNECTION, false, "GET: settings by pattern."),
    DBSIZE(1, EVERY_PARTITION, false, "How many keys there are."),
    DECR(2, KEY, true, "Takes 1 from a number."),
    DECRBY(3, KEY, true, "Takes so much from a number."),
    DEL(-2, EACH_KEY, true, "Removes keys, each by itself."),
    ECHO(2, CONNECTION, false, "Answers what it is given."),
    EXISTS(-2, EACH_KEY, false, "How many of these keys are there."),
    EXPIRE(-3, KEY, true, "Gives a key so many seconds."),
    FLUSHALL(-1, EVERY_PARTITION, true, "Removes all keys."),
    GET(2, KEY, false, "The value of a key."),
    GETDEL(2, KEY, true, "The value of a key, which is removed."),
    HELLO(-1, CONNECTION, false, "Chooses RESP 2 or 3, and tells who answers."),
    INCR(2, KEY, true, "Adds 1 to a number."),
    INCRBY(3, KEY, true, "Adds so much to a number."),
    INFO(-1, EVERY_PARTITION, false, "The server in lines of text."),
    MGET(-2, EACH_KEY, false, "The values of keys, each read by itself."),
    MSET(-3, EACH_PAIR, true, "Sets keys, each by itself."),
    PERSIST(2, KEY, true, "Takes from a key its time."),
    PEXPIRE(-3, KEY, true, "Gives a key so many milliseconds."),
    PING(-1, CONNECTION, false, "Answers PONG, or what it is given."),
    PTTL(2, KEY, false, "How many milliseconds a key has."),
    QUIT(-1, CONNECTION, false, "Answers OK and ends the connection."),
    SCAN(-2, CURSOR, false, "Keys from a cursor on."),
    SELECT(2, CONNECTION, false, "Chooses database 0, the only one."),
    SET(-3, KEY, true, "Sets a key to a value."),
    STRLEN(2, KEY, false, "How many bytes a value has."),
    TTL(2, KEY, false, "How many seconds a key has."),
    TYPE(2, KEY, false, "What a key holds."),
    UNLINK(-2, EACH_KEY, true, "Removes keys, each by itself."),
    WAIT(3, CONNECTION, false, "How many other servers hold what this connection wrote.");

    /** Who answers. */
    enum Route {
        /** The connection's own core, without a look at a key. */
        CONNECTION,
        /** The partition of the one key. */
        KEY,
        /** The partition of each key, for that key alone. */
        EACH_KEY,
        /** The partition of each key, for that key and the value behind it. */
        EACH_PAIR,
        /** The partition that the cursor names. */
        CURSOR,
        EVERY_PARTITION
    }

    private static final int NAME_MAX = 8;
    private static final int TABLE_BITS = 8;
    private static final @Nullable Command[] TABLE = new @Nullable Command[1 << TABLE_BITS];

    static {
        for (var each : values()) {
            var place = place(each.packed);
            while (TABLE[place] != null) {
                place = (place + 1) & (TABLE.length - 1);
            }
            TABLE[place] = each;
        }
    }

    private final String word = name().toLowerCase(Locale.ROOT);
    private final int arity;
    private final Route route;
    private final boolean writes;
    private final String summary;
    private final long packed = packed(word);

    Command(int arity, Route route, boolean writes, String summary) {
        this.arity = arity;
        this.route = route;
        this.writes = writes;
        this.summary = summary;
    }

    private static long packed(String word) {
        var packed = 0L;
        for (int i = 0; i < word.length(); i++) {
            packed = packed << 8 | word.charAt(i);
        }
        return packed;
    }

    private static int place(long packed) {
        return (int) ((packed * 0x9E3779B97F4A7C15L) >>> (64 - TABLE_BITS));
    }

    /** What the first word names; null if there is no such command. */
    static @Nullable Command of(Request request) {
        var length = request.length(0);
        if (length > NAME_MAX) {
            return null;
        }
        var packed = 0L;
        var bytes = request.bytes();
        for (int i = 0, at = request.at(0); i < length; i++) {
            packed = packed << 8 | (Request.lower(bytes[at + i]) & 0xFF);
        }
        for (var place = place(packed); ; place = (place + 1) & (TABLE.length - 1)) {
            var command = TABLE[place];
            if (command == null || command.packed == packed) {
                return command;
            }
        }
    }

    /** Its name in lower case. */
    String word() {
        return word;
    }

    /** Words with the name; negative: at least so many. */
    int arity() {
        return arity;
    }

    boolean takes(int words) {
        return arity < 0 ? words >= -arity : words == arity;
    }

    Route route() {
        return route;
    }

    /** Whether it may change a partition. */
    boolean writes() {
        return writes;
    }

    String summary() {
        return summary;
    }
}
