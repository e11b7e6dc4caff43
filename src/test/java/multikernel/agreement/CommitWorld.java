package multikernel.agreement;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import multikernel.agreement.CommitStart.Fate;
import multikernel.base.CoreId;
import multikernel.base.Member;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.base.Tree;
import multikernel.base.View;

/**
 * Cores on one thread that commit with one another, moved by whoever drives them one event at a time: links that are
 * first in, first out between two starts, a guardian that orders views and tells of ends, and domains that take their
 * time.
 */
final class CommitWorld {

    static final Outcome.Refused NO = new Outcome.Refused(Refusal.HOLDER_REFUSES, "");

    record Link(CommitStart from, CommitStart to) {}

    record Envelope(CommitStart from, long view, CommitMessage<String> message) {}

    final CommitBug bug;
    final int openMax;
    final CommitInvariants invariants = new CommitInvariants(this);
    final List<CommitStart> starts = new ArrayList<>();
    final Map<CoreId, CommitStart> latest = new LinkedHashMap<>();
    final List<Link> loaded = new ArrayList<>();
    private final Map<Link, ArrayDeque<Envelope>> links = new HashMap<>();
    View view = View.EMPTY;
    boolean hashed;
    /** Whether the history is to be read by a person. */
    boolean traced;

    long hash;

    CommitWorld(int openMax, CommitBug bug) {
        this.openMax = openMax;
        this.bug = bug;
    }

    CommitStart start(CoreId core) {
        int incarnation = 1
                + Optional.ofNullable(latest.get(core))
                        .map(old -> old.incarnation)
                        .orElse(0);
        var start = new CommitStart(core, incarnation, openMax);
        latest.put(core, start);
        starts.add(start);
        var members = others(core);
        members.add(new Member(core, incarnation, true));
        order(members);
        starts.stream()
                .filter(each -> each.endKnown && view.admits(each.core, each.incarnation))
                .forEach(start.endings::addLast);
        return start;
    }

    private List<Member> others(CoreId core) {
        return new ArrayList<>(view.members().stream()
                .filter(member -> !member.core().equals(core))
                .toList());
    }

    private void order(List<Member> members) {
        view = new View(view.number() + 1, members);
        latest.values().stream()
                .filter(start -> view.admits(start.core, start.incarnation))
                .forEach(start -> start.views.addLast(view));
    }

    /** The guardian says that the core is lost: it is dead, or it only seems so. */
    void lose(CommitStart start) {
        if (start.fate == Fate.RUNNING) {
            start.fate = Fate.FENCED;
        }
        order(others(start.core));
    }

    void crash(CommitStart start) {
        start.fate = Fate.DEAD;
        List.copyOf(loaded).stream().filter(link -> link.to == start).forEach(this::forget);
    }

    /**
     * The guardian saw for certain that the loop has ended, before or after it orders a view without it. Everyone is
     * told who is told a view with it.
     */
    void end(CommitStart start) {
        start.endKnown = true;
        running().forEach(each -> each.endings.addLast(start));
    }

    void tellView(CommitStart start) {
        start.view = start.views.removeFirst();
        start.view.members().forEach(member -> start.seen.put(member.core(), member.incarnation()));
        take(start, new CommitEvent.Viewed(start.view));
        var held = List.copyOf(start.held);
        start.held.clear();
        held.forEach(envelope -> arrive(start, envelope));
    }

    void tellEnding(CommitStart start) {
        var ended = start.endings.removeFirst();
        start.toldEnded.add(ended);
        take(start, new CommitEvent.Ended(ended.core, ended.incarnation));
    }

    void deliver(Link link) {
        var queue = queue(link);
        var envelope = queue.removeFirst();
        if (queue.isEmpty()) {
            forget(link);
        }
        arrive(link.to, envelope);
    }

    /** As a monitor routes: what is of a later view waits, what is of no member is refused. */
    private void arrive(CommitStart to, Envelope envelope) {
        if (envelope.view > to.view.number()) {
            to.held.add(envelope);
        } else if (to.view.admits(envelope.from.core, envelope.from.incarnation) || bug.hearsEveryone()) {
            take(to, new CommitEvent.Heard(envelope.from.core, envelope.message));
        }
    }

    void begin(CommitStart start, OperationId operation, long ballot, Phases phases, Tree tree) {
        invariants.begins(start, operation, ballot, phases, tree);
        take(start, new CommitEvent.Begin(operation, ballot, phases, tree));
    }

    void cancel(CommitStart start, OperationId operation) {
        take(start, new CommitEvent.Cancel(operation, new Outcome.Refused(Refusal.TIMED_OUT, "")));
    }

    /** The domain answers what it was asked longest ago. */
    void answer(CommitStart start, boolean agrees) {
        var question = Objects.requireNonNull(
                start.questions.remove(start.questions.keySet().iterator().next()));
        invariants.answers(start, question, agrees);
        take(
                start,
                agrees
                        ? new CommitEvent.Agreed(question.operation())
                        : new CommitEvent.Refused(question.operation(), NO));
    }

    /** The domain has done what it was told longest ago. */
    void work(CommitStart start) {
        var task = Objects.requireNonNull(
                start.tasks.remove(start.tasks.keySet().iterator().next()));
        start.done.add(task.operation());
        take(start, new CommitEvent.Performed(task.operation()));
    }

    void take(CommitStart start, CommitEvent event) {
        if (diesNow(start)) {
            return;
        }
        var waiting = new ArrayDeque<>(bug.before(start, event));
        while (!waiting.isEmpty()) {
            var next = waiting.removeFirst();
            var acts = bug.after(start, next, start.tell(next), waiting::addLast);
            if (traced) {
                System.err.println(start + " " + start.fate + " " + next + " -> " + acts);
            }
            if (hashed) {
                hash = 31 * (31 * (31 * hash + start.toString().hashCode()) + hashOf(next)) + hashOf(acts);
            }
            for (var act : acts) {
                start.effects++;
                perform(start, act);
                if (diesNow(start)) {
                    return;
                }
            }
        }
    }

    /** Texts hash alike in every process; constants do not. */
    private static int hashOf(Object what) {
        return what.toString().hashCode();
    }

    private boolean diesNow(CommitStart start) {
        if (start.fate != Fate.DEAD && start.effects >= start.effectsUntilDeath) {
            crash(start);
        }
        return start.fate == Fate.DEAD;
    }

    private void perform(CommitStart start, CommitAct<String> act) {
        invariants.does(start, act);
        switch (act) {
            case CommitAct.Send<String> send -> send(start, send);
            case CommitAct.Prepare<String> prepare -> start.questions.put(prepare.operation(), prepare);
            case CommitAct.Perform<String> perform -> start.tasks.put(perform.operation(), perform);
            case CommitAct.Undo<String> undo -> start.questions.remove(undo.operation());
            case CommitAct.Aborted<String> aborted -> {}
            case CommitAct.Delayed<String> delayed -> {}
            case CommitAct.Finished<String> finished -> {}
            case CommitAct.Late<String> late -> {}
        }
    }

    private void send(CommitStart from, CommitAct.Send<String> send) {
        var member = from.view.member(send.to());
        CommitInvariants.require(
                member.isPresent() || bug.hearsEveryone(), () -> from + " sends to one who is no member: " + send);
        var to = member.map(each -> start(each.core(), each.incarnation())).orElseGet(() -> latest(send.to()));
        if (to.fate != Fate.DEAD) {
            var link = new Link(from, to);
            var queue = links.get(link);
            if (queue == null) {
                queue = new ArrayDeque<>();
                links.put(link, queue);
                loaded.add(link);
            }
            queue.addLast(new Envelope(from, from.view.number(), send.message()));
        }
    }

    CommitStart start(CoreId core, int incarnation) {
        return starts.stream()
                .filter(each -> each.is(core, incarnation))
                .findFirst()
                .orElseThrow();
    }

    private CommitStart latest(CoreId core) {
        return Objects.requireNonNull(latest.get(core));
    }

    private ArrayDeque<Envelope> queue(Link link) {
        return Objects.requireNonNull(links.get(link));
    }

    private void forget(Link link) {
        links.remove(link);
        loaded.remove(link);
    }

    List<CommitStart> running() {
        return starts.stream().filter(start -> start.fate == Fate.RUNNING).toList();
    }

    /** Runs what happens without a fault, in an order that the random sequence gives, until nothing can. */
    void settle(Random random, int refusesOneIn) {
        for (int steps = 0; steps < 20_000; steps++) {
            var can = new ArrayList<Runnable>();
            for (var start : starts) {
                addWhatCanBe(start, random, refusesOneIn, can);
            }
            loaded.forEach(link -> can.add(() -> deliver(link)));
            if (can.isEmpty()) {
                invariants.requireRest();
                return;
            }
            can.get(random.nextInt(can.size())).run();
        }
        throw new AssertionError("does not come to rest");
    }

    private void addWhatCanBe(CommitStart start, Random random, int refusesOneIn, List<Runnable> can) {
        if (start.fate == Fate.DEAD) {
            if (view.admits(start.core, start.incarnation)) {
                can.add(() -> lose(start));
            }
            if (!start.endKnown) {
                can.add(() -> end(start));
            }
            return;
        }
        if (!start.views.isEmpty() && start.fate == Fate.RUNNING) {
            can.add(() -> tellView(start));
        }
        if (!start.endings.isEmpty() && start.fate == Fate.RUNNING) {
            can.add(() -> tellEnding(start));
        }
        if (!start.questions.isEmpty()) {
            can.add(() -> answer(start, refusesOneIn == 0 || random.nextInt(refusesOneIn) > 0));
        }
        if (!start.tasks.isEmpty()) {
            can.add(() -> work(start));
        }
    }
}
