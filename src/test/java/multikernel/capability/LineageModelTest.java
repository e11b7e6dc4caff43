package multikernel.capability;

import static multikernel.capability.LineageWorld.OPERATIONS;
import static multikernel.capability.LineageWorld.PAGE;
import static multikernel.capability.LineageWorld.PAGES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import multikernel.base.CoreId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A lineage answers every query as its model does, after whatever was done to it. */
class LineageModelTest {

    @Property(tries = 400)
    void shouldAnswerEveryQueryAsItsModelDoes(
            @ForAll @Size(max = 60) List<@IntRange(max = OPERATIONS) Integer> operations) {
        var world = new LineageWorld();
        for (int operation : operations) {
            world.on(operation);
            assertEquals(world.model.kin(), world.lineage.kin());
        }
        assertEquals(world.model.roots(), world.lineage.roots());
        assertEquals(world.model.objects().size(), world.lineage.size());
        for (var object : world.model.objects()) {
            agree(world.model, world.lineage, object);
        }
    }

    @Property(tries = 200)
    void shouldFindWhatLiesAtARangeAsItsModelDoes(
            @ForAll @Size(max = 60) List<@IntRange(max = OPERATIONS) Integer> operations,
            @ForAll @Size(min = 20, max = 20) List<@IntRange(max = OPERATIONS) Integer> ranges) {
        var world = new LineageWorld();
        operations.forEach(world::on);
        for (int range : ranges) {
            long unit = PAGE / 4;
            long base = range % (PAGES * 4) * unit - range % 3 % 2;
            long bytes = Math.max(1, range / (PAGES * 4) % 64 * unit + range % 5 % 2);
            var clipped = Math.max(0, base);
            assertEquals(world.model.find(clipped, bytes), world.lineage.find(clipped, bytes));
            var at = world.model.find(clipped, 1).object();
            assertEquals(at, world.lineage.at(clipped));
        }
    }

    /** I2: a child lies inside its parent and may be made of it, and siblings that are memory never overlap. */
    @Property(tries = 200)
    void shouldKeepEveryChildInItsParentAndSiblingsApart(
            @ForAll @Size(max = 80) List<@IntRange(max = OPERATIONS) Integer> operations) {
        var world = new LineageWorld();
        operations.forEach(world::on);
        for (var kin : world.lineage.kin()) {
            var object = kin.object();
            var memory = new ArrayList<Described>();
            for (var child : world.lineage.children(object.id())) {
                assertTrue(object.contains(child), child + " in " + object);
                assertTrue(child.type().descendsFrom(object.type()), child + " of " + object);
                for (var sibling : memory) {
                    assertFalse(sibling.overlaps(child.base(), child.bytes()), child + " and " + sibling);
                }
                if (child.type().isMemory()) {
                    memory.add(child);
                }
            }
        }
    }

    /** I6: every byte of the region is in the pool or in one estate; once all copies are gone, all is in the pool. */
    @Property(tries = 200)
    void shouldAccountForEveryByteOfTheRegion(
            @ForAll @Size(max = 80) List<@IntRange(max = OPERATIONS) Integer> operations) {
        var world = new LineageWorld();
        for (int operation : operations) {
            world.on(operation);
            var all = new Pool();
            world.pool.ranges().forEach(range -> all.give(range.base(), range.bytes()));
            for (var root : world.lineage.roots()) {
                if (root.type().isMemory()) {
                    all.give(root.base(), root.bytes());
                }
            }
            assertEquals(List.of(new Range(0, PAGES * PAGE)), all.ranges());
        }
        for (int core = 0; core < LineageWorld.CORES; core++) {
            world.lose(CoreId.of(core));
        }
        assertEquals(0, world.lineage.size());
        assertEquals(List.of(new Range(0, PAGES * PAGE)), world.pool.ranges());
    }

    @Property(tries = 200)
    void shouldBeTheSameInAnotherLineageAfterItsEstatesHaveMovedThere(
            @ForAll @Size(max = 60) List<@IntRange(max = OPERATIONS) Integer> operations) {
        var world = new LineageWorld();
        operations.forEach(world::on);
        var there = new Lineage();
        for (var root : world.lineage.roots().reversed()) {
            there.insert(world.lineage.extract(root.id()).orElseThrow());
            assertFalse(world.lineage.contains(root.id()));
        }
        assertEquals(world.model.kin(), there.kin());
        assertEquals(0, world.lineage.size());
        assertEquals(List.of(), world.lineage.roots());
        for (var object : world.model.objects()) {
            agree(world.model, there, object);
        }
    }

    /** What each core knows is what it was told with its copy, not what the owner made of it since. */
    @Property(tries = 200)
    void shouldBeRebuiltFromTheCopiesOfTheCoresThatAreLeft(
            @ForAll @Size(max = 60) List<@IntRange(max = OPERATIONS) Integer> operations,
            @ForAll @IntRange(max = LineageWorld.CORES - 1) int owner) {
        var world = new LineageWorld();
        var told = new ArrayList<Estate.Kin>();
        for (int operation : operations) {
            world.on(operation);
            for (var kin : world.lineage.kin()) {
                if (told.stream().noneMatch(each -> each.object().equals(kin.object()))) {
                    told.add(kin);
                }
            }
        }
        world.lose(CoreId.of(owner));
        var rebuilt = new Lineage();
        for (var root : world.lineage.roots()) {
            var reports = new ArrayList<Estate.Kin>();
            for (var kin : told.reversed()) {
                var object = kin.object();
                if (world.lineage.rootOf(object.id()).equals(Optional.of(root))) {
                    world.lineage
                            .sharers(object.id())
                            .forEach(core ->
                                    reports.add(new Estate.Kin(object, kin.parent(), kin.generation(), List.of(core))));
                }
            }
            rebuilt.insert(Rebuilding.estate(root, reports));
        }
        assertEquals(world.lineage.kin(), rebuilt.kin());
    }

    private static void agree(LineageModel model, Lineage lineage, Described object) {
        var id = object.id();
        assertEquals(Optional.of(object), lineage.object(id));
        assertEquals(Optional.of(model.rootOf(id)), lineage.rootOf(id));
        assertEquals(model.ancestors(id), lineage.ancestors(id));
        assertEquals(model.ancestors(id).stream().findFirst(), lineage.parent(id));
        assertEquals(model.children(id), lineage.children(id));
        assertEquals(model.descendants(id), lineage.descendants(id));
        assertEquals(model.sharers(id), lineage.sharers(id));
        assertEquals(model.sharers(id).isEmpty(), lineage.isGhost(id));
        assertEquals(model.spread(id), lineage.spread(id));
    }
}
