package multikernel.runtime;

import akka.util.ByteString;
import java.util.Optional;
import multikernel.capability.ObjectId;
import multikernel.ownership.Request;

/** What a thread that is no core wants done with the capabilities of a domain on one core. */
public sealed interface CapabilityWork {

    /**
     * Answered by {@link CapabilityReply.Ended}.
     *
     * @param names what must lie at the request's address; anything if empty
     */
    record Ask(String domain, Request request, Optional<ObjectId> names) implements CapabilityWork {}

    /** Through the domain's view of the object; answered by {@link CapabilityReply.Bytes}. */
    record Read(String domain, ObjectId object, long offset, int bytes) implements CapabilityWork {}

    /** Through the domain's view of the object; answered by {@link CapabilityReply.Ended}. */
    record Write(String domain, ObjectId object, long offset, ByteString bytes) implements CapabilityWork {}

    /** What the tables hold; answered by {@link CapabilityReply.Seen}. */
    record See() implements CapabilityWork {}
}
