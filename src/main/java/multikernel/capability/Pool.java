package multikernel.capability;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Stand-in until branch capability has one. */
public final class Pool {
    public record Free(long base, long bytes) {}

    private final TreeMap<Long, Long> free = new TreeMap<>();

    public OptionalLong take(long bytes) {
        long best = -1;
        for (var e : free.entrySet()) {
            if (e.getValue() >= bytes && (best < 0 || e.getValue() < free.get(best))) {
                best = e.getKey();
            }
        }
        if (best < 0) {
            return OptionalLong.empty();
        }
        long size = free.remove(best);
        if (size > bytes) {
            free.put(best + bytes, size - bytes);
        }
        return OptionalLong.of(best);
    }

    public void give(long base, long bytes) {
        var floor = free.floorEntry(base);
        var next = free.ceilingEntry(base);
        if (floor != null && floor.getKey() + floor.getValue() > base || next != null && base + bytes > next.getKey()) {
            throw new IllegalStateException("free already: " + base + " " + bytes);
        }
        if (floor != null && floor.getKey() + floor.getValue() == base) {
            base = floor.getKey();
            bytes += floor.getValue();
        }
        if (next != null && base + bytes == next.getKey()) {
            bytes += free.remove(next.getKey());
        }
        free.put(base, bytes);
    }

    public long available() {
        return free.values().stream().mapToLong(Long::longValue).sum();
    }

    public List<Free> free() {
        var all = new ArrayList<Free>();
        free.forEach((base, bytes) -> all.add(new Free(base, bytes)));
        return all;
    }
}
