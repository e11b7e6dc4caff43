package multikernel.simulation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import multikernel.base.CoreId;
import multikernel.base.Tree;
import multikernel.ownership.Ownership;
import multikernel.ownership.OwnershipLimits;
import multikernel.ownership.TreeShape;

/** What a {@link World} makes one incarnation of a core with; the first ones have the region between them. */
final class Owning {

    private static final OwnershipLimits SMALL = new OwnershipLimits(2, 2, 8, 4, 1, 1_000_000_000L);

    private Owning() {}

    static Ownership make(CoreId core, int incarnation, Options options) {
        return new Ownership(
                core,
                incarnation,
                options.cores(),
                options.regionBytes(),
                options.small() ? SMALL : OwnershipLimits.DEFAULT,
                shape(options));
    }

    private static TreeShape shape(Options options) {
        return options.seed() % 2 == 0 ? Owning::star : Owning::chain;
    }

    private static Tree star(CoreId root, List<CoreId> cores) {
        return new Tree(root, Map.of(root, cores));
    }

    /** The deepest tree: each core tells the next one. */
    private static Tree chain(CoreId root, List<CoreId> cores) {
        var children = new TreeMap<CoreId, List<CoreId>>();
        var before = root;
        for (var core : cores) {
            children.put(before, List.of(core));
            before = core;
        }
        return new Tree(root, children);
    }
}
