package multikernel.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.View;
import multikernel.monitor.Membership;
import multikernel.ownership.OwnershipEffect;
import multikernel.ownership.OwnershipEvent;
import multikernel.ownership.Request;
import multikernel.simulation.Start.Fate;
import org.jspecify.annotations.Nullable;

/**
 * A node of many cores on one thread, moved by whoever drives it one event at a time: cores, the links between them, a
 * guardian that orders views, memory, and the record of what domains asked for. What must not happen ends it with a
 * {@link Violation}.
 */
public final class World {

    final Options options;
    final SplittableRandom random;
    final Wires wires;
    final Ledger ledger;
    final Trace trace;
    /** Every start that has not ended, in the order in which they started. */
    final List<Start> present = new ArrayList<>();

    private final Tamper tamper;
    private final @Nullable Start[] latest;
    private int starts;
    private View view = View.EMPTY;
    long nowNanos = 1;
    long clock;

    World(Options options, SplittableRandom random, Tamper tamper, int tracedMax) {
        this.options = options;
        this.random = random;
        this.tamper = tamper;
        this.latest = new Start[options.cores()];
        this.wires = new Wires(options.slowOneIn());
        this.trace = new Trace(tracedMax);
        this.ledger = new Ledger(this);
    }

    View view() {
        return view;
    }

    @Nullable
    Start latest(int core) {
        return latest[core];
    }

    // The guardian.

    Start start(int core) {
        var before = latest[core];
        int incarnation = before == null ? 1 : before.incarnation + 1;
        var id = CoreId.of(core);
        var start = new Start(starts++, options.cores(), id, incarnation, Owning.make(id, incarnation, options));
        latest[core] = start;
        present.add(start);
        befalls(start, "starts");
        start.told.addLast(new OwnershipEvent.Left(stuckBefore(start), List.copyOf(mourned.values())));
        order(Membership.starting(view, id, incarnation));
        start.startedIn = view.number();
        return start;
    }

    /** Who is no member any more, and has not ended as far as the guardian knows. */
    private List<multikernel.ownership.Start> stuckBefore(Start start) {
        var stuck = new TreeSet<multikernel.ownership.Start>();
        for (var among : List.of(present, unmourned)) {
            for (var each : among) {
                boolean isBefore = each.core.equals(start.core) || !view.admits(each.core, each.incarnation);
                if (each != start && isBefore) {
                    stuck.add(new multikernel.ownership.Start(each.core, each.incarnation));
                }
            }
        }
        return List.copyOf(stuck);
    }

    void join(Start start) {
        order(Membership.joined(view, start.core, start.incarnation));
    }

    /** The guardian takes it for stuck. */
    void suspect(Start start) {
        befalls(start, "is suspected");
        start.fate = Fate.FENCED;
        ledger.suspected();
        order(Membership.lost(view, start.core));
    }

    /** Its loop ends: its views are closed, what was under way to it is lost. */
    void end(Start start) {
        befalls(start, "ends");
        start.fate = Fate.ENDED;
        start.told.clear();
        start.owed.clear();
        start.undone.clear();
        start.zeroing.clear();
        ledger.ended(start);
        present.remove(start);
        wires.forgetTo(start);
        unmourned.add(start);
    }

    final List<Start> unmourned = new ArrayList<>();

    /** Of each core, the start whose end the guardian saw last. */
    private final SortedMap<CoreId, multikernel.ownership.Start> mourned = new TreeMap<>();

    /** The guardian has seen that its loop has ended, and says so. */
    void mourn(Start start) {
        unmourned.remove(start);
        if (view.admits(start.core, start.incarnation)) {
            order(Membership.lost(view, start.core));
        }
        mourned.put(start.core, new multikernel.ownership.Start(start.core, start.incarnation));
        tellAll(new OwnershipEvent.Ended(start.core, start.incarnation));
    }

    /** Only the starts of the view itself are told of it. */
    private void order(View next) {
        if (next.number() != view.number()) {
            view = next;
            tellAll(new OwnershipEvent.Viewed(next));
        }
    }

    private void tellAll(OwnershipEvent event) {
        for (var member : view.members()) {
            var start = latest[member.core().index()];
            if (start != null && start.isRunning()) {
                start.told.addLast(event);
            }
        }
    }

    // What a core is told.

    /** Whether anything came of it. */
    boolean deliver(Link link) {
        if (link.to.paused) {
            return false;
        }
        if (link.isAhead()) {
            return tell(link.to);
        }
        var letter = wires.take(link);
        if (link.to.peers[link.from.core.index()] == link.from.incarnation) {
            take(link.to, new OwnershipEvent.Heard(link.from.core, letter.sentIn(), letter.message()));
        }
        return true;
    }

    boolean tell(Start start) {
        var event = start.told.pollFirst();
        if (event instanceof OwnershipEvent.Viewed viewed) {
            start.sees(viewed.view());
        }
        if (event != null) {
            take(start, event);
        }
        return event != null;
    }

    /** Its shell keeps its word: memory is zero now, or a holder has answered. */
    void keep(Start start, int which) {
        var event = start.owed.remove(which);
        if (event instanceof OwnershipEvent.Zeroed zeroed) {
            ledger.memory.zeroed(start, zeroed);
        } else if (event instanceof OwnershipEvent.Agreed word) {
            ledger.says(start, word);
        }
        take(start, event);
    }

    void ask(Start start, OperationId operation, String domain, Request request, long deadlineNanos) {
        take(start, new OwnershipEvent.Ask(operation, domain, request, deadlineNanos));
    }

    void take(Start start, OwnershipEvent event) {
        clock++;
        ledger.happens(start, event);
        if (tamper == Tamper.NONE) {
            step(start, event, null);
            return;
        }
        var waiting = new ArrayDeque<>(tamper.before(this, start, event));
        while (!waiting.isEmpty() && start.canMove()) {
            step(start, waiting.removeFirst(), waiting);
        }
    }

    private void step(Start start, OwnershipEvent event, @Nullable ArrayDeque<OwnershipEvent> next) {
        clock++;
        var effects = start.ownership.on(event, nowNanos);
        if (next != null) {
            effects = tamper.after(start, event, effects, next::addLast);
        }
        trace.happened(clock, start, event, effects);
        start.undone.addAll(effects);
        ledger.looks(start);
        goOn(start);
    }

    /** It performs what it began to, as far as it comes. */
    void goOn(Start start) {
        start.paused = false;
        while (!start.undone.isEmpty()) {
            boolean isClosing = start.pausesAtClose
                    && (start.undone.peekFirst() instanceof OwnershipEffect.CloseViews
                            || start.undone.peekFirst() instanceof OwnershipEffect.CloseView);
            if (start.effectsUntilFault-- == 0 || isClosing) {
                start.faultIsPause |= isClosing;
                start.pausesAtClose = false;
                start.effectsUntilFault = Integer.MAX_VALUE;
                stop(start);
                return;
            }
            perform(start, start.undone.removeFirst());
        }
        ledger.rests(start);
    }

    private void stop(Start start) {
        if (start.faultIsPause) {
            befalls(start, "stands still before " + start.undone.peekFirst());
            start.paused = true;
        } else {
            end(start);
        }
    }

    private void perform(Start start, OwnershipEffect effect) {
        switch (effect) {
            case OwnershipEffect.Send send -> send(start, send);
            case OwnershipEffect.OpenView open -> ledger.opens(start, open);
            case OwnershipEffect.CloseViews close -> ledger.closes(start, close.object(), null);
            case OwnershipEffect.CloseView close -> ledger.closes(start, close.object(), close.domain());
            case OwnershipEffect.Arrived arrived -> {}
            case OwnershipEffect.Zero zero -> {
                ledger.memory.zeroing(start, zero);
                start.owed.add(new OwnershipEvent.Zeroed(zero.base(), zero.bytes()));
            }
            case OwnershipEffect.AskHolder ask ->
                start.owed.add(
                        new OwnershipEvent.Agreed(ask.operation(), ask.object(), ask.domain(), random.nextInt(4) != 0));
            case OwnershipEffect.Answered answered -> ledger.answers(start, answered);
            case OwnershipEffect.Late late -> {}
        }
    }

    private void send(Start from, OwnershipEffect.Send send) {
        int incarnation = from.peers[send.to().index()];
        Violation.unless(incarnation > 0, () -> from + " has no channel for " + send);
        var to = present(send.to(), incarnation);
        if (to != null) {
            wires.put(from, to, send.message());
        }
    }

    private @Nullable Start present(CoreId core, int incarnation) {
        var start = latest[core.index()];
        if (start != null && start.incarnation == incarnation) {
            return start.fate == Fate.ENDED ? null : start;
        }
        for (var each : present) {
            if (each.incarnation == incarnation && each.core.equals(core)) {
                return each;
            }
        }
        return null;
    }

    void befalls(Start start, String what) {
        clock++;
        trace.befell(clock, start, what);
    }
}
