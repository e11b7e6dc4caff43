package multikernel.monitor;

import multikernel.base.NodeMember;

/**
 * What the cluster says of one of its nodes.
 *
 * @param seat what no two processes share: address and random number
 * @param upNumber from 1, in the order in which the cluster's leader took nodes in; without meaning before
 * @param heard whether every member hears it
 */
public record NodeSighting(Seat seat, NodeMember node, int cores, Phase phase, int upNumber, boolean heard) {

    /** Where a process sits in the cluster. */
    public record Seat(String address, long number) {}

    /** In the order in which a node goes through them; the leader alone moves it out of JOINING, and removes it. */
    public enum Phase {
        JOINING,
        UP,
        LEAVING,
        DOWN,
        REMOVED
    }
}
