package multikernel.capability;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import multikernel.base.CoreId;

/** The union of the sharers of what it is shown, ascending; nothing is copied where one has them all already. */
final class Spread implements Consumer<Node> {

    private List<CoreId> cores = List.of();

    List<CoreId> cores() {
        return cores;
    }

    @Override
    public void accept(Node node) {
        add(node.sharers());
    }

    void add(List<CoreId> more) {
        if (cores.isEmpty()) {
            cores = more;
        } else if (!hasAll(more)) {
            cores = union(cores, more);
        }
    }

    private boolean hasAll(List<CoreId> more) {
        int at = 0;
        for (int each = 0; each < more.size(); each++, at++) {
            var core = more.get(each);
            while (at < cores.size() && cores.get(at).index() < core.index()) {
                at++;
            }
            if (at == cores.size() || cores.get(at).index() != core.index()) {
                return false;
            }
        }
        return true;
    }

    private static List<CoreId> union(List<CoreId> left, List<CoreId> right) {
        var union = new ArrayList<CoreId>(left.size() + right.size());
        int fromLeft = 0;
        int fromRight = 0;
        while (fromLeft < left.size() && fromRight < right.size()) {
            int order = left.get(fromLeft).compareTo(right.get(fromRight));
            union.add(order <= 0 ? left.get(fromLeft) : right.get(fromRight));
            fromLeft += order <= 0 ? 1 : 0;
            fromRight += order >= 0 ? 1 : 0;
        }
        union.addAll(left.subList(fromLeft, left.size()));
        union.addAll(right.subList(fromRight, right.size()));
        return List.copyOf(union);
    }
}
