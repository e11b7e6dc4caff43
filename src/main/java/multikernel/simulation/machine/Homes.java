package multikernel.simulation.machine;

/** The homes of lines, one to each die: each serves one request after another. */
final class Homes {

    private final long[] free;
    private final long requestCycles;

    /** @param requestCycles for one request */
    Homes(int dies, long requestCycles) {
        free = new long[dies];
        this.requestCycles = requestCycles;
    }

    /** @return how long a request that comes at this time waits for those before it */
    long wait(int home, long at) {
        long begins = Math.max(at, free[home]);
        free[home] = begins + requestCycles;
        return begins - at;
    }
}
