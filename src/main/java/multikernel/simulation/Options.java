package multikernel.simulation;

import java.util.SplittableRandom;

/**
 * What a seed makes of a world; printed when it fails.
 *
 * @param pagesOfCore what each core's memory server has at boot, in pages of 4 KiB
 * @param operations that domains ask for while there are faults
 * @param faults crashes, pauses and suspicions
 * @param impatientOneIn of so many requests one has a short deadline and is asked again; 0 for none
 * @param small whether every limit is one to three
 * @param slowOneIn of so many links one is slow; 0 for none
 * @param endures whether a core that is stuck stays so until everything else has come to rest
 * @param thorough whether owners are compared after every event, too
 * @param sparesLast whether the core that is always left is one that has joined
 */
public record Options(
        long seed,
        int cores,
        int pagesOfCore,
        int domains,
        int operations,
        int faults,
        int impatientOneIn,
        boolean small,
        int slowOneIn,
        boolean endures,
        boolean thorough,
        boolean sparesLast) {

    public static final long PAGE_BYTES = 1 << 12;

    static final int CORES_MAX = 16;

    public int pages() {
        return cores * pagesOfCore;
    }

    /** Whether one core first starts some time after the others have begun, and its share of the region with it. */
    boolean startsLate() {
        return seed % 8 == 7;
    }

    public long regionBytes() {
        return pages() * PAGE_BYTES;
    }

    /** Most worlds are small, because most mistakes need few cores; some are not. */
    static Options of(long seed, SplittableRandom random) {
        int cores = 2 + random.nextInt(random.nextInt(4) == 0 ? CORES_MAX - 1 : 3);
        return new Options(
                seed,
                cores,
                8 << random.nextInt(2),
                1 + random.nextInt(3),
                4 + random.nextInt(random.nextInt(4) == 0 ? 60 : 16),
                random.nextInt(3) == 0 ? 0 : random.nextInt(5),
                random.nextInt(3) == 0 ? 3 : 0,
                random.nextInt(8) == 0,
                random.nextInt(4),
                random.nextBoolean(),
                random.nextInt(8) == 0,
                random.nextInt(4) != 0);
    }

    /** Four cores, ten operations: the size by which speed is measured. */
    static Options measured(long seed, SplittableRandom random) {
        return new Options(
                seed, 4, 8, 2, 10, random.nextInt(3), 0, false, random.nextInt(4), random.nextBoolean(), false, true);
    }
}
