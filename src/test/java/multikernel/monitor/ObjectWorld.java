package multikernel.monitor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import multikernel.agreement.Act;
import multikernel.agreement.Agreement;
import multikernel.agreement.Limits;
import multikernel.base.CoreId;
import multikernel.base.Member;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.base.View;

/**
 * One replicated object on many cores of one thread, by a random sequence: each core begins it in a view of its own,
 * acknowledges in batches, is lost and comes back. The object is the list of all operations, some are refused.
 */
final class ObjectWorld {

    private record Link(ObjectStart from, ObjectStart to) {}

    private final Random random;
    private final Mistake mistake;
    private final List<CoreId> cores;
    private final Limits limits;
    private final Map<CoreId, ObjectStart> latest = new LinkedHashMap<>();
    private final LinkedHashMap<Link, ArrayDeque<ObjectEnvelope<List<OperationId>, Integer>>> links =
            new LinkedHashMap<>();
    private final Map<OperationId, ObjectStart> unanswered = new LinkedHashMap<>();
    private final Set<OperationId> done = new HashSet<>();
    private final Set<OperationId> refused = new HashSet<>();
    private View view = View.EMPTY;
    private int answers;
    private int faults;
    private int asks;

    ObjectWorld(long seed, Mistake mistake) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.mistake = mistake;
        this.cores = IntStream.range(0, 2 + random.nextInt(4))
                .filter(core -> core < 2 || random.nextInt(4) > 0)
                .mapToObj(CoreId::of)
                .toList();
        this.limits = random.nextInt(4) == 0 ? new Limits(3, 2, 2) : new Limits(64, 64, 256);
        this.faults = random.nextInt(6);
        this.asks = 5 + random.nextInt(30);
    }

    /** How many operations were done. */
    int run() {
        for (int steps = 0; steps < 400 && (asks > 0 || faults > 0); steps++) {
            step(true);
        }
        asks = faults = 0;
        for (int steps = 0; steps < 20_000 && !isAtRest(); steps++) {
            step(false);
        }
        require(isAtRest(), "does not come to rest");
        requireRest();
        return answers;
    }

    private void step(boolean isChaos) {
        int choice = random.nextInt(100);
        if (choice < 55) {
            deliver();
        } else if (choice < 70) {
            tellView();
        } else if (choice < 78) {
            pick(begun()).ifPresent(this::endBatch);
        } else if (choice < 84) {
            pick(running().filter(start -> !start.begun && start.view.number() > 0))
                    .ifPresent(this::begin);
        } else if (choice < 89) {
            order(pick(view.members().stream().filter(member -> !member.joined()))
                    .map(member -> Membership.joined(view, member.core(), member.incarnation()))
                    .orElse(view));
        } else if (choice < 93) {
            pick(cores.stream().filter(core -> !latest.containsKey(core) || !latest.get(core).running))
                    .ifPresent(this::start);
        } else if (isChaos && choice < 98) {
            ask();
        } else if (isChaos) {
            lose();
        }
    }

    private void start(CoreId core) {
        int incarnation = latest.containsKey(core) ? latest.get(core).incarnation + 1 : 1;
        if (view.member(core).isPresent()) {
            order(Membership.lost(view, core));
        }
        latest.put(core, new ObjectStart(core, incarnation, cores, limits));
        order(Membership.starting(view, core, incarnation));
    }

    private void lose() {
        pick(running().filter(start -> running().count() > 1)).ifPresent(start -> {
            if (faults-- > 0) {
                start.running = false;
                links.keySet().removeIf(link -> link.to() == start);
                if (running().noneMatch(other -> other.member.isGiven())) {
                    done.clear();
                    refused.clear();
                }
                unanswered.values().removeIf(asker -> asker == start);
                if (random.nextBoolean()) {
                    order(Membership.lost(view, start.core));
                }
            }
        });
    }

    private void order(View next) {
        if (!next.equals(view)) {
            view = next;
            running()
                    .filter(start -> next.admits(start.core, start.incarnation))
                    .forEach(start -> start.views.addLast(next));
        }
    }

    private void tellView() {
        pick(running().filter(start -> !start.views.isEmpty())).ifPresent(start -> {
            var next = start.views.removeFirst();
            start.tenures.viewed(start.view, next);
            start.view = next;
            if (start.begun) {
                perform(start, start.member.viewed(next, 0));
                perform(start, start.member.batchEnded(0));
            }
        });
    }

    private void begin(ObjectStart start) {
        start.begun = true;
        perform(start, start.member.began(start.view, mistake.tenures(start), 0));
    }

    private void deliver() {
        pick(links.keySet().stream().filter(link -> link.to().begun)).ifPresent(link -> {
            var queue = Objects.requireNonNull(links.get(link));
            var envelope = queue.removeFirst();
            if (mistake == Mistake.ACKNOWLEDGES_AHEAD) {
                queue.forEach(ahead -> acknowledge(link, ahead));
            }
            if (queue.isEmpty()) {
                links.remove(link);
            }
            hear(link.to(), envelope);
            if (random.nextInt(3) == 0) {
                endBatch(link.to());
            }
        });
    }

    private void hear(ObjectStart start, ObjectEnvelope<List<OperationId>, Integer> envelope) {
        start.isMidway = true;
        perform(start, start.member.heard(mistake.heardAs(start.view, envelope), 0));
    }

    private void acknowledge(Link link, ObjectEnvelope<List<OperationId>, Integer> ahead) {
        if (ahead.message()
                instanceof
                Agreement.Apply<List<OperationId>, Integer>(
                        var slice,
                        var ballot,
                        var number,
                        var operation,
                        var change)) {
            send(link.to(), link.from().core, new Agreement.Applied<>(slice, ballot, number));
        }
    }

    private void endBatch(ObjectStart start) {
        start.isMidway = false;
        if (mistake != Mistake.FORGETS_BATCHES) {
            perform(start, start.member.batchEnded(0));
        }
    }

    private void ask() {
        pick(begun()).ifPresent(start -> {
            if (asks-- > 0) {
                var operation = new OperationId(start.core, start.incarnation, ++start.operations);
                unanswered.put(operation, start);
                perform(start, start.member.asked(operation, random.nextInt(100), Long.MAX_VALUE, 0));
            }
        });
    }

    private void perform(ObjectStart start, List<Act<List<OperationId>, Integer>> acts) {
        for (var act : acts) {
            switch (act) {
                case Act.Send<List<OperationId>, Integer> send -> send(start, send.to(), send.message());
                case Act.Ended<List<OperationId>, Integer> ended -> ended(start, ended);
                case Act.Changed<List<OperationId>, Integer> changed -> {}
                case Act.Refused<List<OperationId>, Integer> late -> {}
            }
        }
        requireAgreement(start);
    }

    private void send(ObjectStart from, CoreId core, Agreement<List<OperationId>, Integer> message) {
        var peer = from.view.member(core);
        require(peer.isPresent(), from.core + " sends to " + core + ", which is no member");
        var to = Objects.requireNonNull(latest.get(core));
        if (to.incarnation == peer.get().incarnation() && to.running) {
            links.computeIfAbsent(new Link(from, to), link -> new ArrayDeque<>())
                    .addLast(new ObjectEnvelope<>(from.core, from.incarnation, from.view.number(), message));
        }
    }

    private void ended(ObjectStart start, Act.Ended<List<OperationId>, Integer> ended) {
        require(unanswered.remove(ended.operation()) == start, ended.operation() + " is answered twice");
        switch (ended.outcome()) {
            case Outcome.Done yes -> {
                answers++;
                done.add(ended.operation());
                require(
                        start.member.versionOf(ended.operation()) > 0 || limits.recentMax() < 64,
                        ended.operation() + " has no version");
            }
            case Outcome.Refused no -> {
                if (no.refusal() != Refusal.TIMED_OUT) {
                    refused.add(ended.operation());
                }
            }
        }
        begun().forEach(this::requireAgreement);
    }

    /**
     * What any two hold is the same as far as both hold it; what is answered is held by all who were given anything.
     */
    private void requireAgreement(ObjectStart start) {
        var state = start.member.state();
        require(!start.member.isGiven() || start.member.version() == state.size(), start.core + " has a wrong version");
        require(new HashSet<>(state).size() == state.size(), start.core + " did something twice");
        require(state.stream().noneMatch(refused::contains), start.core + " did what was answered as refused");
        begun().forEach(other -> {
            var theirs = other.member.state();
            int both = Math.min(state.size(), theirs.size());
            require(
                    state.subList(0, both).equals(theirs.subList(0, both)),
                    start.core + " and " + other.core + " differ");
        });
        if (start.running && start.member.isGiven()) {
            require(state.containsAll(done), start.core + " does not hold what was answered");
        }
    }

    private boolean isAtRest() {
        return running().count() == cores.size()
                && running().allMatch(start -> start.begun && start.views.isEmpty() && !start.isMidway)
                && view.members().size() == cores.size()
                && view.members().stream().allMatch(Member::joined)
                && links.isEmpty();
    }

    private void requireRest() {
        require(unanswered.isEmpty(), "never answered: " + unanswered.keySet());
        var first = Objects.requireNonNull(latest.get(cores.getFirst()));
        running().forEach(start -> {
            require(start.member.isGiven(), start.core + " was never given the state");
            require(start.member.pending() == 0, start.core + " still awaits an answer");
            require(start.member.state().equals(first.member.state()), start.core + " ends with another state");
        });
    }

    private Stream<ObjectStart> running() {
        return latest.values().stream().filter(start -> start.running);
    }

    private Stream<ObjectStart> begun() {
        return running().filter(start -> start.begun);
    }

    private <T> Optional<T> pick(Stream<T> from) {
        var all = new ArrayList<>(from.toList());
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
