package multikernel.network.cluster;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who hears whom, and who is lost by that: who and a majority do not hear each other. What only one says of another is
 * as likely to be about itself, so that nobody is lost by it.
 *
 * @param voters the nodes of whom there has to be a majority, in an order that is the same everywhere; half of them are
 *     one with the first
 * @param others nodes on their way in, who can be lost and have no voice
 * @param deaf of each that has any, those whom it does not hear or who do not hear it
 */
record Hearing<N>(List<N> voters, Set<N> others, Map<N, Set<N>> deaf) {

    /** Nobody, if those who stayed would be no majority. */
    Set<N> lost() {
        var lost = Stream.concat(voters.stream(), others.stream())
                .filter(node -> !isMajority(around(node)))
                .collect(Collectors.toUnmodifiableSet());
        var staying = new HashSet<>(voters);
        staying.removeAll(lost);
        return isMajority(staying) ? lost : Set.of();
    }

    /** Voters who hear it and whom it hears, itself if it is one. */
    private Set<N> around(N node) {
        var around = new HashSet<>(voters);
        around.removeAll(deaf.getOrDefault(node, Set.of()));
        return around;
    }

    private boolean isMajority(Set<N> some) {
        var twice = 2 * some.size();
        return twice > voters.size() || twice == voters.size() && some.contains(voters.getFirst());
    }
}
