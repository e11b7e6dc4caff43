package multikernel.simulation.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import multikernel.agreement.CommitAct;
import multikernel.agreement.Commits;
import multikernel.agreement.Phases;
import multikernel.base.CoreId;
import multikernel.base.Member;
import multikernel.base.OperationId;
import multikernel.base.Tree;
import multikernel.base.View;
import multikernel.knowledge.tree.Cost;
import multikernel.simulation.machine.Conditions.Down;
import multikernel.simulation.machine.Conditions.Lines;
import multikernel.simulation.machine.Conditions.Polled;
import org.jspecify.annotations.Nullable;

/** Commits of production between the cores of a model, in simulated cycles. */
public final class Run {

    private static final long BALLOT = 1;
    private static final int INCARNATION = 1;
    private static final String PROPOSAL = "page";

    private final Model model;
    private final Tree tree;
    private final Conditions conditions;
    private final Agenda agenda = new Agenda();
    private final Homes homes;
    private final List<ModelCore> cores = new ArrayList<>();
    private final List<Channel> channels = new ArrayList<>();
    private final ModelCore root;
    private final Committed committed;

    /** What the root wrote last on the line that everyone reads; null after anything else. */
    private @Nullable Class<?> written;

    /**
     * @param tree of the cores that take part, which are the model's first ones
     * @param openMax commits under way at once
     * @param random where each core looks first
     */
    public Run(Model model, Tree tree, Conditions conditions, int openMax, SplittableRandom random) {
        this.model = model;
        this.tree = tree;
        this.conditions = conditions;
        homes = new Homes(model.dies(), model.homeCycles());
        var ids = tree.cores().stream().sorted().toList();
        var view = new View(
                1, ids.stream().map(core -> new Member(core, INCARNATION, true)).toList());
        for (var core : ids) {
            if (core.index() != cores.size()) {
                throw new IllegalArgumentException("cores without gaps from 0 take part, not " + core);
            }
            var commits = new Commits<String>(core, INCARNATION, openMax);
            commits.viewed(view);
            cores.add(new ModelCore(core, commits));
        }
        root = cores.get(tree.root().index());
        committed = new Committed(root.id, INCARNATION);
        link();
        cores.forEach(core -> core.next = core.in.isEmpty() ? 0 : random.nextInt(polled(core)));
    }

    private void link() {
        for (var parent : tree.cores()) {
            for (var child : tree.childrenOf(parent)) {
                open(parent, child);
                open(child, parent);
            }
        }
    }

    private Channel open(CoreId from, CoreId to) {
        var sender = cores.get(from.index());
        var receiver = cores.get(to.index());
        int home = home(sender, receiver);
        var cost = model.of(from, to, home);
        var channel = new Channel(channels.size(), sender, receiver, cost, home, receiver.in.size());
        receiver.in.add(channel);
        channels.add(channel);
        sender.out.put(to, channel);
        return channel;
    }

    private int home(ModelCore sender, ModelCore receiver) {
        var below = tree.childrenOf(sender.id).contains(receiver.id) ? receiver : sender;
        var at = conditions.lines() == Lines.AT_ROOT ? root : below;
        return model.packageOf(at.id);
    }

    private int polled(ModelCore core) {
        return conditions.polled() == Polled.ALL ? Math.max(core.in.size(), cores.size() - 1) : core.in.size();
    }

    /**
     * Commits one after another, so many under way at a time, until all is quiet.
     *
     * @param gapCycles between the end of one and the beginning of the next that takes its place
     * @return of each its cycles, in the order in which they ended
     */
    public Committed commit(Phases phases, int count, int underWay, long gapCycles) {
        committed.reset(count, gapCycles, phases, agenda.now());
        long before = agenda.puts();
        for (int at = 0; at < Math.min(count, underWay); at++) {
            agenda.put(agenda.now(), Event.BEGIN.at(0));
        }
        while (!agenda.isEmpty()) {
            int due = agenda.take();
            switch (Event.of(due)) {
                case GO_ON -> goOn(cores.get(Event.where(due)));
                case VISIBLE -> visible(channels.get(Event.where(due)));
                case BEGIN -> begin();
            }
        }
        committed.over(agenda.puts() - before);
        return committed;
    }

    private void begin() {
        if (!committed.hasMore()) {
            return;
        }
        written = null;
        var operation = committed.begun(agenda.now());
        root.undone.addAll(root.commits.begin(operation, BALLOT, committed.phases(), PROPOSAL, tree));
        wake(root, agenda.now());
    }

    private void wake(ModelCore core, long at) {
        if (core.idle) {
            core.idle = false;
            agenda.put(at, Event.GO_ON.at(core.id.index()));
        }
    }

    /** A message can be seen; a core that looks comes to it in turn, one that sleeps is woken. */
    private void visible(Channel channel) {
        channel.visible++;
        var core = channel.to;
        core.seen.set(channel.place);
        if (!core.idle) {
            return;
        }
        long now = agenda.now();
        if (now - core.idleSince > conditions.pollMaxCycles()) {
            wake(core, now + model.wakeCycles());
            return;
        }
        int polled = polled(core);
        long looked = (now - core.idleSince) / model.pollCycles();
        int looksAt = (int) ((core.next + looked) % polled);
        core.next = channel.place;
        long found = core.idleSince + (looked + core.looksUntil(channel.place, looksAt, polled)) * model.pollCycles();
        wake(core, Math.max(now, found));
    }

    /** What the core has to do next: it ends what it was at, then sends, then looks. */
    private void goOn(ModelCore core) {
        if (core.inHand != null) {
            var from = Objects.requireNonNull(core.inHandFrom);
            var message = core.inHand;
            core.inHand = null;
            core.undone.addAll(core.commits.heard(from, message));
        } else if (core.performing != null) {
            performed(core, core.performing);
            core.performing = null;
        }
        long busy = 0;
        while (busy == 0 && !core.undone.isEmpty()) {
            busy = perform(core, core.undone.removeFirst());
        }
        if (busy == 0) {
            busy = receive(core);
        }
        if (busy > 0) {
            agenda.put(agenda.now() + busy, Event.GO_ON.at(core.id.index()));
        } else {
            core.idle = true;
            core.idleSince = agenda.now();
        }
    }

    /** @return for how long the core is busy with it */
    private long perform(ModelCore core, CommitAct<String> act) {
        return switch (act) {
            case CommitAct.Send<String> send -> send(core, send);
            case CommitAct.Prepare<String> prepare -> {
                prepend(core, core.commits.agreed(prepare.operation()));
                yield 0;
            }
            case CommitAct.Perform<String> perform -> {
                if (conditions.workCycles() == 0) {
                    performed(core, perform.operation());
                } else {
                    core.performing = perform.operation();
                }
                yield conditions.workCycles();
            }
            case CommitAct.Finished<String> finished -> {
                if (!finished.committed()) {
                    throw new IllegalStateException(finished + ", and nobody refuses");
                }
                committed.finished(finished.operation(), agenda.now());
                if (committed.hasMore()) {
                    agenda.put(agenda.now() + committed.gapCycles(), Event.BEGIN.at(0));
                }
                yield 0;
            }
            case CommitAct.Undo<String> undo -> throw new IllegalStateException(undo + ", and nobody refuses");
            case CommitAct.Aborted<String> aborted -> throw new IllegalStateException(aborted.toString());
            case CommitAct.Delayed<String> delayed -> throw new IllegalStateException(delayed.toString());
            case CommitAct.Late<String> late -> throw new IllegalStateException(late.toString());
        };
    }

    private static void prepend(ModelCore core, List<CommitAct<String>> acts) {
        for (int at = acts.size() - 1; at >= 0; at--) {
            core.undone.addFirst(acts.get(at));
        }
    }

    private void performed(ModelCore core, OperationId operation) {
        committed.performed(operation, agenda.now());
        prepend(core, core.commits.performed(operation));
    }

    private long send(ModelCore core, CommitAct.Send<String> send) {
        var known = core.out.get(send.to());
        var channel = known == null ? open(core.id, send.to()) : known;
        var cost = channel.cost;
        boolean isShared = conditions.down() == Down.SHARED_LINE && core == root;
        boolean isWritten = isShared && send.message().getClass() == written;
        written = isShared ? send.message().getClass() : null;
        long busy = isWritten ? 0 : cost.send();
        long waits = isWritten ? 0 : homes.wait(channel.home, agenda.now());
        long at = Math.max(channel.lastVisibleAt, agenda.now() + busy + waits + cost.transfer());
        channel.lastVisibleAt = at;
        channel.messages.addLast(send.message());
        agenda.put(at, Event.VISIBLE.at(channel.number));
        return busy;
    }

    /** @return 0 where there is nothing to receive */
    private long receive(ModelCore core) {
        int place = core.nextSeen();
        if (place < 0) {
            return 0;
        }
        written = core == root ? null : written;
        var channel = core.in.get(place);
        int polled = polled(core);
        long looks = (long) core.looksUntil(place, core.next, polled) * model.pollCycles();
        core.inHand = channel.messages.removeFirst();
        core.inHandFrom = channel.from.id;
        core.next = (place + 1) % polled;
        channel.visible--;
        if (channel.visible == 0) {
            core.seen.clear(place);
        }
        long waits = 0;
        for (int request = 1; request < model.requests(); request++) {
            waits += homes.wait(channel.home, agenda.now() + looks + waits);
        }
        return looks + waits + receive(channel.cost) + conditions.handlerCycles();
    }

    private static long receive(Cost cost) {
        return Math.max(1, cost.receive());
    }
}
