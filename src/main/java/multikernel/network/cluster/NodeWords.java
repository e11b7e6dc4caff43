package multikernel.network.cluster;

import java.util.Map;
import multikernel.base.LinkAddress;

/** Everything that one node's membership may say to another's. */
sealed interface NodeWords extends Membership.Command {

    /** What was before me? Of the process at this address with this number. */
    record WhatWas(String address, long number) implements NodeWords {}

    /** Where I answer links of other nodes. */
    record Answers(LinkAddress links) implements NodeWords {}

    /** For each name that was ever taken in, what its starts and ends add up to. */
    record Past(Map<String, Integer> sums) implements NodeWords {

        public Past {
            sums = Map.copyOf(sums);
        }
    }
}
