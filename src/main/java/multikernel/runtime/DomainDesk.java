package multikernel.runtime;

import akka.actor.typed.ActorRef;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.base.Member;
import multikernel.base.Outcome;
import multikernel.base.Policy;
import multikernel.base.Refusal;
import multikernel.monitor.DomainChange;
import multikernel.monitor.Relocations;
import multikernel.monitor.Roster;

/**
 * The guardian's side of domains: takes operations to a monitor, knows where each dispatcher lives and tells every
 * core, answers who waits. Confined to the guardian.
 */
final class DomainDesk {

    private static final long MOVES_WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Roster roster;
    private final Incarnations incarnations;
    private final NodeBoard board;
    private final DispatcherFactories factories;
    private final Directory directory = new Directory();
    private final Operations operations = new Operations();
    private final Awaited awaited = new Awaited();
    private final Degradations degradations;
    private final Exits exits;
    private final Relocations relocations;
    private final ActorRef<Outcome> ignore;
    private boolean draining;

    /** @param ignore hears how the moves of dispatchers end, which is seen where they start */
    DomainDesk(NodeSetup setup, Roster roster, Incarnations incarnations, ActorRef<Outcome> ignore) {
        this.roster = roster;
        this.incarnations = incarnations;
        this.board = setup.board();
        this.factories = setup.factories();
        this.exits = new Exits(board);
        this.relocations = new Relocations(setup.settings().dispatcher().restartsMax(), MOVES_WINDOW_NANOS);
        this.ignore = ignore;
        this.degradations = new Degradations(board);
    }

    void order(NodeCommand.OfTable order) {
        switch (order) {
            case NodeCommand.Spawn(var domain, var replyTo) -> spawn(domain, replyTo);
            case NodeCommand.Kill(var domain, var replyTo) -> kill(domain, replyTo);
            case NodeCommand.Span(var domain, var cores, var replyTo) -> span(domain, cores, List.of(), replyTo);
            case NodeCommand.AwaitDomain await -> await(await);
            case NodeCommand.AwaitEnd await -> awaitEnd(await);
        }
    }

    private void spawn(DomainSpec domain, ActorRef<Outcome> replyTo) {
        awaited.forget(domain.name());
        submit(replyTo, new DomainChange.Spawn(domain));
    }

    private void kill(String domain, ActorRef<Outcome> replyTo) {
        submit(replyTo, new DomainChange.Kill(domain));
    }

    void span(String domain, List<CoreId> more, List<CoreId> less, ActorRef<Outcome> replyTo) {
        submit(replyTo, new DomainChange.Span(domain, more, less));
    }

    private void submit(ActorRef<Outcome> replyTo, DomainChange change) {
        var acting = acting();
        if (draining) {
            replyTo.tell(new Outcome.Refused(Refusal.STOPPING, ""));
        } else if (acting.isEmpty()) {
            replyTo.tell(new Outcome.Refused(Refusal.BUSY, "no core has joined"));
        } else {
            var core = acting.get();
            var ticket = operations.begin(core, roster.incarnation(core), replyTo);
            incarnations.monitor(core, roster.incarnation(core)).tell(new Monitor.Change(ticket, change));
        }
    }

    /** One that is on its way out begins nothing new. */
    private Optional<CoreId> acting() {
        return roster.view().members().stream()
                .filter(Member::joined)
                .map(Member::core)
                .filter(core -> !roster.isAway(core))
                .findFirst();
    }

    void answered(NodeCommand.Answered answered) {
        operations.answer(answered.ticket(), answered.outcome());
    }

    private void await(NodeCommand.AwaitDomain await) {
        awaited.await(await.domain(), await.replyTo());
        settle();
    }

    void willListen(NodeCommand.WillListen will) {
        awaited.willListen(will.domain(), will.core());
    }

    void listening(NodeCommand.Listening at) {
        board.listening(at.domain(), at.address());
        awaited.listening(at.domain(), at.core());
        settle();
    }

    void degraded(NodeCommand.Degraded said) {
        degradations.say(said);
    }

    void unable(NodeCommand.Unable unable) {
        board.event("domain", unable.domain() + " on " + unable.core() + " is unable: " + unable.reason());
        awaited.unable(unable.domain(), unable.reason());
        settle();
    }

    /** Every replica says what it holds; the one that acts for the node is believed. */
    void tableChanged(NodeCommand.TableChanged changed) {
        var acting = roster.view().lowestJoined();
        if (acting.isEmpty() || acting.get().equals(changed.core())) {
            board.rows(changed.rows());
            exits.keep(changed.rows());
            settle();
        }
    }

    void dispatcherStarted(NodeCommand.DispatcherStarted started) {
        if (roster.isCurrent(started.core(), started.incarnation())) {
            exits.startedAgain(started.domain(), started.core());
            tellEveryCore(directory.add(started));
            settle();
        }
    }

    void dispatcherEnded(NodeCommand.DispatcherEnded ended, long nowNanos) {
        tellEveryCore(directory.remove(ended.domain(), ended.core(), ended.incarnation()));
        degradations.forget(ended.domain(), ended.core());
        if (!ended.thrown().isEmpty()) {
            exits.threw(ended);
            moveIfTold(ended, nowNanos);
        }
        settle();
    }

    /** By the policy of its domain, to a core that has none. */
    private void moveIfTold(NodeCommand.DispatcherEnded ended, long nowNanos) {
        var row = board.rows().stream()
                .filter(each -> each.name().equals(ended.domain()) && Policy.of(each.settings()) == Policy.MOVE)
                .findFirst();
        if (row.isEmpty() || !factories.canSpan(row.get())) {
            return;
        }
        var online = roster.view().members().stream()
                .filter(Member::joined)
                .map(Member::core)
                .filter(core -> !roster.isAway(core))
                .toList();
        var target = relocations.target(row.get(), online, this::dispatchersOn, nowNanos);
        var name = ended.domain() + "'s dispatcher on " + ended.core();
        board.event("domain", name + target.map(to -> " moves to " + to).orElse(" has no core to move to"));
        target.ifPresent(to -> span(ended.domain(), List.of(to), List.of(ended.core()), ignore));
    }

    private void awaitEnd(NodeCommand.AwaitEnd await) {
        awaited.awaitEnd(await.domain(), await.replyTo());
        settle();
    }

    /** Whoever is bound to its dispatchers is told to send them nothing new. */
    void coreLeaves(CoreId core) {
        directory.leaving(core).forEach(this::tellEveryCore);
        settle();
    }

    /** Domains that have a dispatcher on this core, and on no other of these. */
    List<String> onlyOn(CoreId core, List<CoreId> others) {
        return board.rows().stream()
                .filter(row ->
                        row.cores().contains(core) && row.cores().stream().noneMatch(others::contains))
                .map(DomainSpec::name)
                .toList();
    }

    /** Whether the domain's dispatcher there has started, and listens if it is to. */
    boolean isUp(String domain, CoreId core) {
        return directory.bindings(domain).dispatchers().containsKey(core) && !awaited.isSilent(domain, core);
    }

    /**
     * Why a domain cannot do without its dispatcher on this core; empty if all can.
     *
     * @param others to which a domain that is here only would move
     */
    String needs(CoreId core, List<CoreId> others) {
        var alone = onlyOn(core, others);
        return board.rows().stream()
                .filter(row -> row.cores().contains(core))
                .flatMap(row ->
                        factories
                                .keeps(row, core, alone.contains(row.name()))
                                .map(why -> row.name() + ": " + why)
                                .stream())
                .findFirst()
                .orElse("");
    }

    /** What the core held is gone; whoever was bound to it is told, and so is whoever waits for an answer. */
    void coreLost(CoreId core, int incarnation) {
        for (var bindings : directory.removeCore(core, incarnation)) {
            board.event("domain", "the state of " + bindings.domain() + "'s dispatcher on " + core + " is lost");
            tellEveryCore(bindings);
            degradations.forget(bindings.domain(), core);
        }
        operations.lost(core, incarnation);
    }

    void coreStarted(ActorRef<CpuDriver.Command> cpuDriver) {
        directory.all().forEach(bindings -> cpuDriver.tell(new CpuDriver.Bound(bindings)));
    }

    /** With the last replica gone, what the guardian saw last is spawned anew, and the loss is said. */
    void restoreTable(ActorRef<Outcome> ignore) {
        if (!board.rows().isEmpty()) {
            board.event(
                    "domain", "the last replica of the table of domains was lost: spawning what was last seen of it");
            List.copyOf(board.rows()).forEach(row -> spawn(row, ignore));
        }
    }

    void drain() {
        draining = true;
    }

    int dispatchersOn(CoreId core) {
        return directory.dispatchersOn(core);
    }

    private void tellEveryCore(Bindings bindings) {
        board.bindings(bindings);
        incarnations.cpuDrivers(roster.view()).forEach(cpuDriver -> cpuDriver.tell(new CpuDriver.Bound(bindings)));
    }

    private void settle() {
        awaited.settle(board.rows(), directory, roster::isAway);
    }
}
