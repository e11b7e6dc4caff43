package multikernel.bench;

import java.util.HashMap;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A map that one may change or many may read, who then write to the lock's line. */
final class LockedMap implements ReadMostly {

    private final HashMap<Integer, Long> map = new HashMap<>(PagedMap.zeros(ENTRIES));
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    @Override
    public long reads(Integer[] keys, int from, int count) {
        long sum = 0;
        for (int i = from; i < from + count; i++) {
            lock.readLock().lock();
            try {
                sum += Objects.requireNonNull(map.get(keys[i & keys.length - 1]));
            } finally {
                lock.readLock().unlock();
            }
        }
        return sum;
    }

    @Override
    public void put(Integer key, Long value) {
        lock.writeLock().lock();
        try {
            map.put(key, value);
        } finally {
            lock.writeLock().unlock();
        }
    }
}
