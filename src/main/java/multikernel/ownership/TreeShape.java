package multikernel.ownership;

import java.util.List;
import multikernel.base.CoreId;
import multikernel.base.Tree;

/** How a core reaches many others. */
@FunctionalInterface
public interface TreeShape {

    /** @param cores to be reached beside the root, ascending */
    Tree over(CoreId root, List<CoreId> cores);
}
