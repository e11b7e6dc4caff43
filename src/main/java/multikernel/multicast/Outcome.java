package multikernel.multicast;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import multikernel.base.GroupPlace;

/**
 * What came of a round, the same for everyone who goes on: each member that took part is in it once.
 *
 * @param round from 1, without gaps
 * @param shares by the lowest place of each; several, unless parts are folded by whoever passes them on
 * @param missing who was waited for and ended before the round was over, or was not there in time; ascending
 */
public record Outcome<P>(long round, List<Share<P>> shares, List<GroupPlace> missing) {

    public Outcome {
        shares = List.copyOf(shares);
        missing = List.copyOf(missing);
    }

    /** Of a member that comes when the round is over: what the others handed in is no longer known to it. */
    static <P> Outcome<P> late(long round) {
        return new Outcome<>(round, List.of(), List.of());
    }

    /** @param lacking who is missing, unless a later start of its core took part */
    static <P> Outcome<P> of(long round, List<Share<P>> shares, Set<GroupPlace> lacking) {
        var missing = new TreeSet<>(lacking);
        places(shares).forEach(missing::remove);
        var sorted = shares.stream()
                .sorted(Comparator.comparing(share -> share.of().getFirst()))
                .toList();
        return new Outcome<>(round, sorted, List.copyOf(missing));
    }

    /** Whose parts are in it, ascending. */
    public List<GroupPlace> present() {
        return places(shares).sorted().toList();
    }

    static <P> Stream<GroupPlace> places(List<Share<P>> shares) {
        return shares.stream().flatMap(share -> share.of().stream());
    }
}
