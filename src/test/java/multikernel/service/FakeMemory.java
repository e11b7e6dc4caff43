package multikernel.service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.capability.Address;
import multikernel.capability.Capability;
import multikernel.capability.CapabilityType;
import multikernel.capability.Described;
import multikernel.capability.ObjectId;
import multikernel.capability.Rights;
import multikernel.domain.CapabilityReading;
import multikernel.domain.Held;
import multikernel.domain.MemoryDesk;
import multikernel.ownership.Placed;
import multikernel.ownership.Request;

/**
 * The memory of a kernel of two cores, as slow and obvious as it can be: it does what it is asked, remembers it, and
 * can be told to refuse.
 */
public final class FakeMemory implements MemoryDesk {

    public static final long BYTES = 1 << 20;
    private static final int CORES = 2;

    private final TreeMap<Held, Capability> slots =
            new TreeMap<>(java.util.Comparator.comparing(Held::core).thenComparing(Held::address));
    private final Map<ObjectId, ObjectId> parents = new HashMap<>();
    private final Map<ObjectId, Map<CoreId, Boolean>> views = new HashMap<>();
    private final byte[] region = new byte[(int) BYTES];
    private long made;
    private long given;

    /** What was asked last, whatever was answered. */
    public Optional<Request> asked = Optional.empty();

    /** Instead of doing what it is asked. */
    private Optional<Outcome.Refused> refusal = Optional.empty();

    private boolean isSilent;

    public synchronized void refuse(Refusal word, String detail) {
        refusal = Optional.of(new Outcome.Refused(word, detail));
    }

    /** From now on nothing is answered. */
    public synchronized void fallSilent() {
        isSilent = true;
    }

    public final FakeFar far = new FakeFar();

    @Override
    public FakeFar far() {
        return far;
    }

    @Override
    public synchronized CompletionStage<List<CapabilityReading>> capabilities() {
        return answered(slots.entrySet().stream()
                .map(slot -> reading(slot.getKey(), slot.getValue()))
                .toList());
    }

    private CapabilityReading reading(Held held, Capability capability) {
        int copies = (int) slots.keySet().stream()
                .filter(copy -> copy.object().equals(held.object()))
                .count();
        return new CapabilityReading(
                held,
                capability,
                CoreId.of(0),
                copies,
                Optional.ofNullable(parents.get(held.object())),
                List.copyOf(new TreeSet<>(
                        views.getOrDefault(held.object(), Map.of()).keySet())));
    }

    @Override
    public synchronized CompletionStage<Answer> allocate(CoreId core, long bytes) {
        if (refusal.isPresent()) {
            return answered(new Answer(refusal.get(), List.of()));
        }
        if (core.index() >= CORES) {
            return refused(Refusal.NO_SUCH_CORE, core.toString());
        }
        if (bytes % CapabilityType.RAM.granularityBytes() != 0) {
            return refused(Refusal.BAD_SIZE, "");
        }
        if (given + bytes > BYTES) {
            return refused(Refusal.OUT_OF_MEMORY, "");
        }
        given += bytes;
        return done(List.of(make(core, CapabilityType.RAM, given - bytes, bytes, Rights.ALL)));
    }

    @Override
    public synchronized CompletionStage<Answer> ask(Held held, Request request) {
        asked = Optional.of(request);
        if (refusal.isPresent()) {
            return answered(new Answer(refusal.get(), List.of()));
        }
        var copy = slots.get(held);
        if (copy == null || !copy.object().id().equals(held.object())) {
            return refused(Refusal.NO_SUCH_CAPABILITY, "");
        }
        return switch (request) {
            case Request.Retype retype -> retype(held, copy, retype);
            case Request.Copy to -> done(List.of(put(to.to(), copy)));
            case Request.Mint mint ->
                copy.rights().covers(mint.rights())
                        ? done(List.of(put(held.core(), new Capability(copy.object(), mint.rights()))))
                        : refused(Refusal.MORE_RIGHTS, "");
            case Request.Move move -> {
                slots.remove(held);
                yield done(List.of(put(move.to(), copy)));
            }
            case Request.MapOn map -> map(copy, map);
            case Request.Unmap unmap -> {
                views.remove(held.object());
                yield done(List.of());
            }
            case Request.Revoke revoke -> revoke(held);
            case Request.Delete delete -> {
                slots.remove(held);
                yield done(List.of());
            }
            case Request.Identify identify ->
                copy.rights().has(Rights.IDENTIFY) ? done(List.of()) : refused(Refusal.NO_RIGHT, "identify");
            case Request.Allocate _, Request.Subscribe _ -> refused(Refusal.NOT_SUPPORTED, "");
        };
    }

    private CompletionStage<Answer> retype(Held held, Capability copy, Request.Retype retype) {
        if (!copy.object().type().derives().contains(retype.type())) {
            return refused(Refusal.NOT_DERIVABLE, "");
        }
        if (retype.offset() + retype.count() * retype.bytes() > copy.object().bytes()) {
            return refused(Refusal.OUT_OF_RANGE, "");
        }
        if (parents.containsValue(held.object())) {
            return refused(Refusal.REVOKE_FIRST, "");
        }
        var placed = new ArrayList<Placed>();
        for (int i = 0; i < retype.count(); i++) {
            var base = copy.object().base() + retype.offset() + i * retype.bytes();
            var child = make(held.core(), retype.type(), base, retype.bytes(), copy.rights());
            parents.put(child.capability().object().id(), held.object());
            placed.add(child);
        }
        return done(placed);
    }

    private CompletionStage<Answer> map(Capability copy, Request.MapOn map) {
        if (!copy.object().type().isMappable()) {
            return refused(Refusal.NOT_MAPPABLE, "");
        }
        if (map.write() && !copy.rights().has(Rights.WRITE)) {
            return refused(Refusal.NO_RIGHT, "write");
        }
        var id = copy.object().id();
        for (var core : map.cores()) {
            if (slots.keySet().stream()
                    .noneMatch(slot -> slot.core().equals(core) && slot.object().equals(id))) {
                put(core, copy);
            }
            views.computeIfAbsent(id, none -> new HashMap<>()).put(core, map.write());
        }
        return done(List.of());
    }

    private CompletionStage<Answer> revoke(Held held) {
        slots.keySet().removeIf(slot -> !slot.equals(held) && descends(slot.object(), held.object()));
        views.keySet().removeIf(object -> descends(object, held.object()));
        parents.keySet().removeIf(object -> !object.equals(held.object()) && descends(object, held.object()));
        return done(List.of());
    }

    private boolean descends(ObjectId object, ObjectId from) {
        var parent = parents.get(object);
        return object.equals(from) || (parent != null && descends(parent, from));
    }

    @Override
    public synchronized CompletionStage<Read> read(Held held, CoreId core, long offset, int bytes) {
        var refused = window(held, core, offset, bytes, false);
        if (refused.isPresent()) {
            return answered(new Read(refused.get(), new byte[0]));
        }
        int from = (int) (Objects.requireNonNull(slots.get(held)).object().base() + offset);
        return answered(new Read(ended(), Arrays.copyOfRange(region, from, from + bytes)));
    }

    @Override
    public synchronized CompletionStage<Outcome> write(Held held, CoreId core, long offset, byte[] bytes) {
        var refused = window(held, core, offset, bytes.length, true);
        if (refused.isPresent()) {
            return answered(refused.get());
        }
        int from = (int) (Objects.requireNonNull(slots.get(held)).object().base() + offset);
        System.arraycopy(bytes, 0, region, from, bytes.length);
        return answered(ended());
    }

    private Optional<Outcome.Refused> window(Held held, CoreId core, long offset, int bytes, boolean write) {
        var copy = slots.get(held);
        var isWritable = views.getOrDefault(held.object(), Map.of()).get(core);
        if (refusal.isPresent()) {
            return refusal;
        }
        if (copy == null || isWritable == null) {
            return Optional.of(new Outcome.Refused(copy == null ? Refusal.NO_SUCH_CAPABILITY : Refusal.NOT_MAPPED, ""));
        }
        if (write && !isWritable) {
            return Optional.of(new Outcome.Refused(Refusal.READ_ONLY, ""));
        }
        boolean isInside = offset <= copy.object().bytes() - bytes;
        return isInside ? Optional.empty() : Optional.of(new Outcome.Refused(Refusal.OUT_OF_RANGE, ""));
    }

    private Placed make(CoreId core, CapabilityType type, long base, long bytes, Rights rights) {
        var object = new Described(new ObjectId(CoreId.of(0), 1, ++made), type, base, bytes);
        return put(core, new Capability(object, rights));
    }

    private Placed put(CoreId core, Capability capability) {
        int slot = 0;
        while (slots.containsKey(held(core, slot, capability))) {
            slot++;
        }
        slots.put(held(core, slot, capability), capability);
        return new Placed(core, OPERATOR, new Address(0, slot), capability);
    }

    /** Cores of the fake kernel are in their incarnation 1 and 2. */
    private static Held held(CoreId core, int slot, Capability capability) {
        return new Held(
                core,
                core.index() + 1,
                new Address(0, slot),
                capability.object().id());
    }

    private CompletionStage<Answer> done(List<Placed> placed) {
        return answered(new Answer(ended(), placed));
    }

    private static Outcome.Done ended() {
        return new Outcome.Done(new OperationId(CoreId.of(1), 2, 7), 42);
    }

    private CompletionStage<Answer> refused(Refusal word, String detail) {
        return answered(new Answer(new Outcome.Refused(word, detail), List.of()));
    }

    private <T> CompletionStage<T> answered(T value) {
        return isSilent ? new CompletableFuture<>() : CompletableFuture.completedStage(value);
    }
}
