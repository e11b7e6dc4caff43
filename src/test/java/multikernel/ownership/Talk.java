package multikernel.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import multikernel.agreement.Trees;
import multikernel.base.CoreId;
import multikernel.base.Member;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.base.View;
import multikernel.capability.Address;
import multikernel.capability.CapabilityType;
import multikernel.capability.ObjectId;

/** Some cores that talk over links which keep their order, driven by hand. */
final class Talk {

    static final String APP = "app";
    static final int PAGE = 4096;

    record Sent(int incarnation, long view, OwnershipMessage message) {}

    final int count;
    final long regionBytes;
    final OwnershipLimits limits;
    final TreeShape shape;
    final Ownership[] cores;
    final int[] incarnations;
    final View[] views;
    final List<List<OwnershipEffect>> log = new ArrayList<>();
    final Map<Integer, Deque<Sent>> links = new TreeMap<>();
    final Map<OperationId, List<OwnershipEffect.Answered>> answers = new java.util.LinkedHashMap<>();
    /** By core, object and domain, whether for writing. */
    final Map<String, Boolean> open = new TreeMap<>();

    final List<Placed> arrived = new ArrayList<>();
    final List<OwnershipEffect.Late> late = new ArrayList<>();
    final Map<Integer, Deque<OwnershipEvent>> toCome = new TreeMap<>();
    boolean isZeroing = true;
    boolean doAgree = true;
    long nowNanos;
    private View view = View.EMPTY;
    private long operations;

    Talk(int count, int pagesPerCore) {
        this(count, pagesPerCore, OwnershipLimits.DEFAULT, Trees::binary);
    }

    Talk(int count, int pagesPerCore, OwnershipLimits limits, TreeShape shape) {
        this.count = count;
        this.regionBytes = (long) count * pagesPerCore * PAGE;
        this.limits = limits;
        this.shape = shape;
        this.cores = new Ownership[count];
        this.incarnations = new int[count];
        this.views = new View[count];
        for (int core = 0; core < count; core++) {
            log.add(new ArrayList<>());
            start(core);
        }
        view(IntStream.range(0, count).boxed().toList());
        for (int core = 0; core < count; core++) {
            tell(core, new OwnershipEvent.DomainBegan(APP));
        }
    }

    void start(int core) {
        incarnations[core]++;
        cores[core] = new Ownership(CoreId.of(core), incarnations[core], count, regionBytes, limits, shape);
        views[core] = View.EMPTY;
    }

    /** The next view, with these cores, told to all of them. */
    void view(List<Integer> members) {
        nextView(members);
        members.forEach(this::tellView);
    }

    void nextView(List<Integer> members) {
        view = new View(
                view.number() + 1,
                members.stream()
                        .map(core -> new Member(CoreId.of(core), incarnations[core], true))
                        .toList());
    }

    void tellView(int core) {
        views[core] = view;
        tell(core, new OwnershipEvent.Viewed(view));
    }

    /** Its thread is over: nothing more comes from it, and nothing that it was sent is heard. */
    void crash(int core) {
        links.keySet().removeIf(link -> link / count == core || link % count == core);
        open.keySet().removeIf(key -> key.startsWith(core + " "));
        toCome.remove(core);
    }

    /** Gone from the view, still running for all that others know. */
    void suspect(int... lost) {
        for (int core : lost) {
            links.keySet().removeIf(link -> link / count == core || link % count == core);
        }
        view(live(lost));
    }

    void end(int core) {
        crash(core);
        for (var member : view.members()) {
            tell(member.core().index(), new OwnershipEvent.Ended(CoreId.of(core), incarnations[core]));
        }
    }

    List<Integer> live(int... without) {
        var gone = IntStream.of(without).boxed().toList();
        return view.members().stream()
                .map(member -> member.core().index())
                .filter(core -> !gone.contains(core))
                .toList();
    }

    void rejoin(int core) {
        start(core);
        var members = new ArrayList<>(live());
        members.add(core);
        view(members);
        tell(core, new OwnershipEvent.DomainBegan(APP));
    }

    OperationId ask(int core, Request request) {
        return ask(core, APP, request);
    }

    OperationId ask(int core, String domain, Request request) {
        var operation = new OperationId(CoreId.of(core), incarnations[core], ++operations);
        ask(core, domain, request, operation);
        return operation;
    }

    void ask(int core, String domain, Request request, OperationId operation) {
        tell(core, new OwnershipEvent.Ask(operation, domain, request, nowNanos + 1_000_000));
    }

    void tell(int core, OwnershipEvent event) {
        for (var effect : cores[core].on(event, nowNanos)) {
            log.get(core).add(effect);
            perform(core, effect);
        }
    }

    private void perform(int core, OwnershipEffect effect) {
        switch (effect) {
            case OwnershipEffect.Send(var to, var message) -> {
                if (view.admits(CoreId.of(to.index()), incarnations[to.index()])) {
                    links.computeIfAbsent(core * count + to.index(), fresh -> new ArrayDeque<>())
                            .add(new Sent(incarnations[core], views[core].number(), message));
                }
            }
            case OwnershipEffect.OpenView(var object, var domain, var write) ->
                open.put(core + " " + object.id() + " " + domain, write);
            case OwnershipEffect.CloseViews(var object) ->
                open.keySet().removeIf(key -> key.startsWith(core + " " + object + " "));
            case OwnershipEffect.CloseView(var object, var domain) -> open.remove(core + " " + object + " " + domain);
            case OwnershipEffect.Zero(var base, var bytes) -> {
                if (isZeroing) {
                    later(core, new OwnershipEvent.Zeroed(base, bytes));
                }
            }
            case OwnershipEffect.AskHolder(var operation, var object, var domain) ->
                later(core, new OwnershipEvent.Agreed(operation, object, domain, doAgree));
            case OwnershipEffect.Answered answered ->
                answers.computeIfAbsent(answered.operation(), fresh -> new ArrayList<>())
                        .add(answered);
            case OwnershipEffect.Arrived(var from, var placed) -> arrived.add(placed);
            case OwnershipEffect.Late found -> late.add(found);
        }
    }

    private void later(int core, OwnershipEvent event) {
        toCome.computeIfAbsent(core, fresh -> new ArrayDeque<>()).add(event);
    }

    /** One message from one core to another; whether there was one. */
    boolean deliver(int from, int to) {
        var link = links.get(from * count + to);
        if (link == null || link.isEmpty() || link.element().view() > views[to].number()) {
            return false;
        }
        var sent = link.remove();
        if (views[to].admits(CoreId.of(from), sent.incarnation())) {
            tell(to, new OwnershipEvent.Heard(CoreId.of(from), sent.view(), sent.message()));
        }
        return true;
    }

    void deliverAll(int from, int to) {
        while (deliver(from, to)) {}
    }

    /** Until nothing is on its way. */
    void run() {
        boolean isMoving = true;
        for (int round = 0; isMoving; round++) {
            if (round > 10_000) {
                throw new AssertionError("never quiet: " + links);
            }
            isMoving = step();
        }
    }

    /** One message of each link, and one answer of each shell. */
    boolean step() {
        boolean isMoving = false;
        for (int link : List.copyOf(links.keySet())) {
            isMoving |= deliver(link / count, link % count);
        }
        for (int core : List.copyOf(toCome.keySet())) {
            var events = toCome.get(core);
            if (events != null && !events.isEmpty()) {
                tell(core, events.remove());
                isMoving = true;
            }
        }
        return isMoving;
    }

    /** One message of any link, or one answer of a shell; whether there was one. */
    boolean stepAny(java.util.Random random) {
        var ready = new ArrayList<Runnable>();
        for (int link : links.keySet()) {
            var waiting = Objects.requireNonNull(links.get(link));
            if (!waiting.isEmpty() && waiting.element().view() <= views[link % count].number()) {
                ready.add(() -> deliver(link / count, link % count));
            }
        }
        for (var each : toCome.entrySet()) {
            int core = each.getKey();
            if (!each.getValue().isEmpty()) {
                ready.add(() -> tell(core, each.getValue().remove()));
            }
        }
        if (!ready.isEmpty()) {
            ready.get(random.nextInt(ready.size())).run();
        }
        return !ready.isEmpty();
    }

    void runAny(java.util.Random random) {
        for (int steps = 0; stepAny(random); steps++) {
            if (steps > 10_000) {
                throw new AssertionError("never quiet: " + links);
            }
        }
    }

    int openOps() {
        return live().stream().mapToInt(core -> cores[core].pending()).sum();
    }

    /** What an operation asked and run to its end placed. */
    List<Placed> placed(int core, Request request) {
        return placed(core, APP, request);
    }

    List<Placed> placed(int core, String domain, Request request) {
        var operation = ask(core, domain, request);
        run();
        var answered = answer(operation);
        assertInstanceOf(Outcome.Done.class, answered.outcome(), () -> request + " " + answered);
        return answered.placed();
    }

    Address allocate(int core, int pages) {
        return placed(core, new Request.Allocate((long) pages * PAGE))
                .getFirst()
                .address();
    }

    /** A frame of so many pages, the RAM that it was made from deleted. */
    Address frame(int core, int pages) {
        var ram = allocate(core, pages);
        var frame = placed(core, new Request.Retype(ram, 0, CapabilityType.FRAME, 1, (long) pages * PAGE));
        placed(core, new Request.Delete(ram));
        return frame.getFirst().address();
    }

    Address copy(int core, Address address, int to) {
        return placed(core, new Request.Copy(address, CoreId.of(to), APP))
                .getFirst()
                .address();
    }

    OperationId copyLater(int core, Address address, int to) {
        return ask(core, new Request.Copy(address, CoreId.of(to), APP));
    }

    OwnershipEffect.Answered answer(OperationId operation) {
        var all = answers.getOrDefault(operation, List.of());
        assertEquals(1, all.size(), () -> operation + " was answered " + all);
        return all.getFirst();
    }

    void refused(Refusal refusal, String detail, int core, Request request) {
        refused(refusal, detail, core, APP, request);
    }

    void refused(Refusal refusal, String detail, int core, String domain, Request request) {
        var operation = ask(core, domain, request);
        run();
        assertEquals(new Outcome.Refused(refusal, detail), answer(operation).outcome());
    }

    void refused(Refusal refusal, String detail, OperationId operation) {
        assertEquals(new Outcome.Refused(refusal, detail), answer(operation).outcome());
    }

    void done(OperationId operation) {
        assertInstanceOf(
                Outcome.Done.class,
                answer(operation).outcome(),
                () -> answer(operation).toString());
    }

    List<SlotReading> slots(int core) {
        return cores[core].slots();
    }

    SlotReading slot(int core, Address address) {
        return slots(core).stream()
                .filter(slot -> slot.domain().equals(APP) && slot.address().equals(address))
                .findFirst()
                .orElseThrow();
    }

    ObjectId object(int core, Address address) {
        return slot(core, address).capability().object().id();
    }

    /** When nothing is on its way, all cores agree about everything, and no byte is lost. */
    void check() {
        var live = live();
        long free =
                live.stream().mapToLong(core -> cores[core].availableBytes()).sum();
        var given = live.stream().flatMap(core -> cores[core].given().stream()).toList();
        assertEquals(List.of(), given, "given and never taken");
        var owned = new TreeMap<ObjectId, Integer>();
        long roots = 0;
        for (int core : live) {
            for (var object : cores[core].objects()) {
                assertEquals(null, owned.put(object.object().id(), core), "two owners of " + object);
                var holders = live.stream()
                        .filter(each -> slots(each).stream()
                                .anyMatch(slot -> slot.capability().object().equals(object.object())))
                        .map(CoreId::of)
                        .toList();
                assertEquals(holders, object.sharers(), object.toString());
                if (object.parent().isEmpty()
                        || !owned.containsKey(object.parent().get())) {
                    roots += object.object().bytes();
                }
            }
        }
        for (int core : live) {
            for (var slot : slots(core)) {
                assertEquals(
                        slot.owner().index(),
                        owned.get(slot.capability().object().id()),
                        () -> "owner of " + slot);
            }
        }
        assertEquals(regionBytes, free + roots, "bytes free and held");
        var held = live.stream()
                .flatMap(core -> slots(core).stream()
                        .map(slot -> core + " " + slot.capability().object().id() + " " + slot.domain()))
                .collect(Collectors.toCollection(TreeSet::new));
        open.keySet().forEach(key -> assertEquals(true, held.contains(key), () -> "a view without a copy: " + key));
        live.forEach(core -> assertEquals(0, cores[core].pending(), "operations of " + core + " that never end"));
    }
}
