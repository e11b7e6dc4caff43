package multikernel.capability;

import java.util.ArrayList;
import java.util.List;
import multikernel.base.CoreId;

/** A union of lists of cores: one bit for each core of a node. */
final class Spread {

    private final long[] bits = new long[CoreId.MAX / Long.SIZE];
    private int words;

    void add(List<CoreId> cores) {
        for (int each = 0; each < cores.size(); each++) {
            int index = cores.get(each).index();
            bits[index / Long.SIZE] |= 1L << index;
            words = Math.max(words, index / Long.SIZE + 1);
        }
    }

    /** Ascending. */
    List<CoreId> cores() {
        var cores = new ArrayList<CoreId>();
        for (int word = 0; word < words; word++) {
            for (long left = bits[word]; left != 0; left &= left - 1) {
                cores.add(CoreId.of(word * Long.SIZE + Long.numberOfTrailingZeros(left)));
            }
        }
        return cores;
    }
}
