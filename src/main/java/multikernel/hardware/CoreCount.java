package multikernel.hardware;

/** How many cores {@code multikernel.cores = auto} means. */
public final class CoreCount {

    /** From here on one CPU is left to the host: Akka's own threads, the collector, the compiler, the system. */
    private static final int FIRST_THAT_SPARES_ONE = 4;

    private CoreCount() {}

    public static int auto(int cpus) {
        return cpus >= FIRST_THAT_SPARES_ONE ? cpus - 1 : Math.max(1, cpus);
    }
}
