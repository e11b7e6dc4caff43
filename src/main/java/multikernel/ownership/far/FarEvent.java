package multikernel.ownership.far;

import java.util.Optional;
import java.util.Set;
import multikernel.base.CoreId;
import multikernel.base.NodeMember;
import multikernel.base.NodeView;
import multikernel.capability.Capability;
import multikernel.capability.ObjectId;
import multikernel.capability.Rights;

/** What happens to a node's part. */
public sealed interface FarEvent {

    /** Those with a lower number than the present one change nothing. */
    record Viewed(NodeView view) implements FarEvent {}

    /** @param node whose channel it came by */
    record Heard(String node, FarEnvelope.Said said) implements FarEvent {}

    /** It did not go: there is no channel, or it is full. */
    record Unsent(NodeMember to, FarMessage message) implements FarEvent {}

    /** A copy of this node's is to be named on another node. */
    record Copy(long ticket, Anchor anchor, Capability copy, String node, CoreId core, Rights rights)
            implements FarEvent {}

    /** Something that this node holds is to be used. */
    record Ask(long ticket, FarRef ref, FarRequest request) implements FarEvent {}

    /** Something that this node holds is to go. */
    record Drop(long ticket, FarRef ref) implements FarEvent {}

    /** What came of {@link FarEffect.Perform}. */
    record Performed(long ticket, FarResult result) implements FarEvent {}

    /**
     * One look at this node's own tables.
     *
     * @param upTo as the {@link FarEffect.Look} had it
     * @param cores that were looked at
     * @param there of the anchors on these cores
     */
    record Seen(long upTo, Set<CoreId> cores, Set<Anchor> there) implements FarEvent {

        public Seen {
            cores = Set.copyOf(cores);
            there = Set.copyOf(there);
        }
    }

    /**
     * What was made of this node's own copies is to end.
     *
     * @param anchor of the names that end; all of the object's if empty
     */
    record LetGo(ObjectId object, Optional<Anchor> anchor) implements FarEvent {}

    /** A copy of this node's may have gone. */
    record Changed() implements FarEvent {}

    /** Several times in each lease. */
    record Ticked() implements FarEvent {}
}
