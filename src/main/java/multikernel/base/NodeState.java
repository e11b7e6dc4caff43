package multikernel.base;

/** What the cluster says of a node. */
public enum NodeState {
    /** Known to the others, not yet one that anybody counts on. */
    JOINING,
    /** A member of the view. */
    UP,
    /** A member of the view that some other member does not hear: suspected, and not decided for. */
    UNREACHABLE,
    /** It has said that it goes. */
    LEAVING,
    /** The majority has decided that it is gone; it is removed as soon as all that are left know. */
    DOWN,
    /** No member any more; what this incarnation still says is refused. */
    REMOVED;

    /** The name on every wire: JSON, labels, command line. */
    public String word() {
        return Words.of(this);
    }
}
