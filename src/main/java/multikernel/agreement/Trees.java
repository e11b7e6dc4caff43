package multikernel.agreement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import multikernel.base.CoreId;
import multikernel.base.Tree;

/** The shapes of trees that need no more knowledge of the machine than which package a core is in. */
public final class Trees {

    private Trees() {}

    /** The root sends to each of the others, ascending. */
    public static Tree sequential(CoreId root, Collection<CoreId> cores) {
        var others = others(root, cores);
        return new Tree(root, others.isEmpty() ? Map.of() : Map.of(root, others));
    }

    /** Each core sends to two, those ascending level by level. */
    public static Tree binary(CoreId root, Collection<CoreId> cores) {
        var all = new ArrayList<CoreId>(List.of(root));
        all.addAll(others(root, cores));
        var children = new TreeMap<CoreId, List<CoreId>>();
        for (int at = 0; 2 * at + 1 < all.size(); at++) {
            children.put(all.get(at), all.subList(2 * at + 1, Math.min(2 * at + 3, all.size())));
        }
        return new Tree(root, children);
    }

    /**
     * The root sends to the lowest core of each other package, which sends to its package's others, then to its own.
     */
    public static Tree twoLevel(CoreId root, Collection<CoreId> cores, ToIntFunction<CoreId> packageOf) {
        var packages = new TreeMap<Integer, List<CoreId>>();
        for (var core : others(root, cores)) {
            packages.computeIfAbsent(packageOf.applyAsInt(core), key -> new ArrayList<>())
                    .add(core);
        }
        var own = packages.remove(packageOf.applyAsInt(root));
        var children = new TreeMap<CoreId, List<CoreId>>();
        var first = new ArrayList<CoreId>();
        for (var others : packages.values()) {
            first.add(others.getFirst());
            if (others.size() > 1) {
                children.put(others.getFirst(), others.subList(1, others.size()));
            }
        }
        if (own != null) {
            first.addAll(own);
        }
        if (!first.isEmpty()) {
            children.put(root, first);
        }
        return new Tree(root, children);
    }

    private static List<CoreId> others(CoreId root, Collection<CoreId> cores) {
        var others = new TreeSet<>(cores);
        others.remove(root);
        return List.copyOf(others);
    }
}
