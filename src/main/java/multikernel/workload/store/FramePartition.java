package multikernel.workload.store;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** A partition whose entries lie in one frame. Belongs to one thread. */
final class FramePartition implements Partition {

    /** In front of each entry of a chunk: length of key and of value, and the time at which it expires. */
    private static final int CHUNK_HEAD_BYTES = 16;

    private final int index;
    private final int partitions;
    private final int bulkBytesMax;
    private final Entries entries;
    private Reads reads;
    private Writes writes;
    private long version;

    /**
     * @param index among so many partitions, from 0
     * @param frameBytes of the frame, which is all zeros at first; says which partitions are of the same size
     * @param bulkBytesMax of a key, and of a value
     */
    FramePartition(int index, int partitions, long frameBytes, int bulkBytesMax) {
        this.index = index;
        this.partitions = partitions;
        this.bulkBytesMax = bulkBytesMax;
        entries = new Entries(Geometry.of(frameBytes));
        reads = new Reads(entries);
        writes = new Writes(entries, reads, bulkBytesMax);
    }

    /** The frame; said again whenever it may have been mapped anew, before anything else. */
    FramePartition over(MemorySegment frame) {
        entries.over(frame);
        return this;
    }

    @Override
    public void read(Command command, Request request, long nowMillis, Replies replies) {
        switch (command) {
            case GET, MGET -> reads.get(request, nowMillis, replies);
            case STRLEN -> reads.length(request, nowMillis, replies);
            case EXISTS -> reads.exists(request, nowMillis, replies);
            case TYPE -> reads.type(request, nowMillis, replies);
            case TTL -> reads.timeToLive(request, nowMillis, replies, 1000);
            case PTTL -> reads.timeToLive(request, nowMillis, replies, 1);
            case SCAN -> new Scan(entries, reads, request, index, partitions).run(nowMillis, replies);
            case DBSIZE -> replies.integer(entries.count());
            case INFO -> FigureWords.write(figures(), replies);
            default -> throw new IllegalArgumentException(command + " does not read");
        }
    }

    @Override
    public void write(Command command, Request request, long nowMillis, Replies replies) {
        version++;
        switch (command) {
            case SET -> writes.set(request, nowMillis, replies);
            case MSET -> writes.setPlain(request, nowMillis, replies);
            case GETDEL -> writes.getAndDelete(request, nowMillis, replies);
            case DEL, UNLINK -> writes.delete(request, nowMillis, replies);
            case INCR -> writes.add(request, 1, nowMillis, replies);
            case DECR -> writes.add(request, -1, nowMillis, replies);
            case INCRBY, DECRBY -> writes.addGiven(request, command == Command.DECRBY, nowMillis, replies);
            case APPEND -> writes.append(request, nowMillis, replies);
            case EXPIRE, PEXPIRE -> writes.expire(command, request, nowMillis, replies);
            case PERSIST -> writes.persist(request, nowMillis, replies);
            case FLUSHALL -> {
                entries.clear();
                replies.ok();
            }
            default -> throw new IllegalArgumentException(command + " does not write");
        }
    }

    @Override
    public int sweep(int home, int homes, long nowMillis) {
        version++;
        var end = Math.min(entries.homes(), home + homes);
        for (var each = home; each < end && entries.expiring() > 0; each++) {
            var slot = entries.atHome(each, each);
            while (slot != Entries.NONE) {
                if (reads.isOver(slot, nowMillis)) {
                    writes.removeExpired(slot);
                } else {
                    slot++;
                }
                slot = entries.atHome(each, slot);
            }
        }
        return end == entries.homes() ? 0 : end;
    }

    @Override
    public boolean isAnyOver(int home, int homes, long nowMillis) {
        var end = Math.min(entries.homes(), home + homes);
        for (var each = home; each < end && entries.expiring() > 0; each++) {
            for (var slot = entries.atHome(each, each); slot != Entries.NONE; slot = entries.atHome(each, slot + 1)) {
                if (reads.isOver(slot, nowMillis)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public int homes() {
        return entries.homes();
    }

    @Override
    public void clear() {
        version++;
        entries.clear();
        reads = new Reads(entries);
        writes = new Writes(entries, reads, bulkBytesMax);
    }

    @Override
    public long version() {
        return version;
    }

    @Override
    public long chunk(long cursor, int bytesMax, Replies into) {
        var before = into.size();
        for (var home = (int) cursor; home < entries.homes(); home++) {
            if (into.size() - before >= bytesMax) {
                return home;
            }
            for (var slot = entries.atHome(home, home); slot != Entries.NONE; slot = entries.atHome(home, slot + 1)) {
                chunk(slot, into);
            }
        }
        return 0;
    }

    private void chunk(int slot, Replies into) {
        var key = entries.keyLength(slot);
        var value = entries.valueLength(slot);
        var at = into.reserve(CHUNK_HEAD_BYTES + key + value);
        ByteBuffer.wrap(into.bytes()).putInt(at, key).putInt(at + 4, value).putLong(at + 8, entries.expiresAt(slot));
        entries.readKey(slot, into.bytes(), at + CHUNK_HEAD_BYTES);
        entries.readValue(slot, into.bytes(), at + CHUNK_HEAD_BYTES + key);
    }

    @Override
    public void load(byte[] chunk, int at, int length) {
        version++;
        var buffer = ByteBuffer.wrap(chunk);
        var segment = MemorySegment.ofArray(chunk);
        var end = at + length;
        for (var next = at; next < end; ) {
            var head = end - next < CHUNK_HEAD_BYTES ? -1 : next + CHUNK_HEAD_BYTES;
            var key = head < 0 ? -1 : buffer.getInt(next);
            var value = head < 0 ? -1 : buffer.getInt(next + 4);
            if (key < 0 || value < 0 || (long) key + value > end - head) {
                throw new IllegalArgumentException("no chunk of a partition, at byte " + (next - at));
            }
            var hash = KeyHash.of(chunk, segment, head, key);
            var slot = entries.find(hash, chunk, segment, head, key);
            if (!entries.hasRoom(slot, key, value)) {
                throw new IllegalArgumentException("a chunk of a larger partition");
            }
            entries.expireAt(
                    entries.put(slot, hash, chunk, head, key, chunk, head + key, value), buffer.getLong(next + 8));
            next = head + key + value;
        }
    }

    @Override
    public Figures figures() {
        return new Figures(
                entries.count(),
                entries.expiring(),
                entries.bytesUsed(),
                entries.bytesMax(),
                reads.hits(),
                reads.misses(),
                writes.expired());
    }
}
