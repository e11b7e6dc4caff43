package multikernel.runtime;

import java.util.concurrent.CompletionStage;

/**
 * Where each partition of a domain should be owned, agreed upon by all nodes: a hint. While nodes are lost or cut off
 * it may name two or nobody; what gives the right is the promise of a majority of the partition's group.
 */
public interface Election {

    /**
     * From now on partitions of the domain may be given to this node, in proportion to its cores. Every node stands:
     * until most do, and the one that has been up longest, nobody is elected.
     *
     * @param domain lower-case letters, digits and {@code -}, as all domains
     * @param partitions from 1, the same on every node
     * @throws IllegalArgumentException for fewer
     */
    Standing stand(String domain, int partitions, Candidate candidate);

    /**
     * Who is told, by one call at a time on a thread of the host, so that none may block. For each partition the two
     * calls alternate.
     */
    interface Candidate {

        void elected(int partition);

        /**
         * Another node will be elected once this one is done, or once the limit of a hand-off is over; at once where it
         * was taken away without asking.
         *
         * @param done to be called once it has let go, from any thread
         */
        void resigned(int partition, Runnable done);
    }

    /** While this node may be elected. */
    interface Standing extends AutoCloseable {

        /** Hands off what it has and is given nothing more; returns at once, and does nothing when called again. */
        @Override
        void close();

        /**
         * Done once it was closed and has nothing left, so that the domain can be stood for again.
         *
         * @return fails with {@link IllegalStateException} where the domain was stood for already
         */
        CompletionStage<Void> over();
    }
}
