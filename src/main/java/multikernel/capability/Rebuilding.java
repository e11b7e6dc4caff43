package multikernel.capability;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts an estate together again from the copies that are left, after its owner was lost with the lineage.
 *
 * <p>Two objects of an estate that are memory have bytes in common only if one was made from the other, in one step or
 * several: the longer one is the ancestor, or of two with the same bytes the one of the lower generation. So neither
 * the objects between them nor the parents that the copies still name need be left. Only a dispatcher that has
 * endpoints is made again as a ghost; its base is that of the endpoint, rounded down to what dispatchers are made in.
 */
public final class Rebuilding {

    private static final Comparator<Estate.Kin> ORDER = (left, right) -> {
        boolean sameBytes = left.object().base() == right.object().base()
                && left.object().bytes() == right.object().bytes();
        int order = sameBytes ? Integer.compare(left.generation(), right.generation()) : 0;
        return order != 0 ? order : Node.compare(left.object(), right.object());
    };

    private final Map<ObjectId, Estate.Kin> copies = new LinkedHashMap<>();

    private Rebuilding() {}

    /**
     * The estate of this root, which becomes a ghost if no copy of it is left.
     *
     * @param reports what each live core holds of the estate, in any order, the same object from several cores too
     */
    public static Estate estate(Described root, Collection<Estate.Kin> reports) {
        var rebuilding = new Rebuilding();
        rebuilding.add(new Estate.Kin(root, root.id(), 0, List.of()));
        reports.forEach(rebuilding::add);
        return rebuilding.estate();
    }

    private void add(Estate.Kin report) {
        copies.merge(report.object().id(), report, Rebuilding::together);
    }

    private static Estate.Kin together(Estate.Kin left, Estate.Kin right) {
        var spread = new Spread();
        spread.add(left.sharers());
        spread.add(right.sharers());
        return new Estate.Kin(left.object(), left.parent(), left.generation(), spread.cores());
    }

    private Estate estate() {
        for (var kin : List.copyOf(copies.values())) {
            if (kin.object().type() == CapabilityType.ENDPOINT) {
                copies.computeIfAbsent(kin.parent(), id -> dispatcherOf(id, kin));
            }
        }
        var ordered = new ArrayList<>(copies.values());
        ordered.sort(ORDER);
        var kin = new ArrayList<Estate.Kin>(ordered.size());
        var above = new ArrayDeque<Estate.Kin>();
        for (var each : ordered) {
            while (!above.isEmpty() && !isAncestor(above.getLast(), each)) {
                above.removeLast();
            }
            var parent = above.isEmpty() ? each : above.getLast();
            kin.add(new Estate.Kin(each.object(), parent.object().id(), each.generation(), each.sharers()));
            above.addLast(each);
        }
        return new Estate(kin);
    }

    private static boolean isAncestor(Estate.Kin above, Estate.Kin below) {
        return above.object().type().isMemory() && above.object().contains(below.object());
    }

    private static Estate.Kin dispatcherOf(ObjectId id, Estate.Kin endpoint) {
        long bytes = CapabilityType.DISPATCHER.granularityBytes();
        var object =
                new Described(id, CapabilityType.DISPATCHER, endpoint.object().base() & -bytes, bytes);
        return new Estate.Kin(object, id, endpoint.generation() - 1, List.of());
    }
}
