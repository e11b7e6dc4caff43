package multikernel.trace;

/**
 * What one start of one core did.
 *
 * @param number of this start among all of its node
 * @param core its index
 * @param words four for each event, in the order in which they were written
 * @param lost events that were written over before anyone had copied them
 */
public record Track(int number, int core, int incarnation, String thread, long[] words, long lost) {}
