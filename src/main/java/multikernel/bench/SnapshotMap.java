package multikernel.bench;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** An immutable map behind one volatile reference, which a writer replaces if nobody else has meanwhile. */
final class SnapshotMap implements ReadMostly {

    private final AtomicReference<PagedMap> snapshot = new AtomicReference<>(PagedMap.zeros(ENTRIES));

    @Override
    public long reads(Integer[] keys, int from, int count) {
        long sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += Objects.requireNonNull(snapshot.get().get(keys[i & keys.length - 1]));
        }
        return sum;
    }

    @Override
    public void put(Integer key, Long value) {
        var before = snapshot.get();
        while (!snapshot.compareAndSet(before, before.with(key, value))) {
            before = snapshot.get();
        }
    }
}
