package multikernel.capability;

import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Stand-in until branch capability has one. */
public final class Table {
    private final TreeMap<Address, Capability> slots = new TreeMap<>();
    private final TreeSet<Address> free = new TreeSet<>();
    private int leaves;

    public Table() {
        addLeaf();
    }

    public Optional<Address> reserve() {
        return Optional.ofNullable(free.pollFirst());
    }

    public void release(Address at) {
        free.add(at);
    }

    public void put(Address at, Capability capability) {
        slots.put(at, capability);
    }

    public void remove(Address at) {
        if (slots.remove(at) != null) {
            free.add(at);
        }
    }

    public Optional<Capability> at(Address at) {
        return Optional.ofNullable(slots.get(at));
    }

    public SortedMap<Address, Capability> entries() {
        return slots;
    }

    public int addLeaf() {
        for (int slot = 0; slot < Address.SLOTS; slot++) {
            free.add(new Address(leaves, slot));
        }
        return leaves++;
    }

    public void removeLeaf(int index) {
        free.removeIf(at -> at.index() == index);
        slots.keySet().removeIf(at -> at.index() == index);
    }
}
