package multikernel.workload.store;

/** What reading commands find in the entries of a partition; what has expired is not there. */
final class Reads {

    private final Entries entries;
    private long hits;
    private long misses;

    Reads(Entries entries) {
        this.entries = entries;
    }

    long hits() {
        return hits;
    }

    long misses() {
        return misses;
    }

    /** Whether the entry in the slot has expired. */
    boolean isOver(int slot, long nowMillis) {
        return entries.expires(slot) && entries.expiresAt(slot) <= nowMillis;
    }

    /** The slot of the key that is word 1. */
    int find(Request request, long nowMillis) {
        var slot = entries.find(
                KeyHash.of(request, 1), request.bytes(), request.segment(), request.at(1), request.length(1));
        return slot == Entries.NONE || isOver(slot, nowMillis) ? Entries.NONE : slot;
    }

    private int counted(Request request, long nowMillis) {
        var slot = find(request, nowMillis);
        if (slot == Entries.NONE) {
            misses++;
        } else {
            hits++;
        }
        return slot;
    }

    void get(Request request, long nowMillis, Replies replies) {
        value(counted(request, nowMillis), replies);
    }

    /** The value as a reply; nil for no slot. */
    void value(int slot, Replies replies) {
        if (slot == Entries.NONE) {
            replies.nil();
        } else {
            var at = replies.bulk(entries.valueLength(slot));
            entries.readValue(slot, replies.bytes(), at);
        }
    }

    void length(Request request, long nowMillis, Replies replies) {
        var slot = counted(request, nowMillis);
        replies.integer(slot == Entries.NONE ? 0 : entries.valueLength(slot));
    }

    void exists(Request request, long nowMillis, Replies replies) {
        replies.integer(counted(request, nowMillis) == Entries.NONE ? 0 : 1);
    }

    void type(Request request, long nowMillis, Replies replies) {
        replies.simple(counted(request, nowMillis) == Entries.NONE ? "none" : "string");
    }

    /** @param unitMillis of the answer, which is rounded */
    void timeToLive(Request request, long nowMillis, Replies replies, int unitMillis) {
        var slot = counted(request, nowMillis);
        if (slot == Entries.NONE) {
            replies.integer(-2);
        } else if (!entries.expires(slot)) {
            replies.integer(-1);
        } else {
            replies.integer((entries.expiresAt(slot) - nowMillis + unitMillis / 2) / unitMillis);
        }
    }
}
