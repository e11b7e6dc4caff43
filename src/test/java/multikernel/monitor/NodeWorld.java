package multikernel.monitor;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import multikernel.base.NodeMember;
import multikernel.base.NodeView;
import multikernel.monitor.NodeRoster.Effect;
import multikernel.monitor.NodeRoster.Reason;
import multikernel.monitor.NodeSighting.Phase;
import multikernel.monitor.NodeSighting.Seat;

/**
 * A cluster as Akka promises it, on one thread, by a seed: one sequence of states, of which each node sees every one
 * from its own first on, in its own time; a node that was taken in or removed makes the next state only after all that
 * run have seen the last. What one node asks another gets lost as often as not.
 */
final class NodeWorld {

    private static final int NAMES_MAX = 8;

    private static final int NODES = 5;

    /** A process: what it has seen of the states, and what it made of that. */
    private static final class Process {
        final NodeSighting first;
        final NodeRoster roster;
        final List<NodeView> views = new ArrayList<>();
        int seen;

        Process(NodeSighting first, int seen) {
            this.first = first;
            this.roster = new NodeRoster(first.seat(), NAMES_MAX);
            this.seen = seen;
        }
    }

    private final Random random;
    private final List<Map<Seat, NodeSighting>> states = new ArrayList<>(List.of(Map.of()));
    private final Map<Seat, Process> running = new LinkedHashMap<>();
    private final Map<String, Integer> lastIncarnation = new TreeMap<>();
    private final Map<Long, List<NodeMember>> byNumber = new TreeMap<>();
    private int seats;
    private int taken;
    final Map<Reason, Integer> withdrawals = new EnumMap<>(Reason.class);

    NodeWorld(long seed) {
        this.random = new Random(seed);
    }

    void run(int steps) {
        start();
        for (var step = 0; step < steps && lives(); step++) {
            switch (random.nextInt(8)) {
                case 0 -> start();
                case 1 -> crash();
                case 2, 3 -> lead();
                case 4 -> ask();
                default -> see();
            }
        }
    }

    /** Nothing happens any more, and everything that is under way arrives. */
    void settle() {
        for (var round = 0; round < 100; round++) {
            lead();
            for (var i = 0; i < 20 && lives(); i++) {
                see();
                ask();
            }
        }
        if (!lives()) {
            return;
        }
        var members = running.values().stream()
                .map(process -> process.roster.view())
                .distinct()
                .toList();
        assertTrue(members.size() <= 1, members::toString);
        running.values()
                .forEach(process -> assertTrue(process.roster
                        .view()
                        .admits(
                                process.first.node().name(),
                                process.first.node().incarnation())));
    }

    /** A cluster without a node that was taken in is none, and what starts then begins another one. */
    private boolean lives() {
        return taken == 0 && !running.isEmpty()
                || running.keySet().stream().anyMatch(seat -> phaseOf(seat) != Phase.JOINING);
    }

    private Phase phaseOf(Seat seat) {
        return Objects.requireNonNull(last().get(seat)).phase();
    }

    private Map<Seat, NodeSighting> last() {
        return states.getLast();
    }

    private void append(NodeSighting... changed) {
        var next = new LinkedHashMap<>(last());
        for (var each : changed) {
            if (each.phase() == Phase.REMOVED) {
                next.remove(each.seat());
            } else {
                next.put(each.seat(), each);
            }
        }
        states.add(next);
    }

    /** A name that nobody has starts; now and then it has forgotten how often it did. */
    private void start() {
        var name = "node-" + random.nextInt(NODES);
        var isThere =
                last().values().stream().anyMatch(each -> each.node().name().equals(name));
        if (isThere) {
            return;
        }
        var forgot = random.nextInt(6) == 0;
        var incarnation = forgot ? 1 : lastIncarnation.getOrDefault(name, 0) + 1;
        lastIncarnation.merge(name, incarnation, Math::max);
        var seat = new Seat(name + ":1", seats++);
        var joining = new NodeSighting(seat, new NodeMember(name, incarnation), 2, Phase.JOINING, 0, true);
        append(joining);
        var process = new Process(joining, states.size() - 1);
        running.put(seat, process);
        show(process, Map.of(), last());
    }

    private void crash() {
        var gone = any(new ArrayList<>(running.keySet()));
        var process = Objects.requireNonNull(running.remove(gone));
        if (!lives()) {
            running.put(gone, process);
        }
    }

    /** One change, once all that run and were taken in have seen what was before; who crashed first goes down. */
    private void lead() {
        var isSeen = lives()
                && running.values().stream()
                        .filter(process -> phaseOf(process.first.seat()) != Phase.JOINING)
                        .allMatch(process -> process.seen == states.size() - 1);
        if (!isSeen || last().isEmpty()) {
            return;
        }
        var moves = last().values().stream()
                .map(each -> moved(each, running.containsKey(each.seat())))
                .filter(each -> !each.equals(last().get(each.seat())))
                .toList();
        if (!moves.isEmpty()) {
            append(any(moves));
        }
    }

    private NodeSighting moved(NodeSighting node, boolean isRunning) {
        if (node.phase() == Phase.JOINING && isRunning) {
            return phase(node, Phase.UP, ++taken);
        }
        return isRunning ? node : phase(node, node.phase() == Phase.DOWN ? Phase.REMOVED : Phase.DOWN, node.upNumber());
    }

    private static NodeSighting phase(NodeSighting node, Phase phase, int upNumber) {
        return new NodeSighting(node.seat(), node.node(), node.cores(), phase, upNumber, phase != Phase.DOWN);
    }

    private void see() {
        var process = any(new ArrayList<>(running.values()));
        if (process.seen < states.size() - 1) {
            var before = states.get(process.seen);
            show(process, before, states.get(++process.seen));
        }
    }

    /** In any order, as they come out of one comparison. */
    private void show(Process process, Map<Seat, NodeSighting> before, Map<Seat, NodeSighting> after) {
        var changes = new ArrayList<>(after.values().stream()
                .filter(each -> !each.equals(before.get(each.seat())))
                .toList());
        before.values().stream()
                .filter(each -> !after.containsKey(each.seat()))
                .forEach(each -> changes.add(phase(each, Phase.REMOVED, each.upNumber())));
        Collections.shuffle(changes, random);
        changes.forEach(each -> take(process, process.roster.seen(each, 0)));
    }

    private void ask() {
        if (!lives()) {
            return;
        }
        var process = any(new ArrayList<>(running.values()));
        for (var address : process.roster.elders()) {
            running.values().stream()
                    .filter(elder -> elder.first.seat().address().equals(address) && random.nextBoolean())
                    .findFirst()
                    .flatMap(elder -> elder.roster.past(process.first.seat()))
                    .ifPresent(past -> take(process, process.roster.told(past)));
        }
    }

    private void take(Process process, List<Effect> effects) {
        for (var effect : effects) {
            switch (effect) {
                case Effect.Joined joined -> check(process, joined.view());
                case Effect.Lost lost -> check(process, lost.view());
                case Effect.Withdraw withdraw -> withdraw(process, withdraw.reason());
            }
        }
    }

    private void withdraw(Process process, Reason reason) {
        assertNotEquals(Reason.NAME_TAKEN, reason);
        assertNotEquals(Reason.TOO_MANY_NAMES, reason);
        running.remove(process.first.seat());
        withdrawals.merge(reason, 1, Integer::sum);
    }

    private void check(Process process, NodeView view) {
        if (!process.views.isEmpty()) {
            assertTrue(view.number() > process.views.getLast().number(), "numbers grow");
        }
        process.views.add(view);
        var before = byNumber.putIfAbsent(view.number(), view.members());
        assertTrue(before == null || before.equals(view.members()), "one number, one set: " + before + view);
        for (var member : view.members()) {
            assertFalse(
                    process.views.stream()
                            .anyMatch(each -> each.members().stream()
                                    .anyMatch(earlier -> earlier.name().equals(member.name())
                                            && earlier.incarnation() > member.incarnation())),
                    "nobody older comes back");
        }
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
