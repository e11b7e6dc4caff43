package multikernel.monitor;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import multikernel.agreement.Held;
import multikernel.agreement.Slices;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.base.Member;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.base.View;
import multikernel.monitor.Start.Fate;
import org.jspecify.annotations.Nullable;

/** What must hold after every event of a {@link World}, and what must hold once it has come to rest. */
final class Invariants implements World.Observer {

    private final World world;
    private final Map<Start, Map<Integer, Held<DomainTable>>> seen = new HashMap<>();
    private final Map<Start, Map<String, DomainSpec>> dispatchers = new HashMap<>();
    private final Map<OperationId, DomainChange> asked = new LinkedHashMap<>();
    private final Map<OperationId, Start> unanswered = new LinkedHashMap<>();
    private final Set<OperationId> again = new HashSet<>();
    private final Set<OperationId> done = new HashSet<>();
    private final Set<OperationId> refused = new HashSet<>();
    /** Asked when all that had joined were lost: an answer may come from one of them. */
    private final Set<OperationId> doubtful = new HashSet<>();

    private final Set<String> taken = new TreeSet<>();
    private boolean lostState;

    /** What a core does that has not heard of it is lost with it. */
    private long lostStateIn;

    private long answers;

    Invariants(World world) {
        this.world = world;
    }

    static void require(boolean holds, Supplier<String> what) {
        if (!holds) {
            throw new AssertionError(what.get());
        }
    }

    long answers() {
        return answers;
    }

    int done() {
        return done.size();
    }

    boolean isRefused(OperationId operation) {
        return refused.contains(operation);
    }

    @Override
    public void happens(Start start, MonitorEvent event) {
        if (event instanceof MonitorEvent.Ask ask) {
            unanswered.put(ask.operation(), start);
            if (asked.put(ask.operation(), ask.change()) != null) {
                again.add(ask.operation());
            }
        }
    }

    @Override
    public void happened(Start start, MonitorEvent event, List<MonitorEffect> effects) {
        if (start.fate != Fate.RUNNING) {
            return;
        }
        for (int slice : world.slices()) {
            var before = seen.computeIfAbsent(start, each -> new HashMap<>()).get(slice);
            var after = start.conversations.held(slice);
            if (!after.equals(before)) {
                seen.get(start).put(slice, after);
                changed(start, slice, before, after);
                requireDispatchersOfTable(start);
            }
        }
    }

    @Override
    public void performed(Start start, MonitorEffect effect) {
        var names = dispatchers.computeIfAbsent(start, each -> new HashMap<>());
        switch (effect) {
            case MonitorEffect.DomainStarted started ->
                require(
                        names.put(started.spec().name(), started.spec()) == null,
                        () -> start + " has two of " + started);
            case MonitorEffect.DomainSpanned spanned ->
                require(
                        names.replace(spanned.spec().name(), spanned.spec()) != null,
                        () -> start + " spans what it has not: " + spanned);
            case MonitorEffect.DomainEnded ended ->
                require(names.remove(ended.name()) != null, () -> start + " ends what it has not: " + ended);
            case MonitorEffect.Answered answered -> answered(start, answered);
            case MonitorEffect.Joined joined -> joined(start);
            case MonitorEffect.OpenChannel open -> {}
            case MonitorEffect.CloseChannel close -> {}
            case MonitorEffect.Send send -> {}
            case MonitorEffect.Refused refused -> {}
            case MonitorEffect.OfCapabilities other -> {}
        }
    }

    @Override
    public void ordered(View before, View after) {
        require(after.number() == before.number() + 1, () -> "views have a gap");
        if (Membership.losesState(before, after)) {
            lostState = true;
            lostStateIn = after.number();
            done.clear();
            doubtful.addAll(unanswered.keySet());
        }
        if (after.members().stream().anyMatch(Member::joined)) {
            joinedRunning().forEach(start -> {
                if (before.member(start.core).filter(Member::joined).isEmpty()) {
                    done.forEach(operation -> requireHolds(start, operation));
                }
            });
        }
    }

    private void changed(Start start, int slice, @Nullable Held<DomainTable> before, Held<DomainTable> after) {
        if (before != null) {
            require(after.ballot() >= before.ballot(), () -> start + " goes back to an older ballot");
            require(after.number() >= before.number(), () -> start + " goes back to an older number");
        }
        var entries = after.recent().entries();
        var names = new HashSet<OperationId>();
        long expected = after.number() - entries.size() + 1;
        for (var entry : entries) {
            long number = expected++;
            require(entry.number() == number, () -> start + " has a gap in the numbers of slice " + slice);
            require(names.add(entry.operation()), () -> start + " did " + entry.operation() + " twice");
            require(
                    !refused.contains(entry.operation()),
                    () -> entry.operation() + " was answered as refused and is done");
        }
        requireAgreement(start, slice, after);
        if (joinedRunning().contains(start)) {
            done.stream().filter(operation -> sliceOf(operation) == slice).forEach(op -> requireHolds(start, op));
        }
    }

    private void requireAgreement(Start start, int slice, Held<DomainTable> held) {
        for (var other : world.running()) {
            var theirs = other.conversations.held(slice);
            var numbers = new HashMap<Long, OperationId>();
            theirs.recent().entries().forEach(entry -> numbers.put(entry.number(), entry.operation()));
            for (var entry : held.recent().entries()) {
                var operation = numbers.get(entry.number());
                require(
                        operation == null || operation.equals(entry.operation()),
                        () -> start + " and " + other + " differ in slice " + slice + " at " + entry + ", "
                                + operation);
            }
            require(
                    theirs.number() != held.number() || theirs.state().equals(held.state()),
                    () -> start + " and " + other + " differ in the state of slice " + slice);
        }
    }

    private void requireDispatchersOfTable(Start start) {
        var table = new HashMap<String, DomainSpec>();
        for (var row : start.conversations.domains()) {
            require(table.put(row.name(), row.spec()) == null, () -> start + " has two domains called " + row.name());
        }
        require(
                table.equals(dispatchers.getOrDefault(start, Map.of())),
                () -> start + " runs other domains than its table says");
    }

    private void answered(Start start, MonitorEffect.Answered answered) {
        var operation = answered.operation();
        answers++;
        require(
                unanswered.remove(operation) != null,
                () -> operation + " is answered, and was not asked or answered before");
        if (start.fate != Fate.RUNNING) {
            return;
        }
        switch (answered.outcome()) {
            case Outcome.Done yes -> {
                if (!doubtful.contains(operation) && start.conversations.view().number() >= lostStateIn) {
                    done.add(operation);
                    joinedRunning().forEach(each -> requireHolds(each, operation));
                }
            }
            case Outcome.Refused no -> refused(operation, no);
        }
    }

    /** Timed out says nothing; busy says that this time of asking did nothing. */
    private void refused(OperationId operation, Outcome.Refused no) {
        if (no.refusal() == Refusal.TIMED_OUT || (no.refusal() == Refusal.BUSY && again.contains(operation))) {
            return;
        }
        refused.add(operation);
        if (no.refusal() == Refusal.NAME_TAKEN) {
            taken.add(no.detail());
        }
        world.running()
                .forEach(start -> require(
                        !holds(start, operation), () -> operation + " is answered as refused: " + no + ", and done"));
    }

    private void joined(Start start) {
        if (start.fate != Fate.RUNNING) {
            return;
        }
        for (int slice : world.slices()) {
            require(start.conversations.held(slice).isGiven(), () -> start + " joins without slice " + slice);
        }
        for (var member : start.conversations.view().members()) {
            var peer = world.latest(member.core());
            require(
                    member.core().equals(start.core)
                            || peer.incarnation != member.incarnation()
                            || Integer.valueOf(start.incarnation).equals(peer.channels.get(start.core)),
                    () -> start + " joins before " + peer + " can talk to it");
        }
    }

    private List<Start> joinedRunning() {
        return world.running().stream()
                .filter(start ->
                        world.view.member(start.core).filter(Member::joined).isPresent()
                                && world.view.admits(start.core, start.incarnation))
                .toList();
    }

    private void requireHolds(Start start, OperationId operation) {
        require(holds(start, operation), () -> operation + " is answered as done and " + start + " does not hold it");
    }

    private boolean holds(Start start, OperationId operation) {
        var recent = start.conversations.held(sliceOf(operation)).recent();
        return recent.numberOf(operation).isPresent() || recent.mayHaveForgotten(operation);
    }

    private int sliceOf(OperationId operation) {
        var change = Objects.requireNonNull(asked.get(operation));
        return new Slices(world.cores).of(change.name());
    }

    /** At rest, with every core back: all joined, all equal, all answered, and the table is what its log says. */
    void requireRest() {
        require(world.view.members().size() == world.cores, () -> "not every core is back: " + world.view);
        require(
                world.view.members().stream().allMatch(Member::joined),
                () -> "not every core has joined: " + world.view);
        unanswered.values().removeIf(start -> start.fate != Fate.RUNNING);
        require(unanswered.isEmpty(), () -> "never answered: " + unanswered);
        var first = world.latest(CoreId.of(0)).conversations;
        for (var start : world.running()) {
            require(start.conversations.pending() == 0, () -> start + " still awaits an answer");
            for (int slice : world.slices()) {
                require(
                        start.conversations.held(slice).equals(first.held(slice)),
                        () -> start + " ends with another slice " + slice + " than core-0");
            }
        }
        if (!lostState) {
            for (int slice : world.slices()) {
                LogModel.requireMakesTable(first.held(slice), asked, taken);
            }
        }
    }

    void requireTakenNamesWereSpawned() {
        require(
                lostState || taken.isEmpty() || world.limits.recentMax() < 64,
                () -> "refused for what never was: " + taken);
    }
}
