package multikernel.capability;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import multikernel.base.CoreId;
import org.jspecify.annotations.Nullable;

/**
 * All objects of the estates that one core owns, live or ghost: what was made from what, and which cores hold copies.
 *
 * <p>An object ends with its last copy, and what was made from it is then its parent's. Only where that cannot be it
 * stays on as a <em>ghost</em>, until nothing made from it is left: the root of an estate, for its range goes back as
 * one, and a dispatcher that has endpoints. So nobody can make a lineage grow by what he no longer holds. The order of
 * objects is that of Barrelfish's mapping database: base ascending, the longer first, a parent before its children,
 * then type and id. Queries about an object that is not here find nothing, and taking copies away from it changes
 * nothing; whatever else does not fit throws.
 */
public final class Lineage {

    /** Never iterated. */
    private final Map<ObjectId, Node> nodes = new HashMap<>();

    private final Roots roots = new Roots();

    /** A new estate of one object. */
    public void root(Described object, CoreId holder) {
        found(new Node(object, null, 0, List.of(holder)));
    }

    /** Made from the parent: inside it, and away from what else was made from it unless the type shares. */
    public void derive(ObjectId parent, Described object, CoreId holder) {
        var above = there(parent);
        if (!above.object.type().derives().contains(object.type())) {
            throw new IllegalStateException(object + " cannot be made from " + above.object);
        }
        adopt(above, object, above.generation + 1, List.of(holder));
    }

    /** The core holds a copy from now on; whether that is new. */
    public boolean shared(ObjectId object, CoreId core) {
        return there(object).share(core);
    }

    /** The core holds no copy any more. */
    public Gone dropped(ObjectId object, CoreId core) {
        var node = nodes.get(object);
        if (node == null || !node.unshare(core) || !node.isGhost()) {
            return Gone.NOTHING;
        }
        var gone = new Ending();
        end(node, gone);
        return gone.all();
    }

    /** Nothing that was made from the object is left, and no copy of it but those of this core. */
    public Gone revoked(ObjectId object, CoreId keeper) {
        var node = nodes.get(object);
        if (node == null) {
            return Gone.NOTHING;
        }
        node.shareOnly(keeper);
        if (node.children().isEmpty()) {
            return Gone.NOTHING;
        }
        var gone = new Ending();
        var all = new ArrayList<Node>();
        node.visit(all::add);
        for (int each = all.size() - 1; each > 0; each--) {
            forget(all.get(each), gone);
        }
        node.children().clear();
        return gone.all();
    }

    /** The core holds no copy of anything any more. */
    public Gone lost(CoreId core) {
        var all = new ArrayList<Node>(nodes.size());
        roots.visit(all::add);
        var gone = new Ending();
        for (var node : all.reversed()) {
            if (node.unshare(core) && node.isGhost()) {
                end(node, gone);
            }
        }
        return gone.all();
    }

    /** The whole estate of this root, which is here no more; empty if it is not a root here. */
    public Optional<Estate> extract(ObjectId root) {
        var node = nodes.get(root);
        if (node == null || node.parent() != null) {
            return Optional.empty();
        }
        var kin = new ArrayList<Estate.Kin>();
        node.visit(each -> kin.add(kin(each)));
        node.visit(each -> nodes.remove(each.object.id()));
        roots.remove(node);
        return Optional.of(new Estate(kin));
    }

    /** An estate of which nothing is here yet. */
    public void insert(Estate estate) {
        var first = estate.kin().getFirst();
        found(new Node(first.object(), null, first.generation(), first.sharers()));
        for (var kin : estate.kin().subList(1, estate.kin().size())) {
            adopt(there(kin.parent()), kin.object(), kin.generation(), kin.sharers());
        }
    }

    public boolean contains(ObjectId object) {
        return nodes.containsKey(object);
    }

    public Optional<Described> object(ObjectId object) {
        var node = nodes.get(object);
        return node == null ? Optional.empty() : Optional.of(node.object);
    }

    /** Whether it is here and no core holds a copy. */
    public boolean isGhost(ObjectId object) {
        var node = nodes.get(object);
        return node != null && node.isGhost();
    }

    /** The cores that hold copies of the object, ascending. */
    public List<CoreId> sharers(ObjectId object) {
        var node = nodes.get(object);
        return node == null ? List.of() : node.sharers();
    }

    /** The cores that hold copies of the object or of anything made from it, ascending. */
    public List<CoreId> spread(ObjectId object) {
        var node = nodes.get(object);
        if (node == null || node.children().isEmpty()) {
            return node == null ? List.of() : node.sharers();
        }
        var spread = new Spread();
        node.visit(spread);
        return spread.cores();
    }

    /** The root of the object's estate; a root is its own. */
    public Optional<Described> rootOf(ObjectId object) {
        var node = nodes.get(object);
        return described(node == null ? null : node.root);
    }

    public Optional<Described> parent(ObjectId object) {
        var node = nodes.get(object);
        return described(node == null ? null : node.parent());
    }

    /** From the parent to the root. */
    public List<Described> ancestors(ObjectId object) {
        var node = nodes.get(object);
        var ancestors = new ArrayList<Described>();
        for (var above = node == null ? null : node.parent(); above != null; above = above.parent()) {
            ancestors.add(above.object);
        }
        return ancestors;
    }

    /** In order. */
    public List<Described> children(ObjectId object) {
        var node = nodes.get(object);
        return node == null
                ? List.of()
                : node.children().stream().map(each -> each.object).toList();
    }

    /** In order. */
    public List<Described> descendants(ObjectId object) {
        var node = nodes.get(object);
        if (node == null || node.children().isEmpty()) {
            return List.of();
        }
        var descendants = new ArrayList<Described>();
        for (var child : node.children()) {
            child.visit(each -> descendants.add(each.object));
        }
        return descendants;
    }

    /** The first thing made from the object that has one of these bytes; what shares its bytes is none. */
    public Optional<Described> childWithin(ObjectId object, long base, long bytes) {
        var node = nodes.get(object);
        return described(node == null ? null : node.firstOverlapping(base, new Range(base, bytes).end()));
    }

    /** The shortest object that has the byte at this address. */
    public Optional<Described> at(long address) {
        return described(roots.surrounding(address, address + 1));
    }

    /** What lies at a range of addresses. */
    public Found find(long base, long bytes) {
        return roots.find(base, new Range(base, bytes).end());
    }

    /** In order; those that are no memory come last. */
    public List<Described> roots() {
        return roots.all();
    }

    /** What goes along with a copy, so that an estate can be rebuilt from the copies: see {@link Rebuilding}. */
    public Optional<Estate.Kin> kin(ObjectId object) {
        var node = nodes.get(object);
        return node == null ? Optional.empty() : Optional.of(kin(node));
    }

    /** Everything, in order. */
    public List<Estate.Kin> kin() {
        var kin = new ArrayList<Estate.Kin>(nodes.size());
        roots.visit(each -> kin.add(kin(each)));
        return kin;
    }

    /** Objects in all estates. */
    public int size() {
        return nodes.size();
    }

    private Node there(ObjectId object) {
        var node = nodes.get(object);
        if (node == null) {
            throw new IllegalStateException("not in this lineage: " + object);
        }
        return node;
    }

    private void found(Node root) {
        roots.check(root.object);
        enter(root);
        roots.add(root);
    }

    private void enter(Node node) {
        if (nodes.putIfAbsent(node.object.id(), node) != null) {
            throw new IllegalStateException("already in this lineage: " + node.object);
        }
    }

    private void adopt(Node parent, Described object, int generation, List<CoreId> sharers) {
        if (!parent.object.contains(object)
                || !object.type().descendsFrom(parent.object.type())
                || object.type().isMemory() && parent.firstOverlapping(object.base(), object.end()) != null) {
            throw new IllegalStateException(object + " does not fit into " + parent.object);
        }
        var child = new Node(object, parent, generation, sharers);
        enter(child);
        parent.adopt(child);
    }

    /** The node has no copies; where it does not become a ghost, perhaps its parent need not be one any longer. */
    private void end(Node ended, Ending gone) {
        var parent = ended.parent();
        if (!ended.children().isEmpty()) {
            if (parent != null && ended.children().getFirst().object.type().isMemory()) {
                forget(ended, gone);
                parent.adoptChildrenOf(ended);
            }
            return;
        }
        forget(ended, gone);
        if (parent == null) {
            roots.remove(ended);
            gone.root(ended.object);
            return;
        }
        parent.abandon(ended);
        if (parent.isGhost() && parent.children().isEmpty()) {
            end(parent, gone);
        }
    }

    private void forget(Node node, Ending gone) {
        nodes.remove(node.object.id());
        gone.object(node.object);
    }

    private static Estate.Kin kin(Node node) {
        var parent = node.parent();
        var above = parent == null ? node.object.id() : parent.object.id();
        return new Estate.Kin(node.object, above, node.generation, node.sharers());
    }

    private static Optional<Described> described(@Nullable Node node) {
        return node == null ? Optional.empty() : Optional.of(node.object);
    }
}
