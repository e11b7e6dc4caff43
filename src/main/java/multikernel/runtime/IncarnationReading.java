package multikernel.runtime;

import multikernel.base.CoreId;

/**
 * One look at an incarnation, each value read without stopping it.
 *
 * @param turns of its loop, ever; they stand still while it is asleep
 * @param runQueue actors that are ready to run
 * @param population actors that live on it, and tasks that wait there
 * @param nativeThread the system's number of its thread, -1 if unknown
 */
public record IncarnationReading(
        CoreId id,
        int incarnation,
        long turns,
        long busyNanos,
        long idleNanos,
        int runQueue,
        int population,
        boolean asleep,
        boolean fenced,
        boolean ended,
        long nativeThread,
        String threadName) {}
