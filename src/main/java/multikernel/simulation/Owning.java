package multikernel.simulation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import multikernel.base.CoreId;
import multikernel.base.Tree;
import multikernel.capability.Range;
import multikernel.ownership.ObjectReading;
import multikernel.ownership.Ownership;
import multikernel.ownership.OwnershipEffect;
import multikernel.ownership.OwnershipEvent;
import multikernel.ownership.OwnershipLimits;
import multikernel.ownership.SlotReading;
import multikernel.ownership.TreeShape;

/** The real thing: one core's {@link Ownership}. */
public final class Owning implements Subject {

    private static final OwnershipLimits SMALL = new OwnershipLimits(2, 2, 8, 4, 1, 1_000_000_000L);

    private final Ownership ownership;
    private long changes;

    private Owning(Ownership ownership) {
        this.ownership = ownership;
    }

    public static Subject make(CoreId core, int incarnation, Options options) {
        return new Owning(new Ownership(
                core,
                incarnation,
                options.cores(),
                options.regionBytes(),
                options.small() ? SMALL : OwnershipLimits.DEFAULT,
                shape(options)));
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

    @Override
    public List<OwnershipEffect> on(OwnershipEvent event, long nowNanos) {
        return ownership.on(event, nowNanos);
    }

    @Override
    public long changes() {
        return ++changes;
    }

    @Override
    public List<SlotReading> slots() {
        return ownership.slots();
    }

    @Override
    public List<ObjectReading> objects() {
        return ownership.objects();
    }

    @Override
    public List<Range> free() {
        return ownership.free();
    }

    @Override
    public List<Range> given() {
        return ownership.given();
    }

    @Override
    public int pending() {
        return ownership.pending();
    }
}
