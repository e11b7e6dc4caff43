package multikernel.agreement.group;

/**
 * Names one write for as long as anyone may ask for it again, through whichever owner.
 *
 * @param origin who asks: a number that nobody else uses
 * @param number counts the writes of that origin
 * @param since an index that was committed before the write was first asked for ({@link Group#committed()}): it can
 *     have been done only behind it, so a member that remembers everything behind it knows whether it was
 */
public record Operation(long origin, long number, long since) {}
