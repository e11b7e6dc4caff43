package multikernel.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import multikernel.base.Check;
import multikernel.base.CoreId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.capability.Address;
import multikernel.capability.Capability;
import multikernel.capability.Operations;
import multikernel.capability.Reach;
import multikernel.codec.CapabilityRef;
import multikernel.codec.Codec;
import multikernel.ownership.OwnershipEffect.Answered;
import multikernel.ownership.Request;
import org.jspecify.annotations.Nullable;

/**
 * Takes the capabilities of a channel's message to its receiver's table before the message itself goes; one message at
 * a time, so that it can keep its place. Of the sender's core.
 *
 * <p>As in Barrelfish, where a capability goes by way of the monitors and the message waits for it (Technical Note 011,
 * inter-dispatcher communication). Here the message is never lost with it: it comes and says which is missing, and why.
 */
final class Courier<M> {

    private final CapabilityPlane plane;
    private final String from;
    private final CoreId core;
    private final String to;
    private final Codec<M> codec;
    private @Nullable M message;
    /** Null where one is on its way. */
    private List<@Nullable CapabilityRef> copies = List.of();

    private int awaited;

    /** @param to the receiver's domain on that core */
    Courier(CapabilityPlane plane, String from, CoreId core, String to, Codec<M> shape) {
        this.plane = plane;
        this.from = from;
        this.core = core;
        this.to = to;
        this.codec = shape.carrying();
    }

    boolean isEmpty() {
        return message == null;
    }

    /**
     * Whether the message has capabilities, and so is kept here until they have arrived.
     *
     * @param arrived told when {@link #isReady}, maybe before this returns
     * @throws CapabilityRefused nothing is taken: one of them is not the sender's to give
     */
    boolean take(M sent, Runnable arrived) {
        var refs = codec.capabilities(sent);
        if (refs.isEmpty()) {
            return false;
        }
        refs.forEach(this::check);
        message = sent;
        copies = new ArrayList<>(refs);
        awaited = 1;
        for (int i = 0; i < refs.size(); i++) {
            if (refs.get(i) instanceof CapabilityRef.At(int address)) {
                int place = i;
                copies.set(place, null);
                awaited++;
                var copy = new Request.Copy(Address.of(address), core, to);
                plane.ask(plane.newOperation(), from, copy, answered -> came(sent, place, answered, arrived));
            }
        }
        cameOne(arrived);
        return true;
    }

    private void check(CapabilityRef ref) {
        if (ref instanceof CapabilityRef.At(int address)) {
            var found = plane.at(from, Address.of(address));
            if (found.isEmpty()) {
                throw refused(new Outcome.Refused(Refusal.NO_SUCH_CAPABILITY, from + " " + Address.of(address)));
            }
            var reach = Reach.of(!core.equals(plane.site().core()), from, to);
            if (Operations.copy(found.get(), reach) instanceof Check.Refused<Capability> no) {
                throw refused(no.refused());
            }
        }
    }

    private CapabilityRefused refused(Outcome.Refused why) {
        return new CapabilityRefused(plane.newOperation(), why);
    }

    private void came(M sent, int place, Answered answered, Runnable arrived) {
        if (message != sent || awaited == 0) {
            return;
        }
        copies.set(
                place,
                answered.outcome() instanceof Outcome.Refused refused
                        ? new CapabilityRef.Missing(refused.refusal())
                        : new CapabilityRef.At(
                                answered.placed().getFirst().address().bits()));
        cameOne(arrived);
    }

    /**
     * The last of them is {@link #take} itself, so that the message is ready no sooner than all have been asked for.
     */
    private void cameOne(Runnable arrived) {
        awaited--;
        if (awaited == 0) {
            arrived.run();
        }
    }

    /** Whether a message is here and all that it carries is in its receiver's table. */
    boolean isReady() {
        return message != null && awaited == 0;
    }

    /** As its receiver is to have it. */
    M message() {
        return codec.withCapabilities(
                Objects.requireNonNull(message),
                copies.stream().map(Objects::requireNonNull).toList());
    }

    void delivered() {
        message = null;
        copies = List.of();
    }

    /** The sender's table is gone, and with it what has not left: the message goes without. */
    void abandon() {
        if (awaited > 0) {
            copies.replaceAll(copy -> copy == null ? new CapabilityRef.Missing(Refusal.STOPPING) : copy);
            awaited = 0;
        }
    }
}
