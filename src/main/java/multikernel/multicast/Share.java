package multikernel.multicast;

import java.util.List;
import multikernel.base.GroupPlace;

/**
 * What a member handed in for a round, or what has become of what several did.
 *
 * @param of ascending; one, unless parts were folded
 */
public record Share<P>(List<GroupPlace> of, P part) {

    public Share {
        of = List.copyOf(of);
    }
}
