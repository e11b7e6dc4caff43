package multikernel.metrics;

/** What one dispatcher counts for itself: words that its core's thread alone writes and the sampler reads. */
public sealed interface DispatcherTally permits RequestTally, PartitionTally, LinkTally {

    /** Any thread: nothing more is counted here, though the dispatcher lives. */
    boolean isOver();
}
