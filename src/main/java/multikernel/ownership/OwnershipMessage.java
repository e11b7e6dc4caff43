package multikernel.ownership;

import java.util.List;
import java.util.Optional;
import multikernel.agreement.CommitMessage;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.capability.CapabilityType;
import multikernel.capability.Described;
import multikernel.capability.ObjectId;
import multikernel.capability.Range;
import multikernel.capability.Rights;
import multikernel.codec.Max;

/** Everything that cores say to one another about capabilities. */
public sealed interface OwnershipMessage {

    /** What a core asks of the owner of an object. */
    sealed interface ToOwner extends OwnershipMessage {

        OperationId operation();

        CoreId asker();

        Claim claim();
    }

    /**
     * A copy for a domain on a core.
     *
     * @param access how the copy is mapped there at once
     * @param mayPlace whether a new copy may be put there; if not, the domain there has one or the request fails
     */
    record Copying(
            OperationId operation,
            CoreId asker,
            Claim claim,
            Rights rights,
            CoreId to,
            @Max(64) String domain,
            Access access,
            boolean mayPlace)
            implements ToOwner {}

    record Retyping(
            OperationId operation, CoreId asker, Claim claim, long offset, CapabilityType type, int count, long bytes)
            implements ToOwner {}

    record Unmapping(OperationId operation, CoreId asker, Claim claim) implements ToOwner {}

    record Revoking(OperationId operation, CoreId asker, Claim claim, Slot kept) implements ToOwner {}

    /** A domain on the asker's core is to be asked before a revoke takes its copies. */
    record Subscribing(OperationId operation, CoreId asker, Claim claim) implements ToOwner {}

    /** The asker's core holds no copy any more. */
    record Dropping(OperationId operation, CoreId asker, Claim claim) implements ToOwner {}

    /** From the owner to the core that is to hold a copy, once it counts as one that does. */
    record Install(
            OperationId operation,
            CoreId asker,
            Passed copy,
            @Max(64) String domain,
            Access access,
            boolean mayPlace) implements OwnershipMessage {}

    /**
     * What became of an install.
     *
     * @param holds whether the core holds copies of the object, whoever gave them
     */
    record Installed(
            OperationId operation,
            ObjectId object,
            Optional<Placed> placed,
            Optional<Outcome.Refused> refused,
            boolean holds)
            implements OwnershipMessage {}

    /** From the owner to the asker: what became of the copy for one core. */
    record Copied(OperationId operation, CoreId to, Optional<Placed> placed, Optional<Outcome.Refused> refused)
            implements OwnershipMessage {}

    /** The objects exist, numbered from the first, and the asker's core counts as their holder. */
    record Retyped(OperationId operation, ObjectId object, ObjectId first) implements OwnershipMessage {}

    /** Whether what was made lies in the asker's table now; if not it is unmade. */
    record Settled(OperationId operation, ObjectId object, boolean isPlaced) implements OwnershipMessage {}

    /**
     * The end of an unmap, revoke, subscription or delete, or of a retype that was refused.
     *
     * @param isDecided false if it may be done yet, and will be answered again
     */
    record Answer(OperationId operation, Optional<Outcome.Refused> refused, boolean isDecided)
            implements OwnershipMessage {}

    /** Ask this one instead. */
    record NotOwner(OperationId operation, ObjectId estate, CoreId owner, long ballot) implements OwnershipMessage {}

    /** From the owner to a core that holds copies: close your views; the number is the owner's own. */
    record Close(long number, ObjectId object) implements OwnershipMessage {}

    /**
     * From the owner to a core that holds copies and may not refuse: give up those of the object, and of all of its
     * estate that has more ancestors and lies in it.
     */
    record Take(long number, long ballot, Described object, ObjectId estate, int generation)
            implements OwnershipMessage {}

    /** They are closed, or gone. */
    record Closed(long number) implements OwnershipMessage {}

    record Committing(CommitMessage<Proposal> message) implements OwnershipMessage {}

    /** @param wanted bytes that are taken gladly; fewer, down to {@code bytes}, will do */
    record Steal(OperationId operation, long bytes, long wanted) implements OwnershipMessage {}

    /** The giver counts the range as given away until it is told. */
    record Stolen(OperationId operation, Range range) implements OwnershipMessage {}

    record Dry(OperationId operation) implements OwnershipMessage {}

    record Taken(OperationId operation, boolean isTaken) implements OwnershipMessage {}

    /** The owner's role, with all objects of an estate of which only the receiver holds copies. */
    record HandOver(
            OperationId operation,
            ObjectId estate,
            long ballot,
            @Max(1024) List<Heir> objects) implements OwnershipMessage {

        public HandOver {
            objects = List.copyOf(objects);
        }
    }

    record HandedOver(OperationId operation, ObjectId estate, boolean isTaken) implements OwnershipMessage {}

    /** To a core that is new: who left before it came and may still run, who ended uncounted, and who ever started. */
    record Left(
            @Max(4096) List<Start> suspected,
            @Max(4096) List<Start> uncounted,
            @Max(CoreId.MAX) List<CoreId> started) implements OwnershipMessage {

        public Left {
            suspected = List.copyOf(suspected);
            uncounted = List.copyOf(uncounted);
            started = List.copyOf(started);
        }
    }

    /** To the core that acts for the node: count, for what these had is nobody's, or I have no owner to ask. */
    record Uncounted(long view, @Max(4096) List<Start> ended) implements OwnershipMessage {

        public Uncounted {
            ended = List.copyOf(ended);
        }
    }

    /** Say what you have. */
    record Count(long view, int round) implements OwnershipMessage {}

    /**
     * A part of what a core has.
     *
     * @param ranges free, given away and not taken, and of the estates that it owns
     * @param held copies of estates whose owner is lost
     * @param started every core that it ever knew as a member
     */
    record Report(
            long view,
            int round,
            @Max(64) List<Range> ranges,
            @Max(64) List<Held> held,
            @Max(CoreId.MAX) List<CoreId> started,
            boolean isLast)
            implements OwnershipMessage {

        public Report {
            ranges = List.copyOf(ranges);
            held = List.copyOf(held);
            started = List.copyOf(started);
        }
    }

    /** To the next owner of an estate, a part of what it has to know. */
    record Inherit(
            long view,
            int round,
            long ballot,
            ObjectId estate,
            @Max(64) List<Heir> heirs,
            boolean isLast) implements OwnershipMessage {

        public Inherit {
            heirs = List.copyOf(heirs);
        }
    }

    /** From the next owner to all who hold copies. */
    record OwnerIs(ObjectId estate, long ballot) implements OwnershipMessage {}

    /** The census is over, and these are counted. */
    record Counted(long view, int round, @Max(4096) List<Start> ended) implements OwnershipMessage {

        public Counted {
            ended = List.copyOf(ended);
        }
    }
}
