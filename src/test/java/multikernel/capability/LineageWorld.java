package multikernel.capability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import multikernel.base.Check;
import multikernel.base.CoreId;

/**
 * One owner's lineage and pool beside their models, driven by numbers: each chooses what to do, to what and on behalf
 * of which core.
 */
final class LineageWorld {

    static final long PAGE = Pool.GRANULARITY_BYTES;
    static final int PAGES = 32;
    static final int CORES = 3;
    static final int OPERATIONS = 1_000_000;

    private static final CapabilityType[] TYPES = CapabilityType.values();

    final Lineage lineage = new Lineage();
    final Pool pool = new Pool();
    final LineageModel model = new LineageModel();
    private long number;

    LineageWorld() {
        pool.give(0, PAGES * PAGE);
    }

    void on(int operation) {
        var core = CoreId.of(operation / 10 % CORES);
        int pick = operation / 30;
        var there = lineage.kin();
        int kind = operation % 10;
        if (there.isEmpty() || kind == 0) {
            allocate(core, pick);
            return;
        }
        var kin = there.get(pick % there.size());
        var id = kin.object().id();
        switch (kind) {
            case 1, 2, 3, 4 -> retype(kin, pick / there.size(), core);
            case 5, 6 -> {
                if (!kin.sharers().isEmpty()) {
                    assertEquals(!kin.sharers().contains(core), lineage.shared(id, core));
                    model.shared(id, core);
                }
            }
            case 7, 8 -> {
                var before = model.objects();
                model.dropped(id, core);
                ended(before, lineage.dropped(id, core));
            }
            default -> {
                if (kin.sharers().contains(core)) {
                    var before = model.objects();
                    model.revoked(id, core);
                    ended(before, lineage.revoked(id, core));
                } else if (pick % 4 == 0) {
                    lose(core);
                }
            }
        }
    }

    void lose(CoreId core) {
        var before = model.objects();
        model.lost(core);
        ended(before, lineage.lost(core));
    }

    private void allocate(CoreId core, int pick) {
        if (pick % 7 == 0) {
            var object = new Described(id(core), CapabilityType.CORE, pick % 5, 1);
            lineage.root(object, core);
            model.root(object, core);
            return;
        }
        pool.take((1 + pick % 9) * PAGE).ifPresent(range -> {
            var object = new Described(id(core), CapabilityType.RAM, range.base(), range.bytes());
            lineage.root(object, core);
            model.root(object, core);
        });
    }

    private void retype(Estate.Kin kin, int pick, CoreId core) {
        var source = kin.object();
        var kinds = kin.sharers().isEmpty()
                ? List.<CapabilityType>of()
                : List.of(TYPES).stream()
                        .filter(source.type().derives()::contains)
                        .toList();
        if (kinds.isEmpty()) {
            return;
        }
        var type = kinds.get(pick % kinds.size());
        long unit = type.granularityBytes();
        long bytes = type.isExact() ? unit : (1 + pick / 4 % 4) * unit;
        long offset = pick / 16 % Math.max(1, source.bytes() / unit) * unit;
        int count = 1 + pick / 64 % 3;
        if (pick % 5 == 0 && !type.isExact()) {
            bytes = source.bytes();
            offset = 0;
            count = 1;
        }
        long base = source.base() + offset;
        boolean fits = offset + count * bytes <= source.bytes();
        boolean isFree = type.isShared()
                || model.childWithin(source.id(), base, count * bytes).isEmpty();
        var check = Operations.retype(lineage, source.id(), offset, type, count, bytes);
        assertEquals(fits && isFree, check instanceof Check.Plan, check.toString());
        if (check instanceof Check.Plan<RetypePlan>(var plan)) {
            var objects = plan.objects(core, 1, number + 1);
            number += objects.size();
            plan.apply(lineage, objects, core);
            objects.forEach(object -> model.derive(source.id(), object, core));
        }
    }

    private void ended(List<Described> before, Gone gone) {
        var expected = new ArrayList<>(before);
        expected.removeAll(model.objects());
        assertEquals(new TreeSet<>(ids(expected)), new TreeSet<>(ids(gone.objects())));
        assertEquals(expected.size(), gone.objects().size(), "each ends once");
        var ranges = expected.stream()
                .filter(object -> object.type().isReclaimed())
                .filter(object -> model.rootOf(object.id()).equals(object))
                .map(object -> new Range(object.base(), object.bytes()))
                .toList();
        assertEquals(
                List.copyOf(new TreeSet<>(bases(ranges))),
                bases(gone.free()).stream().sorted().toList());
        gone.free().forEach(range -> pool.give(range.base(), range.bytes()));
    }

    private static List<ObjectId> ids(List<Described> objects) {
        return objects.stream().map(Described::id).toList();
    }

    private static List<Long> bases(List<Range> ranges) {
        return ranges.stream().map(Range::base).toList();
    }

    private ObjectId id(CoreId core) {
        return new ObjectId(core, 1, ++number);
    }
}
