package multikernel.base;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who passes a message on to whom, so that one core reaches many.
 *
 * @param children of each inner core, in the order in which it sends to them; a leaf may be absent
 */
public record Tree(CoreId root, Map<CoreId, List<CoreId>> children) {

    public Tree {
        var copy = new TreeMap<CoreId, List<CoreId>>();
        children.forEach((core, below) -> copy.put(core, List.copyOf(below)));
        children = Collections.unmodifiableMap(copy);
    }

    public List<CoreId> childrenOf(CoreId core) {
        return children.getOrDefault(core, List.of());
    }

    /** Empty for the root and for a core that the tree does not reach. */
    public Optional<CoreId> parentOf(CoreId core) {
        return children.entrySet().stream()
                .filter(each -> each.getValue().contains(core))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Every core, each after its parent. */
    public List<CoreId> cores() {
        var cores = new ArrayList<CoreId>(List.of(root));
        for (int next = 0; next < cores.size(); next++) {
            cores.addAll(childrenOf(cores.get(next)));
        }
        return cores;
    }
}
