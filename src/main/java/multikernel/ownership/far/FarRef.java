package multikernel.ownership.far;

import multikernel.base.NodeMember;

/** A capability that this node holds and another is home of, for this node's own use. */
public record FarRef(NodeMember home, long number) implements Comparable<FarRef> {

    @Override
    public int compareTo(FarRef other) {
        int byHome = home.compareTo(other.home);
        return byHome != 0 ? byHome : Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return home + "/" + number;
    }
}
