package multikernel.workload.store;

import java.util.Locale;

/**
 * SCAN over homes: a key that is there all the while is met exactly once. A cursor is the home to go on with, times the
 * number of partitions, plus the partition; behind the last home of one comes the first of the next.
 */
final class Scan {

    /** Homes that one call looks at; an index without keys is walked in that many steps at a time. */
    private static final int HOMES_MAX = 1 << 16;

    private static final int COUNT_MAX = 1 << 16;

    /** Of room for keys at first. */
    private static final int KEYS_BYTES = 512;

    private final Entries entries;
    private final Reads reads;
    private final Request request;
    private final int partition;
    private final int partitions;
    private long count = 10;
    private boolean wantsStrings = true;
    private Glob pattern = new Glob(new byte[] {'*'});

    Scan(Entries entries, Reads reads, Request request, int partition, int partitions) {
        this.entries = entries;
        this.reads = reads;
        this.request = request;
        this.partition = partition;
        this.partitions = partitions;
    }

    void run(long nowMillis, Replies replies) {
        var wrong = options();
        if (wrong.isEmpty()) {
            walk(nowMillis, replies);
        } else {
            replies.error(wrong);
        }
    }

    /** The partition that a cursor names; -1 if it is none. */
    static int partition(Request request, int partitions) {
        return request.isInteger(1) && request.integer(1) >= 0 ? (int) (request.integer(1) % partitions) : -1;
    }

    private String options() {
        if (partition(request, partitions) != partition) {
            return Errors.INVALID_CURSOR;
        }
        for (var word = 2; word < request.count(); word += 2) {
            if (word + 1 >= request.count()) {
                return Errors.SYNTAX;
            } else if (request.is(word, "match")) {
                pattern = new Glob(request.copy(word + 1));
            } else if (request.is(word, "type")) {
                wantsStrings = request.text(word + 1).toLowerCase(Locale.ROOT).equals("string");
            } else if (!request.is(word, "count")) {
                return Errors.SYNTAX;
            } else if (!request.isInteger(word + 1)) {
                return Errors.NOT_AN_INTEGER;
            } else if (request.integer(word + 1) < 1) {
                return Errors.SYNTAX;
            } else {
                count = Math.min(COUNT_MAX, request.integer(word + 1));
            }
        }
        return "";
    }

    /** The number of keys comes before them, so they are written behind the room that it takes at most. */
    private void walk(long nowMillis, Replies replies) {
        var found = new Replies(KEYS_BYTES);
        var keys = 0;
        var home = request.integer(1) / partitions;
        for (var end = Math.min(entries.homes(), home + HOMES_MAX); home < end && keys < count; home++) {
            var at = (int) home;
            for (var slot = entries.atHome(at, at); slot != Entries.NONE; slot = entries.atHome(at, slot + 1)) {
                keys += !reads.isOver(slot, nowMillis) && key(slot, found) ? 1 : 0;
            }
        }
        replies.array(2);
        replies.bulk(Long.toString(next(home)));
        replies.array(keys);
        replies.raw(found.bytes(), 0, found.size());
    }

    private long next(long home) {
        if (home < entries.homes()) {
            return home * partitions + partition;
        }
        return partition + 1 == partitions ? 0 : partition + 1L;
    }

    private boolean key(int slot, Replies found) {
        var before = found.size();
        var at = found.bulk(entries.keyLength(slot));
        entries.readKey(slot, found.bytes(), at);
        if (wantsStrings && pattern.matches(found.bytes(), at, entries.keyLength(slot))) {
            return true;
        }
        found.backTo(before);
        return false;
    }
}
