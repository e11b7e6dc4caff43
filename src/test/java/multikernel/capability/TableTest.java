package multikernel.capability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import multikernel.base.CoreId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TableTest {

    private static final ObjectId LEAF = id(1_000);

    @Test
    void shouldGiveTheLowestFreeSlot() {
        var table = new Table();
        var first = table.reserve().orElseThrow();
        var second = table.reserve().orElseThrow();
        assertEquals(new Address(0, 0), first);
        assertEquals(new Address(0, 1), second);
        table.release(first);
        assertEquals(first, table.reserve().orElseThrow());
        table.put(second, frame(1));
        assertEquals(frame(1), table.remove(second));
        assertEquals(second, table.reserve().orElseThrow());
    }

    @Test
    void shouldReserveAllOrNothing() {
        var table = new Table();
        assertEquals(Optional.empty(), table.reserve(Address.SLOTS + 1));
        assertEquals(Address.SLOTS, table.reserve(Address.SLOTS).orElseThrow().size());
        assertEquals(Optional.empty(), table.reserve());
        assertEquals(OptionalInt.of(1), table.addLeaf(LEAF));
        assertEquals(
                List.of(new Address(1, 0), new Address(1, 1)), table.reserve(2).orElseThrow());
    }

    @Test
    void shouldHoldNothingWhereASlotIsFreeOrReservedOrDoesNotExist() {
        var table = new Table();
        var address = table.reserve().orElseThrow();
        assertEquals(Optional.empty(), table.at(address));
        assertEquals(Optional.empty(), table.at(new Address(0, 9)));
        assertEquals(Optional.empty(), table.at(new Address(1, 0)));
        assertEquals(Optional.empty(), table.at(new Address(Address.LEAVES_MAX - 1, 255)));
        assertEquals(List.of(), table.entries());
    }

    @Test
    void shouldFillNoSlotThatIsNotReservedAndEmptyNoneThatHoldsNothing() {
        var table = new Table();
        var address = table.reserve().orElseThrow();
        table.put(address, frame(1));
        var free = new Address(0, 1);
        var noLeaf = new Address(7, 0);
        for (var wrong : List.of(address, free, noLeaf)) {
            assertThrows(IllegalStateException.class, () -> table.put(wrong, frame(2)));
            assertThrows(IllegalStateException.class, () -> table.release(wrong));
        }
        for (var wrong : List.of(free, noLeaf, table.reserve().orElseThrow())) {
            assertThrows(IllegalStateException.class, () -> table.remove(wrong));
        }
        assertEquals(Optional.of(frame(1)), table.at(address));
    }

    @Test
    void shouldRemoveALeafOnlyWhenNothingLiesOrIsReservedInIt() {
        var table = new Table();
        assertEquals(OptionalInt.empty(), table.leafOf(LEAF));
        int leaf = table.addLeaf(LEAF).orElseThrow();
        assertEquals(OptionalInt.of(leaf), table.leafOf(LEAF));
        table.reserve(Address.SLOTS);
        var inLeaf = table.reserve().orElseThrow();
        assertEquals(new Address(leaf, 0), inLeaf);
        assertEquals(1, table.takenInLeaf(leaf));
        assertThrows(IllegalStateException.class, () -> table.removeLeaf(leaf));
        table.release(inLeaf);
        table.removeLeaf(leaf);
        assertEquals(OptionalInt.empty(), table.leafOf(LEAF));
        assertEquals(Optional.empty(), table.reserve());
        assertThrows(IllegalStateException.class, () -> table.removeLeaf(0));
        assertThrows(IllegalStateException.class, () -> table.removeLeaf(leaf), "it is there no more");
    }

    @Test
    void shouldGiveALeafTheLowestIndexThatIsFree() {
        var table = new Table();
        for (int leaf = 1; leaf <= 5; leaf++) {
            assertEquals(OptionalInt.of(leaf), table.addLeaf(id(leaf)));
        }
        table.removeLeaf(2);
        assertEquals(OptionalInt.of(2), table.addLeaf(LEAF));
        assertEquals(OptionalInt.of(2), table.leafOf(LEAF));
        assertEquals(OptionalInt.of(6), table.addLeaf(id(6)));
    }

    @Test
    void shouldUseEachNewLeafAtOnce() {
        var table = new Table();
        for (int leaf = 1; leaf <= 8; leaf++) {
            assertEquals(
                    Address.SLOTS, table.reserve(Address.SLOTS).orElseThrow().size());
            assertEquals(Optional.empty(), table.reserve());
            table.addLeaf(id(leaf));
            assertEquals(Optional.of(new Address(leaf, 0)), table.reserve());
            table.release(new Address(leaf, 0));
        }
    }

    /** An operation is a number: which object, which address of those there are, and what to do. */
    @Property(tries = 300)
    void shouldDoWhatAMapFromAddressesDoes(
            @ForAll @Size(max = 900) List<@IntRange(max = 99_999) Integer> operations,
            @ForAll @IntRange(max = 256) int taken) {
        var world = new World();
        world.reserved.addAll(world.table.reserve(taken).orElseThrow());
        for (int operation : operations) {
            world.on(operation % 10, operation / 10);
        }
        world.agrees();
    }

    /** A table beside a map from addresses, and a set of those that are reserved. */
    private static final class World {

        final Table table = new Table();
        final TreeMap<Address, Capability> model = new TreeMap<>();
        final TreeSet<Address> reserved = new TreeSet<>();

        void on(int kind, int pick) {
            switch (kind) {
                case 0, 1, 2 -> {
                    var free = lowestFree();
                    assertEquals(free, table.reserve());
                    free.ifPresent(reserved::add);
                }
                case 3, 4, 5, 6 ->
                    pick(reserved, pick).ifPresent(address -> {
                        reserved.remove(address);
                        table.put(address, frame(pick % 7));
                        model.put(address, frame(pick % 7));
                    });
                case 7 ->
                    pick(reserved, pick).ifPresent(address -> {
                        reserved.remove(address);
                        table.release(address);
                    });
                case 8 ->
                    pick(model.keySet(), pick)
                            .ifPresent(address -> assertEquals(model.remove(address), table.remove(address)));
                default -> {
                    if (table.leafOf(LEAF).isEmpty()) {
                        table.addLeaf(LEAF);
                    }
                }
            }
        }

        private Optional<Address> lowestFree() {
            int leaves = table.leafOf(LEAF).isPresent() ? 2 : 1;
            for (int bits = 0; bits < leaves * Address.SLOTS; bits++) {
                var address = Address.of(bits);
                if (!model.containsKey(address) && !reserved.contains(address)) {
                    return Optional.of(address);
                }
            }
            return Optional.empty();
        }

        void agrees() {
            var entries = model.entrySet().stream()
                    .map(entry -> new Table.Entry(entry.getKey(), entry.getValue()))
                    .toList();
            assertEquals(entries, table.entries());
            assertEquals(model.size(), table.size());
            assertEquals(model.size() + reserved.size(), table.takenInLeaf(0) + table.takenInLeaf(1));
        }
    }

    private static Optional<Address> pick(Set<Address> addresses, int pick) {
        return addresses.stream().skip(pick % Math.max(1, addresses.size())).findFirst();
    }

    private static Capability frame(int number) {
        return new Capability(new Described(id(number), CapabilityType.FRAME, number * 4096L, 4096), Rights.ALL);
    }

    private static ObjectId id(int number) {
        return new ObjectId(CoreId.of(0), 1, number);
    }
}
