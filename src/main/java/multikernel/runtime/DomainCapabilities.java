package multikernel.runtime;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.capability.Address;
import multikernel.capability.CapabilityType;
import multikernel.capability.Described;
import multikernel.capability.ObjectId;
import multikernel.capability.Rights;
import multikernel.memory.View;
import multikernel.ownership.OwnershipEffect.Answered;
import multikernel.ownership.Placed;
import multikernel.ownership.Request;
import org.jspecify.annotations.Nullable;

/** The capabilities of one start of one dispatcher: each request goes to its core's plane. */
final class DomainCapabilities implements Capabilities {

    private final CapabilityPlane plane;
    private final String domain;
    private @Nullable FaultHandler faultHandler;
    private @Nullable RevokeHandler revokeHandler;
    private @Nullable BiConsumer<CoreId, Placed> arrivalHandler;
    private boolean ended;

    DomainCapabilities(CapabilityPlane plane, String domain) {
        this.plane = plane;
        this.domain = domain;
    }

    @Override
    public CompletionStage<Placed> allocate(long bytes) {
        return stage(new Request.Allocate(bytes), DomainCapabilities::placed);
    }

    @Override
    public CompletionStage<Placed> copy(Address address, CoreId to, String toDomain) {
        return stage(new Request.Copy(address, to, toDomain), DomainCapabilities::placed);
    }

    @Override
    public CompletionStage<Placed> mint(Address address, Rights rights) {
        return stage(new Request.Mint(address, rights), DomainCapabilities::placed);
    }

    @Override
    public CompletionStage<List<Placed>> retype(
            Address address, long offset, CapabilityType type, int count, long bytes) {
        return stage(new Request.Retype(address, offset, type, count, bytes), Answered::placed);
    }

    @Override
    public CompletionStage<Placed> move(Address address, CoreId to, String toDomain) {
        return stage(new Request.Move(address, to, toDomain), DomainCapabilities::placed);
    }

    @Override
    public CompletionStage<Answered> map(Address address, List<CoreId> cores, boolean write) {
        return stage(new Request.MapOn(address, cores, write), Function.identity());
    }

    @Override
    public CompletionStage<Answered> unmap(Address address) {
        return stage(new Request.Unmap(address), Function.identity());
    }

    @Override
    public CompletionStage<Answered> revoke(Address address) {
        return stage(new Request.Revoke(address), Function.identity());
    }

    @Override
    public CompletionStage<Answered> delete(Address address) {
        return stage(new Request.Delete(address), Function.identity());
    }

    @Override
    public CompletionStage<Answered> subscribe(Address address) {
        return stage(new Request.Subscribe(address), Function.identity());
    }

    @Override
    public CompletionStage<Placed> identify(Address address) {
        return stage(new Request.Identify(address), DomainCapabilities::placed);
    }

    private static Placed placed(Answered answered) {
        return answered.placed().getFirst();
    }

    private <T> CompletionStage<T> stage(Request request, Function<Answered, T> result) {
        var stage = new CompletableFuture<T>();
        ask(request, answered -> {
            if (answered.outcome() instanceof Outcome.Refused refused) {
                stage.completeExceptionally(new CapabilityRefused(answered.operation(), refused));
            } else {
                stage.complete(result.apply(answered));
            }
        });
        return stage;
    }

    @Override
    public OperationId ask(Request request, Consumer<Answered> then) {
        var operation = plane.newOperation();
        again(operation, request, then);
        return operation;
    }

    @Override
    public void again(OperationId operation, Request request, Consumer<Answered> then) {
        if (ended) {
            then.accept(new Answered(operation, new Outcome.Refused(Refusal.STOPPING, domain), List.of(), 0));
        } else {
            plane.ask(operation, domain, request, then);
        }
    }

    @Override
    public Mapping mapping(Address address) {
        var frame = plane.at(domain, address);
        if (ended || frame.isEmpty()) {
            throw refused(Refusal.NO_SUCH_CAPABILITY, address);
        }
        if (!frame.get().object().type().isMappable()) {
            throw refused(Refusal.NOT_MAPPABLE, address);
        }
        return new Mapping(this, address, frame.get().object());
    }

    private CapabilityRefused refused(Refusal refusal, Address address) {
        return new CapabilityRefused(plane.newOperation(), new Outcome.Refused(refusal, address.toString()));
    }

    @Override
    public void onFault(FaultHandler handler) {
        faultHandler = handler;
    }

    @Override
    public void onRevoke(RevokeHandler handler) {
        revokeHandler = handler;
    }

    @Override
    public void onArrival(BiConsumer<CoreId, Placed> handler) {
        arrivalHandler = handler;
    }

    @Nullable
    View view(ObjectId object) {
        return plane.views().at(object, domain);
    }

    /** Mapped here when it returns, unless that is refused: a core that holds a copy asks nobody. */
    Outcome map(Address address, boolean write) {
        return plane.mapHere(domain, address, write);
    }

    void fault(Mapping mapping, Described object, boolean write) {
        plane.site().thread().tally().fault();
        var handler = faultHandler;
        if (handler != null) {
            handler.fault(new Fault(mapping, object, write));
        }
    }

    void arrived(CoreId from, Placed placed) {
        var handler = arrivalHandler;
        if (handler != null) {
            handler.accept(from, placed);
        }
    }

    /** One that fails to say does not agree. */
    void askHolder(ObjectId object, Consumer<Boolean> answer) {
        var handler = revokeHandler;
        if (handler == null) {
            answer.accept(true);
            return;
        }
        try {
            handler.revoking(object, answer);
        } catch (RuntimeException thrown) {
            answer.accept(false);
            throw thrown;
        }
    }

    void end() {
        ended = true;
    }
}
