package multikernel.multicast;

/**
 * One world of rounds.
 *
 * @param cores that may be members, and with which the group begins
 * @param isFolded parts become one on their way
 * @param steps in which faults happen and parts are handed in; after them all goes on until nothing is left to do
 * @param faultPercent of a thousand steps in which a core ends or comes back
 * @param silentCores that hand in nothing
 * @param patience in steps
 * @param isHeld nobody is told before all hold it
 */
record RoundOptions(
        long seed,
        boolean isFolded,
        int cores,
        int steps,
        int faultPercent,
        int silentCores,
        long patience,
        boolean isHeld) {

    private static final long EVER = 1_000_000_000;

    /** Where nobody is waited for too long, and so nobody may be missing that is there. */
    static RoundOptions patient(long seed) {
        return new RoundOptions(seed, seed % 3 != 0, 3 + (int) (seed % 6), 1500, 8, 0, EVER, seed % 2 == 0);
    }

    /** Where one core hands in nothing. */
    static RoundOptions impatient(long seed) {
        return new RoundOptions(seed, seed % 3 != 0, 3 + (int) (seed % 6), 1500, 4, 1, 300, seed % 2 == 0);
    }

    /** Of members on several nodes, each of which goes on though it is lost to the others. */
    static RoundOptions far(long seed) {
        return new RoundOptions(seed, seed % 3 != 0, 0, 3000, 6, 0, EVER, true);
    }

    /** The same where nobody waits for ever. */
    static RoundOptions farImpatient(long seed) {
        return new RoundOptions(seed, seed % 3 != 0, 0, 3000, 6, 0, 300, true);
    }

    boolean isPatient() {
        return patience == EVER;
    }

    @Override
    public String toString() {
        return "seed " + seed + ", " + cores + " cores" + (isPatient() ? "" : ", impatient");
    }
}
