package multikernel.workload.store;

import java.util.Arrays;

/** What writing commands do to the entries of a partition. What has expired is removed by whoever meets it here. */
final class Writes {

    private static final byte[] NOTHING = {};

    private final Entries entries;
    private final Reads reads;
    private final int bulkBytesMax;
    private final SetOptions options = new SetOptions();
    private final byte[] digits = new byte[Decimal.DIGITS_MAX];
    private byte[] scratch = NOTHING;
    private long expired;

    Writes(Entries entries, Reads reads, int bulkBytesMax) {
        this.entries = entries;
        this.reads = reads;
        this.bulkBytesMax = bulkBytesMax;
    }

    long expired() {
        return expired;
    }

    void removeExpired(int slot) {
        entries.remove(slot);
        expired++;
    }

    private int find(Request request, long hash, long nowMillis) {
        var slot = entries.find(hash, request.bytes(), request.segment(), request.at(1), request.length(1));
        if (slot != Entries.NONE && reads.isOver(slot, nowMillis)) {
            removeExpired(slot);
            return Entries.NONE;
        }
        return slot;
    }

    private int find(Request request, long nowMillis) {
        return find(request, KeyHash.of(request, 1), nowMillis);
    }

    void set(Request request, long nowMillis, Replies replies) {
        if (request.count() == 3) {
            setPlain(request, nowMillis, replies);
            return;
        }
        var wrong = options.read(request, nowMillis);
        if (!wrong.isEmpty()) {
            replies.error(wrong);
            return;
        }
        var hash = KeyHash.of(request, 1);
        var slot = find(request, hash, nowMillis);
        var isRefused = slot == Entries.NONE ? options.onlyPresent : options.onlyNew;
        var before = replies.size();
        if (options.answersOld) {
            reads.value(slot, replies);
        } else if (isRefused) {
            replies.nil();
        } else {
            replies.ok();
        }
        var millis = options.keepsTime && slot != Entries.NONE ? entries.expiresAt(slot) : options.expiresAtMillis;
        if (isRefused) {
            return;
        }
        var put = put(request, slot, hash, request.bytes(), request.at(2), request.length(2));
        if (put == Entries.NONE) {
            replies.backTo(before);
            replies.error(Errors.OUT_OF_MEMORY);
        } else if (millis != 0 && millis <= nowMillis) {
            entries.remove(put);
        } else if (millis != 0) {
            entries.expireAt(put, millis);
        }
    }

    void setPlain(Request request, long nowMillis, Replies replies) {
        var hash = KeyHash.of(request, 1);
        var slot = find(request, hash, nowMillis);
        answered(put(request, slot, hash, request.bytes(), request.at(2), request.length(2)), replies);
    }

    private static void answered(int put, Replies replies) {
        if (put == Entries.NONE) {
            replies.error(Errors.OUT_OF_MEMORY);
        } else {
            replies.ok();
        }
    }

    /** The slot of the key now; none if there is no room. */
    private int put(Request request, int slot, long hash, byte[] value, int at, int length) {
        return entries.hasRoom(slot, request.length(1), length)
                ? entries.put(slot, hash, request.bytes(), request.at(1), request.length(1), value, at, length)
                : Entries.NONE;
    }

    void getAndDelete(Request request, long nowMillis, Replies replies) {
        var slot = find(request, nowMillis);
        reads.value(slot, replies);
        if (slot != Entries.NONE) {
            entries.remove(slot);
        }
    }

    void delete(Request request, long nowMillis, Replies replies) {
        var slot = find(request, nowMillis);
        replies.integer(slot == Entries.NONE ? 0 : 1);
        if (slot != Entries.NONE) {
            entries.remove(slot);
        }
    }

    void addGiven(Request request, boolean takesAway, long nowMillis, Replies replies) {
        if (!request.isInteger(2)) {
            replies.error(Errors.NOT_AN_INTEGER);
        } else if (takesAway && request.integer(2) == Long.MIN_VALUE) {
            replies.error(Errors.DECREMENT_OVERFLOW);
        } else {
            add(request, takesAway ? -request.integer(2) : request.integer(2), nowMillis, replies);
        }
    }

    void add(Request request, long more, long nowMillis, Replies replies) {
        var hash = KeyHash.of(request, 1);
        var slot = find(request, hash, nowMillis);
        var value = 0L;
        if (slot != Entries.NONE) {
            var length = entries.valueLength(slot);
            if (length <= digits.length) {
                entries.readValue(slot, digits, 0);
            }
            if (length > digits.length || !Decimal.isInteger(digits, 0, length)) {
                replies.error(Errors.NOT_AN_INTEGER);
                return;
            }
            value = Decimal.integer(digits, 0, length);
        }
        var sum = value + more;
        if (((value ^ sum) & (more ^ sum)) < 0) {
            replies.error(Errors.OVERFLOW);
            return;
        }
        var length = Decimal.digits(sum);
        Decimal.write(digits, 0, length, sum);
        if (putKeepingTime(request, slot, hash, digits, length)) {
            replies.integer(sum);
        } else {
            replies.error(Errors.OUT_OF_MEMORY);
        }
    }

    void append(Request request, long nowMillis, Replies replies) {
        var hash = KeyHash.of(request, 1);
        var slot = find(request, hash, nowMillis);
        var present = slot == Entries.NONE ? 0 : entries.valueLength(slot);
        var length = present + request.length(2);
        if (length > bulkBytesMax) {
            replies.error(Errors.TOO_LONG);
            return;
        }
        if (scratch.length < length) {
            scratch = new byte[length];
        }
        if (present > 0) {
            entries.readValue(slot, scratch, 0);
        }
        System.arraycopy(request.bytes(), request.at(2), scratch, present, request.length(2));
        if (putKeepingTime(request, slot, hash, scratch, length)) {
            replies.integer(length);
        } else {
            replies.error(Errors.OUT_OF_MEMORY);
        }
        scratch = scratch.length > 1 << 16 ? NOTHING : scratch;
    }

    private boolean putKeepingTime(Request request, int slot, long hash, byte[] value, int length) {
        var millis = slot == Entries.NONE ? 0 : entries.expiresAt(slot);
        var put = put(request, slot, hash, value, 0, length);
        if (put != Entries.NONE && millis != 0) {
            entries.expireAt(put, millis);
        }
        return put != Entries.NONE;
    }

    void expire(Command command, Request request, long nowMillis, Replies replies) {
        var unitMillis = command == Command.EXPIRE ? 1000 : 1;
        var wrong = wrongExpire(command, request, unitMillis, nowMillis);
        if (!wrong.isEmpty()) {
            replies.error(wrong);
            return;
        }
        var slot = find(request, nowMillis);
        var at = request.integer(2) * unitMillis + nowMillis;
        if (slot == Entries.NONE || !allows(request, slot, at)) {
            replies.integer(0);
            return;
        }
        if (at <= nowMillis) {
            entries.remove(slot);
        } else {
            entries.expireAt(slot, at);
        }
        replies.integer(1);
    }

    private static String wrongExpire(Command command, Request request, int unitMillis, long nowMillis) {
        var words = new boolean[4];
        for (var word = 3; word < request.count(); word++) {
            var found = condition(request, word);
            if (found < 0) {
                return "ERR Unsupported option " + request.text(word);
            }
            words[found] = true;
        }
        if (words[0] && (words[1] || words[2] || words[3])) {
            return "ERR NX and XX, GT or LT options at the same time are not compatible";
        }
        if (words[2] && words[3]) {
            return "ERR GT and LT options at the same time are not compatible";
        }
        if (!request.isInteger(2)) {
            return Errors.NOT_AN_INTEGER;
        }
        var time = request.integer(2);
        var most = Long.MAX_VALUE / unitMillis;
        if (time > most || time < -most || time * unitMillis > Long.MAX_VALUE - nowMillis) {
            return Errors.invalidExpire(command.word());
        }
        return "";
    }

    private static int condition(Request request, int word) {
        return Arrays.asList("nx", "xx", "gt", "lt").indexOf(request.text(word).toLowerCase(java.util.Locale.ROOT));
    }

    /** A key that does not expire counts as one that expires after all others. */
    private boolean allows(Request request, int slot, long at) {
        var present = entries.expires(slot) ? entries.expiresAt(slot) : Long.MAX_VALUE;
        for (var word = 3; word < request.count(); word++) {
            var isAllowed =
                    switch (condition(request, word)) {
                        case 0 -> !entries.expires(slot);
                        case 1 -> entries.expires(slot);
                        case 2 -> at > present;
                        default -> at < present;
                    };
            if (!isAllowed) {
                return false;
            }
        }
        return true;
    }

    void persist(Request request, long nowMillis, Replies replies) {
        var slot = find(request, nowMillis);
        var expires = slot != Entries.NONE && entries.expires(slot);
        if (expires) {
            entries.expireAt(slot, 0);
        }
        replies.integer(expires ? 1 : 0);
    }
}
