package multikernel.runtime;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.capability.Address;
import multikernel.capability.CapabilityType;
import multikernel.capability.Rights;
import multikernel.ownership.OwnershipEffect.Answered;
import multikernel.ownership.Placed;
import multikernel.ownership.Request;

/**
 * The capabilities in the table of one domain on one core; used on that core's thread only. They end with the
 * dispatcher, and when it is restarted.
 *
 * <p>An operation that needs no other core is done when its method returns. Every stage is completed on this core's
 * thread, or fails with {@link CapabilityRefused}. What runs then may not use an actor's context.
 */
public interface Capabilities {

    /** RAM, from this core's memory server if it has as much. */
    CompletionStage<Placed> allocate(long bytes);

    /** @see Request.Copy */
    CompletionStage<Placed> copy(Address address, CoreId to, String domain);

    /** @see Request.Mint */
    CompletionStage<Placed> mint(Address address, Rights rights);

    /** @see Request.Retype */
    CompletionStage<List<Placed>> retype(Address address, long offset, CapabilityType type, int count, long bytes);

    /** A frame goes to another core with all that is in it, and nothing is copied. */
    CompletionStage<Placed> move(Address address, CoreId to, String domain);

    /** @see Request.MapOn */
    CompletionStage<Answered> map(Address address, List<CoreId> cores, boolean write);

    /** Done once no core can use the frame any more. */
    CompletionStage<Answered> unmap(Address address);

    /** @see Request.Revoke */
    CompletionStage<Answered> revoke(Address address);

    CompletionStage<Answered> delete(Address address);

    /** From now on {@link #onRevoke}'s handler is asked before the object is revoked. */
    CompletionStage<Answered> subscribe(Address address);

    CompletionStage<Placed> identify(Address address);

    /** Any of these, without a stage: {@code then} is called on this thread, maybe before this returns. */
    OperationId ask(Request request, Consumer<Answered> then);

    /** The same operation once more, after {@code timed-out}: it is not done twice. */
    void again(OperationId operation, Request request, Consumer<Answered> then);

    /**
     * The memory of a frame, mapped or not.
     *
     * @throws CapabilityRefused if there is no frame at the address
     */
    Mapping mapping(Address address);

    /** Who is told of an access to what is not mapped; nobody, if this is never called. */
    void onFault(FaultHandler handler);

    /** Who is asked before a revoke; without a handler the domain agrees. */
    void onRevoke(RevokeHandler handler);

    /** Who is told what another core has put into this table. */
    void onArrival(BiConsumer<CoreId, Placed> handler);
}
