package multikernel.capability;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The roots of a {@link Lineage}: memory by address, never two that overlap, and the rest by id. */
final class Roots {

    private final TreeMap<Long, Node> byBase = new TreeMap<>();
    private final TreeMap<ObjectId, Node> others = new TreeMap<>();

    void add(Node root) {
        var object = root.object;
        if (!object.type().isMemory()) {
            others.put(object.id(), root);
            return;
        }
        if (firstOverlapping(object.base(), object.end()) != null) {
            throw new IllegalStateException("another estate has bytes of " + object);
        }
        byBase.put(object.base(), root);
    }

    void remove(Node root) {
        if (root.object.type().isMemory()) {
            byBase.remove(root.object.base());
        } else {
            others.remove(root.object.id());
        }
    }

    void visit(Consumer<Node> visitor) {
        for (var root : byBase.values()) {
            root.visit(visitor);
        }
        for (var root : others.values()) {
            root.visit(visitor);
        }
    }

    List<Described> all() {
        var all = new ArrayList<Described>(byBase.size() + others.size());
        byBase.values().forEach(root -> all.add(root.object));
        others.values().forEach(root -> all.add(root.object));
        return all;
    }

    /** The shortest that has all these bytes, of equally long ones the last in order. */
    @Nullable
    Node surrounding(long base, long end) {
        Node surrounding = null;
        var inside = firstOverlapping(base, end);
        while (inside != null && inside.object.base() <= base && inside.object.end() >= end) {
            surrounding = inside;
            inside = inside.firstOverlapping(base, end);
        }
        return surrounding;
    }

    Found find(long base, long end) {
        var surrounding = surrounding(base, end);
        var first = surrounding == null ? firstOverlapping(base, end) : surrounding.firstOverlapping(base, end);
        if (first == null) {
            return surrounding == null ? Found.NOTHING : found(Found.Overlap.SURROUNDING, surrounding);
        }
        if (first.object.base() < base) {
            return found(Found.Overlap.PARTIAL, first);
        }
        var last = surrounding == null ? lastOverlapping(base, end) : surrounding.lastOverlapping(base, end);
        if (last != null && last.object.end() > end) {
            return found(Found.Overlap.PARTIAL, last);
        }
        return found(Found.Overlap.INNER, first);
    }

    private @Nullable Node firstOverlapping(long base, long end) {
        var before = byBase.floorEntry(base);
        if (before != null && before.getValue().object.end() > base) {
            return before.getValue();
        }
        var after = byBase.higherEntry(base);
        return after != null && after.getKey() < end ? after.getValue() : null;
    }

    private @Nullable Node lastOverlapping(long base, long end) {
        var last = byBase.lowerEntry(end);
        return last != null && last.getValue().object.end() > base ? last.getValue() : null;
    }

    private static Found found(Found.Overlap overlap, Node node) {
        return new Found(overlap, Optional.of(node.object));
    }
}
