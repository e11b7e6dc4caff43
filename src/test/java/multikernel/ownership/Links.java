package multikernel.ownership;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import multikernel.agreement.Trees;
import multikernel.base.CoreId;
import multikernel.base.Member;
import multikernel.base.OperationId;
import multikernel.base.View;

/** Some cores and the links between them, which keep their order, driven by hand. */
class Links {

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
    View view = View.EMPTY;
    long operations;

    Links(int count, int pagesPerCore) {
        this(count, pagesPerCore, OwnershipLimits.DEFAULT, Trees::binary);
    }

    Links(int count, int pagesPerCore, OwnershipLimits limits, TreeShape shape) {
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

    void perform(int core, OwnershipEffect effect) {
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

    void later(int core, OwnershipEvent event) {
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
}
