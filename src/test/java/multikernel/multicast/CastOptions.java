package multikernel.multicast;

/**
 * One world.
 *
 * @param cores that may be members
 * @param window of the group
 * @param steps in which faults happen and messages are sent; after them all goes on until nothing is left to do
 * @param faultPercent of a thousand steps in which a core ends or comes back
 * @param slowCores members that take seldom
 */
record CastOptions(
        long seed, Order order, Slow slow, int cores, int window, int steps, int faultPercent, int slowCores) {

    static CastOptions of(long seed, Order order, Slow slow) {
        return new CastOptions(
                seed, order, slow, 3 + (int) (seed % 6), 4 + (int) (seed % 9), 1500, 12, (int) (seed % 2));
    }

    @Override
    public String toString() {
        return "seed " + seed + ", " + order + ", " + slow + ", " + cores + " cores, window " + window;
    }
}
