package multikernel.monitor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import multikernel.agreement.Limits;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Tree;
import multikernel.base.View;
import multikernel.monitor.Start.Fate;
import multikernel.ownership.Ownership;
import multikernel.ownership.OwnershipLimits;
import org.jspecify.annotations.Nullable;

/**
 * A node of many cores on one thread, moved by whoever drives it one event at a time: monitors, the links between them
 * (each first in, first out, one for each pair of incarnations) and a guardian that orders views.
 */
final class World {

    /** From one start to another: nothing of an old incarnation is used again. */
    record Link(Start from, Start to) {

        int hashCodeOfPair() {
            return from.core.index() * 31 + from.incarnation * 17 + to.core.index() * 7 + to.incarnation;
        }
    }

    /** Is told of everything that happens; throws when it must not. */
    interface Observer {

        default void happens(Start start, MonitorEvent event) {}

        default void happened(Start start, MonitorEvent event, List<MonitorEffect> effects) {}

        default void performed(Start start, MonitorEffect effect) {}

        default void ordered(View before, View after) {}
    }

    final int cores;
    final Limits limits;
    final int domainsMax;
    final Bug bug;
    final Map<CoreId, Start> latest = new LinkedHashMap<>();
    final List<Start> starts = new ArrayList<>();
    private final HashMap<Link, ArrayDeque<Envelope>> links = new LinkedHashMap<>();
    private final ArrayList<Link> loaded = new ArrayList<>();
    final ArrayDeque<Start> saidJoined = new ArrayDeque<>();
    final List<Observer> observers = new ArrayList<>();
    View view = View.EMPTY;
    long nowNanos;

    World(int cores, Limits limits, int domainsMax, Bug bug) {
        this.cores = cores;
        this.limits = limits;
        this.domainsMax = domainsMax;
        this.bug = bug;
    }

    Start start(CoreId core) {
        int incarnation = latest.containsKey(core) ? latest(core).incarnation + 1 : 1;
        var capabilities = new Ownership(
                core,
                incarnation,
                cores,
                cores << 16,
                OwnershipLimits.DEFAULT,
                (root, others) -> new Tree(root, Map.of(root, others)));
        var start = new Start(
                core, incarnation, new Conversations(core, incarnation, cores, domainsMax, limits, 4096, capabilities));
        latest.put(core, start);
        starts.add(start);
        order(Membership.starting(view, core, incarnation));
        return start;
    }

    /** The guardian declares a core failed (it is dead) or stuck (it runs on, outside). */
    void declareLost(Start start) {
        if (start.fate == Fate.RUNNING) {
            start.fate = Fate.FENCED;
        }
        order(Membership.lost(view, start.core));
    }

    /** The guardian hears the oldest of those that said that they have joined. */
    void hearJoined() {
        var start = saidJoined.removeFirst();
        order(Membership.joined(view, start.core, start.incarnation));
    }

    void crash(Start start) {
        start.fate = Fate.DEAD;
        loaded.stream().filter(link -> link.to == start).toList().forEach(this::forget);
    }

    /** Only the starts of the view itself are told of it. */
    private void order(View next) {
        if (next.equals(view)) {
            return;
        }
        var before = view;
        view = next;
        latest.values().stream()
                .filter(start -> next.admits(start.core, start.incarnation))
                .forEach(start -> start.views.addLast(next));
        observers.forEach(observer -> observer.ordered(before, next));
    }

    void tellView(Start start) {
        var next = start.views.removeFirst();
        take(start, new MonitorEvent.ViewChanged(next));
    }

    void deliver(Link link) {
        var envelope = queue(link).removeFirst();
        if (queue(link).isEmpty()) {
            forget(link);
        }
        take(link.to, new MonitorEvent.FromPeer(envelope));
    }

    void ask(Start start, OperationId operation, DomainChange change, long deadlineNanos) {
        take(start, new MonitorEvent.Ask(operation, change, deadlineNanos));
    }

    void tick(Start start) {
        take(start, new MonitorEvent.Tick());
    }

    private void take(Start start, MonitorEvent event) {
        if (start.fate == Fate.DEAD || diesNow(start)) {
            return;
        }
        var waiting = new ArrayDeque<>(bug.before(this, start, event));
        while (!waiting.isEmpty()) {
            var next = waiting.removeFirst();
            observers.forEach(observer -> observer.happens(start, next));
            var effects = bug.after(start, next, start.conversations.on(next, nowNanos), waiting::addLast);
            for (var effect : effects) {
                start.effects++;
                perform(start, effect);
                observers.forEach(observer -> observer.performed(start, effect));
                if (diesNow(start)) {
                    return;
                }
            }
            observers.forEach(observer -> observer.happened(start, next, effects));
        }
    }

    private boolean diesNow(Start start) {
        boolean dies = start.effects >= start.effectsUntilDeath;
        if (dies) {
            crash(start);
        }
        return dies;
    }

    private void perform(Start start, MonitorEffect effect) {
        switch (effect) {
            case MonitorEffect.OpenChannel open -> {
                var old = start.channels.put(open.to(), open.incarnation());
                Invariants.require(old == null, () -> start + " opens a channel to " + open + " beside " + old);
            }
            case MonitorEffect.CloseChannel close -> {
                boolean removed = start.channels.remove(close.to(), close.incarnation());
                Invariants.require(removed, () -> start + " closes a channel that it has not: " + close);
            }
            case MonitorEffect.Send send -> send(start, send);
            case MonitorEffect.Joined joined -> {
                if (start.fate == Fate.RUNNING) {
                    saidJoined.addLast(start);
                }
            }
            case MonitorEffect.DomainStarted started -> {}
            case MonitorEffect.DomainSpanned spanned -> {}
            case MonitorEffect.DomainEnded ended -> {}
            case MonitorEffect.Answered answered -> {}
            case MonitorEffect.Refused refused -> {}
            case MonitorEffect.OfCapabilities other -> {}
        }
    }

    private void send(Start from, MonitorEffect.Send send) {
        int incarnation = from.channels.getOrDefault(send.to(), 0);
        Invariants.require(incarnation > 0, () -> from + " sends without a channel: " + send);
        starts.stream()
                .filter(start -> start.core.equals(send.to()) && start.incarnation == incarnation)
                .filter(start -> start.fate != Fate.DEAD)
                .forEach(to -> put(new Link(from, to), send.envelope()));
    }

    private void put(Link link, Envelope envelope) {
        var queue = links.get(link);
        if (queue == null) {
            queue = new ArrayDeque<>();
            links.put(link, queue);
            loaded.add(link);
        }
        queue.addLast(envelope);
    }

    ArrayDeque<Envelope> queue(Link link) {
        return Objects.requireNonNull(links.get(link));
    }

    Start latest(CoreId core) {
        return Objects.requireNonNull(latest.get(core));
    }

    /** Links that have something for one who can still take it. */
    List<Link> loaded() {
        return loaded;
    }

    private void forget(Link link) {
        links.remove(link);
        loaded.remove(link);
    }

    /** What a core will hear next from the one that sent it this; null if nothing is under way. */
    @Nullable
    Envelope nextAfter(Start to, Envelope envelope) {
        return loaded.stream()
                .filter(link -> isBetween(link, to, envelope))
                .findFirst()
                .map(link -> queue(link).getFirst())
                .orElse(null);
    }

    void dropNextAfter(Start to, Envelope envelope) {
        var link = loaded.stream()
                .filter(each -> isBetween(each, to, envelope))
                .findFirst()
                .orElseThrow();
        queue(link).removeFirst();
        if (queue(link).isEmpty()) {
            forget(link);
        }
    }

    private static boolean isBetween(Link link, Start to, Envelope envelope) {
        return link.to == to
                && link.from.core.equals(envelope.from())
                && link.from.incarnation == envelope.incarnation();
    }

    int[] slices() {
        return IntStream.range(0, cores).toArray();
    }

    List<Start> running() {
        return latest.values().stream()
                .filter(start -> start.fate == Fate.RUNNING)
                .toList();
    }

    /** Runs what happens without a fault, in an order that the random sequence gives, until nothing can. */
    void settle(Random random) {
        for (int steps = 0; steps < 100_000; steps++) {
            var can = new ArrayList<Runnable>();
            running().stream().filter(start -> !start.views.isEmpty()).forEach(start -> can.add(() -> tellView(start)));
            loaded.forEach(link -> can.add(() -> deliver(link)));
            deadMembers().forEach(start -> can.add(() -> declareLost(start)));
            if (!saidJoined.isEmpty()) {
                can.add(this::hearJoined);
            }
            if (can.isEmpty()) {
                return;
            }
            can.get(random.nextInt(can.size())).run();
        }
        throw new AssertionError("does not come to rest");
    }

    /** Dead, and not yet declared lost. */
    List<Start> deadMembers() {
        return latest.values().stream()
                .filter(start -> start.fate == Fate.DEAD && view.admits(start.core, start.incarnation))
                .toList();
    }
}
