package multikernel.multicast;

import multikernel.base.CoreId;
import multikernel.base.NodeMember;

/** A core of one start of a node. */
public record Place(NodeMember node, CoreId core) {

    @Override
    public String toString() {
        return node.name() + "/" + core;
    }
}
