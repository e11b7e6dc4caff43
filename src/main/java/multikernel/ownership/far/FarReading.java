package multikernel.ownership.far;

import java.util.List;
import java.util.Optional;
import multikernel.base.CoreId;
import multikernel.base.NodeMember;
import multikernel.capability.Described;
import multikernel.capability.Rights;

/** One look at a node's part. */
public record FarReading(List<Given> given, List<Held> held) {

    public static final FarReading NONE = new FarReading(List.of(), List.of());

    public FarReading {
        given = List.copyOf(given);
        held = List.copyOf(held);
    }

    /**
     * A name of this node's memory.
     *
     * @param core of the holder's
     * @param hasEnded home refuses, and the holder has not said yet that it knows
     */
    public record Given(Anchor anchor, NodeMember holder, CoreId core, Rights rights, boolean hasEnded) {}

    /**
     * A name of another node's memory.
     *
     * @param core of this node, in whose table it is
     * @param object empty where the name does not carry the right to identify
     */
    public record Held(FarRef ref, CoreId core, Rights rights, Optional<Described> object) {}
}
