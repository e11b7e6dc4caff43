package multikernel.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import multikernel.base.CoreId;
import multikernel.base.CoreState;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.monitor.Roster;

/**
 * The guardian's side of capabilities: takes work to the core that it is for, and answers for a core that is lost.
 * Confined to the guardian.
 */
final class CapabilityDesk {

    private record Waiter(CoreId core, int incarnation, NodeCommand.DoWork asked) {}

    private final Roster roster;
    private final Incarnations incarnations;
    private final int cores;
    private final Map<Long, Waiter> waiters = new HashMap<>();
    private long tickets;

    CapabilityDesk(Roster roster, Incarnations incarnations, int cores) {
        this.roster = roster;
        this.incarnations = incarnations;
        this.cores = cores;
    }

    void work(NodeCommand.DoWork command) {
        var core = command.core();
        if (core.index() >= cores) {
            refuse(command, Refusal.NO_SUCH_CORE, core + "; the node has 0 to " + (cores - 1));
            return;
        }
        var member = roster.view().member(core);
        if (member.isPresent() && roster.isAway(core)) {
            refuse(command, Refusal.NOT_ONLINE, core + " is leaving");
        } else if (member.isEmpty()) {
            var refusal = roster.state(core) == CoreState.STUCK ? Refusal.CORE_STUCK : Refusal.NO_SUCH_CORE;
            refuse(command, refusal, core + " is " + roster.state(core).word());
        } else if (command.incarnation() != 0
                && command.incarnation() != member.get().incarnation()) {
            refuse(command, Refusal.NO_SUCH_CAPABILITY, core + " has failed since, and what it held is gone");
        } else {
            int incarnation = member.get().incarnation();
            waiters.put(++tickets, new Waiter(core, incarnation, command));
            incarnations.monitor(core, incarnation).tell(new Monitor.Work(tickets, command.work()));
        }
    }

    private void refuse(NodeCommand.DoWork command, Refusal refusal, String detail) {
        refuse(command, new Outcome.Refused(refusal, detail));
    }

    /** The core that it was for does not count it: it was not asked, or does not answer. */
    private void refuse(NodeCommand.DoWork command, Outcome.Refused refused) {
        if (command.work() instanceof CapabilityWork.Ask ask && command.core().index() < cores) {
            incarnations.refused(command.core(), ask.request(), refused);
        }
        command.replyTo().tell(new CapabilityReply.Refused(refused));
    }

    void worked(NodeCommand.Worked worked) {
        var waiter = waiters.remove(worked.ticket());
        if (waiter != null) {
            waiter.asked().replyTo().tell(worked.reply());
        }
    }

    /** Whoever waits for it is told; a stuck core may yet do what it was asked, for itself alone. */
    void coreLost(CoreId core, int incarnation, CoreState how) {
        var lost = how == CoreState.STUCK
                ? new Outcome.Refused(Refusal.CORE_STUCK, core.toString())
                : new Outcome.Refused(Refusal.TIMED_OUT, core + " was lost before the operation was decided");
        for (var ticket : List.copyOf(waiters.keySet())) {
            var waiter = waiters.get(ticket);
            if (waiter != null && waiter.core().equals(core) && waiter.incarnation() == incarnation) {
                waiters.remove(ticket);
                refuse(waiter.asked(), lost);
            }
        }
    }
}
