package multikernel.bench;

import java.util.HashMap;
import java.util.Objects;
import java.util.concurrent.locks.StampedLock;

/**
 * A map that readers look into without a lock, and again with it if somebody changed it meanwhile. Its keys never
 * change, so that a look that is in vain does no harm.
 */
final class StampedMap implements ReadMostly {

    private final HashMap<Integer, Long> map = new HashMap<>(PagedMap.zeros(ENTRIES));
    private final StampedLock lock = new StampedLock();

    @Override
    public long reads(Integer[] keys, int from, int count) {
        long sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += read(keys[i & keys.length - 1]);
        }
        return sum;
    }

    private long read(Integer key) {
        long stamp = lock.tryOptimisticRead();
        var value = map.get(key);
        if (!lock.validate(stamp)) {
            stamp = lock.readLock();
            try {
                value = map.get(key);
            } finally {
                lock.unlockRead(stamp);
            }
        }
        return Objects.requireNonNull(value);
    }

    @Override
    public void put(Integer key, Long value) {
        long stamp = lock.writeLock();
        try {
            map.put(key, value);
        } finally {
            lock.unlockWrite(stamp);
        }
    }
}
