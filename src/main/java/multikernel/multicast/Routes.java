package multikernel.multicast;

import java.util.List;
import multikernel.base.CoreId;
import multikernel.base.Tree;

/** Chooses trees, by what messages cost. */
@FunctionalInterface
public interface Routes {

    /** @param others ascending, without the root */
    Tree over(CoreId root, List<CoreId> others);
}
