package multikernel.multicast;

import java.util.List;
import java.util.stream.Stream;
import multikernel.base.CoreId;

/**
 * What came of a round, the same for everyone who goes on: each member that took part is in it once.
 *
 * @param round from 1, without gaps
 * @param shares by the lowest core of each; several, unless parts are folded by whoever passes them on
 * @param missing who was waited for and ended before the round was over, or was not there in time; ascending
 */
public record Outcome<P>(long round, List<Share<P>> shares, List<CoreId> missing) {

    public Outcome {
        shares = List.copyOf(shares);
        missing = List.copyOf(missing);
    }

    /** Of a member that comes when the round is over: what the others handed in is no longer known to it. */
    static <P> Outcome<P> late(long round, CoreId by) {
        return new Outcome<>(round, List.of(), List.of(by));
    }

    /** Whose parts are in it, ascending. */
    public List<CoreId> present() {
        return cores(shares).sorted().toList();
    }

    static <P> Stream<CoreId> cores(List<Share<P>> shares) {
        return shares.stream().flatMap(share -> share.of().stream());
    }
}
