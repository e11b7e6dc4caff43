package multikernel.capability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The capabilities of one domain on one core, at addresses of two levels: leaves of 256 slots, the first of them given.
 * A slot is free, reserved for something that is under way, or holds a capability.
 */
public final class Table {

    /** A capability of the table and where it lies. */
    public record Entry(Address address, Capability capability) {}

    private @Nullable Leaf[] leaves = {new Leaf(null)};

    /** Which leaf lies in which object; never iterated. */
    private final Map<ObjectId, Integer> leafOf = new HashMap<>();

    /** No leaf below it has a free slot. */
    private int firstFree;

    /** No index below it but that of a leaf. */
    private int firstAbsent = 1;

    private int freeSlots = Address.SLOTS;
    private int size;

    /** The lowest free slot, kept for one {@link #put} or {@link #release}; empty if the table is full. */
    public Optional<Address> reserve() {
        for (; firstFree < leaves.length; firstFree++) {
            var leaf = leaves[firstFree];
            if (leaf != null && !leaf.isFull()) {
                freeSlots--;
                return Optional.of(new Address(firstFree, leaf.reserve()));
            }
        }
        return Optional.empty();
    }

    /** So many free slots, ascending, or none of them: empty if there are not enough. */
    public Optional<List<Address>> reserve(int count) {
        if (count > freeSlots) {
            return Optional.empty();
        }
        var reserved = new ArrayList<Address>(count);
        for (int each = 0; each < count; each++) {
            reserved.add(reserve().orElseThrow());
        }
        return Optional.of(reserved);
    }

    /** A reserved slot is free again. */
    public void release(Address address) {
        free(reserved(address), address);
    }

    /** Into a reserved slot. */
    public void put(Address address, Capability capability) {
        reserved(address).put(address.slot(), capability);
        size++;
    }

    /** What lay there; the slot is free. */
    public Capability remove(Address address) {
        var leaf = leafAt(address);
        var capability = leaf == null ? null : leaf.at(address.slot());
        if (leaf == null || capability == null) {
            throw new IllegalStateException("nothing lies at " + address);
        }
        free(leaf, address);
        size--;
        return capability;
    }

    /** Empty where the slot is free or reserved, and where there is none. */
    public Optional<Capability> at(Address address) {
        var leaf = leafAt(address);
        return leaf == null ? Optional.empty() : Optional.ofNullable(leaf.at(address.slot()));
    }

    /** Every capability, ascending by address. */
    public void forEach(BiConsumer<Address, Capability> visitor) {
        for (int index = 0; index < leaves.length; index++) {
            var leaf = leaves[index];
            if (leaf != null) {
                leaf.forEach(index, visitor);
            }
        }
    }

    /** Every capability, ascending by address; later changes do not show in it. */
    public List<Entry> entries() {
        var entries = new ArrayList<Entry>(size);
        forEach((address, capability) -> entries.add(new Entry(address, capability)));
        return entries;
    }

    /** Capabilities in the table. */
    public int size() {
        return size;
    }

    /** One leaf more, in this object of type TABLE: its index, the lowest that no leaf has. */
    public OptionalInt addLeaf(ObjectId object) {
        int index = firstAbsent;
        while (index < leaves.length && leaves[index] != null) {
            index++;
        }
        firstAbsent = index;
        if (index == Address.LEAVES_MAX) {
            return OptionalInt.empty();
        }
        if (leafOf.putIfAbsent(object, index) != null) {
            throw new IllegalStateException("a leaf already: " + object);
        }
        if (index == leaves.length) {
            leaves = Arrays.copyOf(leaves, Math.min(Address.LEAVES_MAX, 2 * leaves.length));
        }
        leaves[index] = new Leaf(object);
        firstFree = Math.min(firstFree, index);
        freeSlots += Address.SLOTS;
        return OptionalInt.of(index);
    }

    /** The leaf that lies in this object, if it is one of this table's. */
    public OptionalInt leafOf(ObjectId object) {
        var index = leafOf.get(object);
        return index == null ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /** Slots of the leaf that are reserved or hold a capability. */
    public int takenInLeaf(int index) {
        var leaf = index < leaves.length ? leaves[index] : null;
        return leaf == null ? 0 : leaf.takenCount();
    }

    /** The leaf is empty and not the first. */
    public void removeLeaf(int index) {
        var leaf = index < 1 || index >= leaves.length ? null : leaves[index];
        if (leaf == null || leaf.takenCount() > 0) {
            throw new IllegalStateException("leaf " + index + " is in use or is none");
        }
        leafOf.remove(leaf.object);
        leaves[index] = null;
        firstAbsent = Math.min(firstAbsent, index);
        freeSlots -= Address.SLOTS;
    }

    private void free(Leaf leaf, Address address) {
        leaf.free(address.slot());
        freeSlots++;
        firstFree = Math.min(firstFree, address.index());
    }

    private Leaf reserved(Address address) {
        var leaf = leafAt(address);
        if (leaf == null || !leaf.isTaken(address.slot()) || leaf.at(address.slot()) != null) {
            throw new IllegalStateException("not reserved: " + address);
        }
        return leaf;
    }

    private @Nullable Leaf leafAt(Address address) {
        return address.index() < leaves.length ? leaves[address.index()] : null;
    }
}
