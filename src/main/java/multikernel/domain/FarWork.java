package multikernel.domain;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import multikernel.base.CoreId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.codec.Bytes;
import multikernel.ownership.Request;
import multikernel.ownership.far.Anchor;
import multikernel.ownership.far.FarEvent;
import multikernel.ownership.far.FarRequest;
import multikernel.ownership.far.FarResult;
import multikernel.runtime.CapabilityReply;
import multikernel.runtime.CapabilityWork;

/** What this node does with its own copies for those who hold names of them: as its operator, on the anchor's core. */
record FarWork(MemoryDesk desk, OperatorDesk.Way way) {

    /** Fails where nobody can say what came of it. */
    CompletionStage<FarResult> perform(Anchor anchor, FarRequest request) {
        var held = held(anchor);
        return switch (request) {
            case FarRequest.Read(long offset, int bytes) ->
                desk.read(held, anchor.core(), offset, bytes)
                        .thenApply(read -> result(read.outcome(), Bytes.copyOf(read.bytes())));
            case FarRequest.Write(long offset, Bytes bytes) -> {
                yield desk.write(held, anchor.core(), offset, bytes.toArray())
                        .thenApply(outcome -> result(outcome, Bytes.EMPTY));
            }
            case FarRequest.Identify _ ->
                desk.ask(held, new Request.Identify(anchor.address()))
                        .thenApply(answer -> result(answer.outcome(), Bytes.EMPTY));
            case FarRequest.Share _ -> isThere(anchor);
        };
    }

    private CompletionStage<FarResult> isThere(Anchor anchor) {
        return look(0, Set.of(anchor.core())).thenApply(seen -> {
            if (seen.there().contains(anchor)) {
                return FarResult.DONE;
            }
            var why = seen.cores().isEmpty() ? Refusal.CORE_STUCK : Refusal.NO_SUCH_CAPABILITY;
            return new FarResult.Refused(why, anchor.core().toString());
        });
    }

    private static Held held(Anchor anchor) {
        return new Held(anchor.core(), anchor.incarnation(), anchor.address(), anchor.object());
    }

    private static FarResult result(Outcome outcome, Bytes bytes) {
        return switch (outcome) {
            case Outcome.Done _ -> new FarResult.Done(bytes, 0);
            case Outcome.Refused(var why, var detail) -> new FarResult.Refused(why, detail);
        };
    }

    /** What lies in the operator's tables on these cores; of a core that says nothing it is not known. */
    CompletionStage<FarEvent.Seen> look(long upTo, Set<CoreId> cores) {
        var looks = cores.stream()
                .sorted()
                .map(core -> way.work(core, 0, new CapabilityWork.See()).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(looks.toArray(CompletableFuture[]::new)).thenApply(all -> {
            var looked = new HashSet<CoreId>();
            var there = new HashSet<Anchor>();
            for (var look : looks) {
                if (look.join() instanceof CapabilityReply.Seen seen) {
                    looked.add(seen.core());
                    seen.slots().stream()
                            .filter(slot -> slot.domain().equals(MemoryDesk.OPERATOR))
                            .forEach(slot -> there.add(new Anchor(
                                    seen.core(),
                                    seen.incarnation(),
                                    slot.address(),
                                    slot.capability().object().id())));
                }
            }
            return new FarEvent.Seen(upTo, looked, there);
        });
    }
}
