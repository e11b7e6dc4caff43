package multikernel.hardware;

/**
 * What the system says that a thread is doing; for telling a core that is stuck from one that got no CPU.
 *
 * @param cpuNanos the time that it has run, -1 if unknown
 * @param waitNanos the time that it was ready and had no CPU, -1 if unknown
 */
public record ThreadState(Run run, long cpuNanos, long waitNanos) {

    /** Linux calls running and runnable by one letter, and so does this. */
    public enum Run {
        RUNNABLE,
        SLEEPING,
        ENDED,
        UNKNOWN
    }

    /** The fields of {@code stat} after the thread's name, which may itself hold spaces and parentheses. */
    private static final int STATE = 0;

    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    /** The kernel reports 100 ticks a second to programs, whatever its own timer does. */
    private static final long NANOS_PER_TICK = 10_000_000;

    private static final ThreadState UNKNOWN = new ThreadState(Run.UNKNOWN, -1, -1);

    /** The calling thread's number as the system counts, which {@link #read} takes; -1 off Linux. */
    public static long currentTid() {
        return Proc.currentTid().orElse(-1L);
    }

    /** Looks at any thread of this process. */
    public static ThreadState read(long tid) {
        var stat = Proc.ofThread(tid, "stat");
        if (stat.isEmpty()) {
            var gone = tid >= 0 && Proc.currentTid().isPresent();
            return gone ? new ThreadState(Run.ENDED, -1, -1) : UNKNOWN;
        }
        return parse(stat.get(), Proc.ofThread(tid, "schedstat").orElse(""));
    }

    static ThreadState parse(String stat, String schedstat) {
        var fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        var times = schedstat.strip().split(" ", -1);
        if (fields.length <= SYSTEM_TICKS) {
            return UNKNOWN;
        }
        var run = run(fields[STATE]);
        if (times.length >= 2) {
            return new ThreadState(run, Long.parseLong(times[0]), Long.parseLong(times[1]));
        }
        var ticks = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
        return new ThreadState(run, ticks * NANOS_PER_TICK, -1);
    }

    /** Whether the thread was ready at both looks and ran at no time between them. */
    public boolean starvedSince(ThreadState earlier) {
        return run == Run.RUNNABLE && earlier.run == Run.RUNNABLE && cpuNanos >= 0 && cpuNanos == earlier.cpuNanos;
    }

    private static Run run(String letter) {
        return switch (letter) {
            case "R" -> Run.RUNNABLE;
            case "S", "D", "I", "T", "t", "P" -> Run.SLEEPING;
            case "Z", "X", "x" -> Run.ENDED;
            default -> Run.UNKNOWN;
        };
    }
}
