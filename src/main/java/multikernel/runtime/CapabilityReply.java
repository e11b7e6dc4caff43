package multikernel.runtime;

import akka.util.ByteString;
import java.util.List;
import multikernel.base.CoreId;
import multikernel.base.Outcome;
import multikernel.ownership.ObjectReading;
import multikernel.ownership.Placed;
import multikernel.ownership.SlotReading;

/** What came of {@link CapabilityWork}. */
public sealed interface CapabilityReply {

    record Ended(Outcome outcome, List<Placed> placed) implements CapabilityReply {

        public Ended {
            placed = List.copyOf(placed);
        }
    }

    /** @param bytes none where the outcome is a refusal */
    record Bytes(Outcome outcome, ByteString bytes) implements CapabilityReply {}

    /** One look at a core's tables and at what it owns. */
    record Seen(CoreId core, int incarnation, List<SlotReading> slots, List<ObjectReading> objects, long availableBytes)
            implements CapabilityReply {

        public Seen {
            slots = List.copyOf(slots);
            objects = List.copyOf(objects);
        }
    }

    /** Nothing of it was done, or nobody can say: the core is not there. */
    record Refused(Outcome.Refused refused) implements CapabilityReply {}
}
