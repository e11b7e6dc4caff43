package multikernel.multicast;

/**
 * What has to come before a message: a message of another member that its sender had been given.
 *
 * @param firstView in which that one was first sent: who joined later does without it
 */
public record Cause(Seat origin, long number, long firstView) {}
