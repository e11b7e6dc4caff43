package multikernel.knowledge.tree;

/**
 * One message from one core to another, in the unit of the {@link Costs} that it stands in; none is negative.
 *
 * @param send how long the sender is busy, after which it can send the next
 * @param transfer from then until the receiver could see it; nobody is busy
 * @param receive how long the receiver is busy with fetching it
 */
public record Cost(long send, long transfer, long receive) {

    public Cost {
        if (send < 0 || transfer < 0 || receive < 0) {
            throw new IllegalArgumentException("a cost below zero: " + send + ", " + transfer + ", " + receive);
        }
    }

    /** From the beginning of the sender's work to the end of the receiver's. */
    public long total() {
        return send + transfer + receive;
    }
}
