package multikernel.domain;

import akka.util.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import multikernel.base.CoreId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.capability.ObjectId;
import multikernel.capability.Rights;
import multikernel.ownership.Request;
import multikernel.ownership.SlotReading;
import multikernel.ownership.far.Anchor;
import multikernel.ownership.far.FarResult;
import multikernel.runtime.CapabilityReply;
import multikernel.runtime.CapabilityWork;

/** The operator's requests, each taken to the core that it is for. */
final class OperatorDesk implements MemoryDesk {

    /** How work reaches a core. */
    @FunctionalInterface
    interface Way {

        /** @param incarnation of the core that is meant, 0 for the present one */
        CompletionStage<CapabilityReply> work(CoreId core, int incarnation, CapabilityWork work);
    }

    private final int cores;
    private final Way way;
    private final FarDesk far;

    OperatorDesk(int cores, Way way, FarDesk far) {
        this.cores = cores;
        this.way = way;
        this.far = far;
    }

    @Override
    public FarDesk far() {
        return far;
    }

    @Override
    public CompletionStage<Answer> allocate(CoreId core, long bytes) {
        return ask(core, 0, new Request.Allocate(bytes), Optional.empty());
    }

    @Override
    public CompletionStage<Answer> ask(Held held, Request request) {
        return ask(held.core(), held.incarnation(), request, Optional.of(held.object()))
                .thenCompose(answer -> answer.outcome() instanceof Outcome.Done
                        ? letGo(held, request, answer)
                        : CompletableFuture.completedStage(answer));
    }

    /** What ends here ends on other nodes too: it is answered once this node refuses it to them. */
    private CompletionStage<Answer> letGo(Held held, Request request, Answer answer) {
        var anchor = new Anchor(held.core(), held.incarnation(), held.address(), held.object());
        var ending =
                switch (request) {
                    case Request.Revoke _ -> far.letGo(held.object(), Optional.empty());
                    case Request.Delete _, Request.Move _ -> far.letGo(held.object(), Optional.of(anchor));
                    case Request.Allocate _,
                            Request.Copy _,
                            Request.Mint _,
                            Request.Retype _,
                            Request.MapOn _,
                            Request.Unmap _,
                            Request.Subscribe _,
                            Request.Identify _ -> null;
                };
        return ending == null
                ? CompletableFuture.completedStage(answer)
                : ending.thenApply(ended -> switch (ended.result()) {
                    case FarResult.Done _ -> answer;
                    case FarResult.Refused(var why, var detail) ->
                        new Answer(new Outcome.Refused(why, "done here; for other nodes: " + detail), List.of());
                });
    }

    private CompletionStage<Answer> ask(CoreId core, int incarnation, Request request, Optional<ObjectId> names) {
        return way.work(core, incarnation, new CapabilityWork.Ask(OPERATOR, request, names))
                .thenApply(reply -> switch (reply) {
                    case CapabilityReply.Ended(var outcome, var placed) -> new Answer(outcome, placed);
                    case CapabilityReply.Refused(var refused) -> new Answer(refused, List.of());
                    case CapabilityReply.Bytes bytes -> throw unexpected(bytes);
                    case CapabilityReply.Seen seen -> throw unexpected(seen);
                });
    }

    @Override
    public CompletionStage<Read> read(Held held, CoreId core, long offset, int bytes) {
        return allowed(held, Rights.READ, core, new CapabilityWork.Read(OPERATOR, held.object(), offset, bytes))
                .thenApply(reply -> switch (reply) {
                    case CapabilityReply.Bytes(var outcome, var read) -> new Read(outcome, read.toArray());
                    case CapabilityReply.Refused(var refused) -> new Read(refused, new byte[0]);
                    case CapabilityReply.Ended ended -> throw unexpected(ended);
                    case CapabilityReply.Seen seen -> throw unexpected(seen);
                });
    }

    @Override
    public CompletionStage<Outcome> write(Held held, CoreId core, long offset, byte[] bytes) {
        var work = new CapabilityWork.Write(OPERATOR, held.object(), offset, ByteString.fromArray(bytes));
        return allowed(held, Rights.WRITE, core, work).thenApply(reply -> switch (reply) {
            case CapabilityReply.Ended(var outcome, var placed) -> outcome;
            case CapabilityReply.Refused(var refused) -> refused;
            case CapabilityReply.Bytes read -> throw unexpected(read);
            case CapabilityReply.Seen seen -> throw unexpected(seen);
        });
    }

    /**
     * A view is the domain's, whichever of its copies it was made with; so the copy that is named must be there and
     * carry the right itself.
     */
    private CompletionStage<CapabilityReply> allowed(Held held, int right, CoreId core, CapabilityWork work) {
        return way.work(held.core(), held.incarnation(), new CapabilityWork.See())
                .thenCompose(reply -> switch (reply) {
                    case CapabilityReply.Seen seen -> {
                        var refused = refused(seen, held, right);
                        yield refused.isPresent()
                                ? CompletableFuture.completedStage(new CapabilityReply.Refused(refused.get()))
                                : way.work(core, 0, work);
                    }
                    case CapabilityReply.Refused refused -> CompletableFuture.completedStage(refused);
                    case CapabilityReply.Ended ended -> throw unexpected(ended);
                    case CapabilityReply.Bytes bytes -> throw unexpected(bytes);
                });
    }

    private static Optional<Outcome.Refused> refused(CapabilityReply.Seen seen, Held held, int right) {
        var copy = seen.slots().stream()
                .filter(slot -> slot.domain().equals(OPERATOR)
                        && slot.address().equals(held.address())
                        && slot.capability().object().id().equals(held.object()))
                .findFirst();
        if (copy.isEmpty()) {
            return Optional.of(new Outcome.Refused(Refusal.NO_SUCH_CAPABILITY, ""));
        }
        if (copy.get().isMarked()) {
            return Optional.of(new Outcome.Refused(Refusal.BEING_REVOKED, ""));
        }
        return copy.get().capability().rights().has(right)
                ? Optional.empty()
                : Optional.of(new Outcome.Refused(
                        Refusal.NO_RIGHT,
                        "it carries " + copy.get().capability().rights()));
    }

    private static IllegalStateException unexpected(CapabilityReply reply) {
        return new IllegalStateException("no answer to what was asked: " + reply);
    }

    /** One look at each core after the other has begun: what moves meanwhile may be seen twice, or not. */
    @Override
    public CompletionStage<List<CapabilityReading>> capabilities() {
        var looks = new ArrayList<CompletableFuture<CapabilityReply>>();
        for (int core = 0; core < cores; core++) {
            looks.add(way.work(CoreId.of(core), 0, new CapabilityWork.See()).toCompletableFuture());
        }
        return CompletableFuture.allOf(looks.toArray(CompletableFuture[]::new))
                .thenApply(all -> readings(looks.stream()
                        .map(CompletableFuture::join)
                        .filter(CapabilityReply.Seen.class::isInstance)
                        .map(CapabilityReply.Seen.class::cast)
                        .toList()));
    }

    private static List<CapabilityReading> readings(List<CapabilityReply.Seen> cores) {
        var copies = new TreeMap<ObjectId, Integer>();
        var mappedOn = new TreeMap<ObjectId, List<CoreId>>();
        for (var core : cores) {
            for (var slot : core.slots()) {
                var object = slot.capability().object().id();
                copies.merge(object, 1, Integer::sum);
                var on = mappedOn.computeIfAbsent(object, first -> new ArrayList<>());
                if (slot.isMapped() && !on.contains(core.core())) {
                    on.add(core.core());
                }
            }
        }
        var readings = new ArrayList<CapabilityReading>();
        for (var core : cores) {
            for (var slot : core.slots()) {
                var object = slot.capability().object().id();
                if (slot.domain().equals(OPERATOR)) {
                    readings.add(reading(
                            core, slot, copies.getOrDefault(object, 0), mappedOn.getOrDefault(object, List.of())));
                }
            }
        }
        return readings;
    }

    private static CapabilityReading reading(
            CapabilityReply.Seen core, SlotReading slot, int copies, List<CoreId> mappedOn) {
        return new CapabilityReading(
                new Held(
                        core.core(),
                        core.incarnation(),
                        slot.address(),
                        slot.capability().object().id()),
                slot.capability(),
                slot.owner(),
                copies,
                slot.parent(),
                mappedOn);
    }
}
