package multikernel.capability;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import multikernel.base.CoreId;
import org.jspecify.annotations.Nullable;

/**
 * An object in a {@link Lineage}: between its parent and its children, with the cores that hold copies of it.
 *
 * <p>Children that are memory never overlap, so one binary search finds who has an address.
 */
final class Node {

    final Described object;

    /** Ancestors when it was made: of two objects with the same bytes the one with fewer is the ancestor. */
    final int generation;

    final Node root;

    private @Nullable Node parent;

    /** In the lineage's order. */
    private final List<Node> children = new ArrayList<>(0);

    /** Ascending; replaced when it changes, so that whoever was given it may keep it. */
    private List<CoreId> sharers;

    Node(Described object, @Nullable Node parent, int generation, List<CoreId> sharers) {
        this.object = object;
        this.parent = parent;
        this.root = parent == null ? this : parent.root;
        this.generation = generation;
        this.sharers = sharers;
    }

    /** Base ascending, then the longer first, then by type and by id. */
    static int compare(Described left, Described right) {
        int order = Long.compare(left.base(), right.base());
        if (order == 0) {
            order = Long.compare(right.bytes(), left.bytes());
        }
        if (order == 0) {
            order = left.type().compareTo(right.type());
        }
        return order != 0 ? order : left.id().compareTo(right.id());
    }

    @Nullable
    Node parent() {
        return parent;
    }

    List<Node> children() {
        return children;
    }

    List<CoreId> sharers() {
        return sharers;
    }

    boolean isGhost() {
        return sharers.isEmpty();
    }

    void adopt(Node child) {
        int last = children.size() - 1;
        if (last < 0 || compare(children.get(last).object, child.object) < 0) {
            children.add(child);
        } else {
            children.add(-1 - indexOf(child.object), child);
        }
    }

    void abandon(Node child) {
        children.remove(indexOf(child.object));
    }

    /** The children of the child take its place. */
    void adoptChildrenOf(Node child) {
        int at = indexOf(child.object);
        children.remove(at);
        children.addAll(at, child.children);
        for (int each = 0; each < child.children.size(); each++) {
            child.children.get(each).parent = this;
        }
    }

    boolean share(CoreId core) {
        int at = position(core);
        if (at < sharers.size() && sharers.get(at).equals(core)) {
            return false;
        }
        var more = new ArrayList<>(sharers);
        more.add(at, core);
        sharers = List.copyOf(more);
        return true;
    }

    boolean unshare(CoreId core) {
        int at = position(core);
        if (at == sharers.size() || !sharers.get(at).equals(core)) {
            return false;
        }
        if (sharers.size() == 1) {
            sharers = List.of();
        } else {
            var fewer = new ArrayList<>(sharers);
            fewer.remove(at);
            sharers = List.copyOf(fewer);
        }
        return true;
    }

    void shareOnly(CoreId core) {
        sharers = List.of(core);
    }

    /** The first child that is memory and has one of these bytes, or {@code null}. */
    @Nullable
    Node firstOverlapping(long base, long end) {
        int low = 0;
        int high = children.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (children.get(middle).object.end() <= base) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == children.size()) {
            return null;
        }
        var found = children.get(low);
        return found.object.base() < end && found.object.type().isMemory() ? found : null;
    }

    /** The last child that is memory and has one of these bytes, or {@code null}. */
    @Nullable
    Node lastOverlapping(long base, long end) {
        int low = 0;
        int high = children.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (children.get(middle).object.base() < end) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0) {
            return null;
        }
        var found = children.get(low - 1);
        return found.object.end() > base && found.object.type().isMemory() ? found : null;
    }

    /** It and everything below it, each after its parent, siblings in order; as deep as may be. */
    void visit(Consumer<Node> visitor) {
        visitor.accept(this);
        if (children.isEmpty()) {
            return;
        }
        var next = new ArrayDeque<Node>();
        push(next);
        while (!next.isEmpty()) {
            var node = next.pop();
            visitor.accept(node);
            node.push(next);
        }
    }

    private void push(ArrayDeque<Node> next) {
        for (int child = children.size() - 1; child >= 0; child--) {
            next.push(children.get(child));
        }
    }

    private int position(CoreId core) {
        int at = 0;
        while (at < sharers.size() && sharers.get(at).compareTo(core) < 0) {
            at++;
        }
        return at;
    }

    private int indexOf(Described object) {
        int low = 0;
        int high = children.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(children.get(middle).object, object);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1 - low;
    }
}
