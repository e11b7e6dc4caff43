package multikernel.bench;

import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The JDK's map for many threads. */
final class ConcurrentMap implements ReadMostly {

    private final ConcurrentHashMap<Integer, Long> map = new ConcurrentHashMap<>(PagedMap.zeros(ENTRIES));

    @Override
    public long reads(Integer[] keys, int from, int count) {
        long sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += Objects.requireNonNull(map.get(keys[i & keys.length - 1]));
        }
        return sum;
    }

    @Override
    public void put(Integer key, Long value) {
        map.put(key, value);
    }
}
