package multikernel.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import multikernel.base.CoreId;
import multikernel.base.NodeMember;
import multikernel.base.OperationId;
import multikernel.capability.CapabilityType;
import multikernel.capability.Described;
import multikernel.capability.ObjectId;
import multikernel.capability.Rights;
import multikernel.domain.FarDesk;
import multikernel.domain.Held;
import multikernel.ownership.far.Anchor;
import multikernel.ownership.far.FarReading;
import multikernel.ownership.far.FarRef;
import multikernel.ownership.far.FarRequest;
import multikernel.ownership.far.FarResult;

/** What other nodes have to do with a {@link FakeMemory}: one frame of another's, and names of ours that are noted. */
public final class FakeFar implements FarDesk {

    public static final FarRef REF = new FarRef(new NodeMember("node-2", 3), 9);

    private final List<FarReading.Given> given = new ArrayList<>();
    private final List<FarReading.Held> held = new ArrayList<>();

    /** What was asked of home last. */
    public Optional<FarRequest> asked = Optional.empty();

    /** What home answers. */
    public FarResult answer = FarResult.DONE;

    /** From now on this node holds that frame, on its core 1. */
    public synchronized void hold(Rights rights) {
        var object = new Described(new ObjectId(CoreId.of(0), 1, 4), CapabilityType.FRAME, 4096, 4096);
        held.add(new FarReading.Held(REF, CoreId.of(1), rights, Optional.of(object)));
    }

    @Override
    public synchronized CompletionStage<FarReading> reading() {
        return CompletableFuture.completedStage(new FarReading(given, held));
    }

    @Override
    public synchronized CompletionStage<Answer> copy(Held copy, String node, CoreId core) {
        var anchor = new Anchor(copy.core(), copy.incarnation(), copy.address(), copy.object());
        given.add(new FarReading.Given(anchor, new NodeMember(node, 1), core, Rights.ALL, false));
        return answered(answer);
    }

    @Override
    public synchronized CompletionStage<Answer> ask(FarRef ref, FarRequest request) {
        asked = Optional.of(request);
        return answered(answer);
    }

    @Override
    public synchronized CompletionStage<Answer> delete(FarRef ref) {
        held.removeIf(each -> each.ref().equals(ref));
        return answered(FarResult.DONE);
    }

    @Override
    public CompletionStage<Answer> letGo(ObjectId object, Optional<Anchor> anchor) {
        return answered(FarResult.DONE);
    }

    private static CompletionStage<Answer> answered(FarResult result) {
        return CompletableFuture.completedStage(new Answer(new OperationId(CoreId.of(0), 1, 5), 77, result));
    }
}
