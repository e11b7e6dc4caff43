package multikernel.runtime;

import akka.actor.typed.ActorRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import multikernel.base.CoreId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;

/**
 * Who waits for which operation, and on which core it was begun. An operation whose core is lost is answered as
 * undecided: nobody is left waiting.
 */
final class Operations {

    private record Waiter(CoreId core, int incarnation, ActorRef<Outcome> replyTo) {}

    private final Map<Long, Waiter> waiters = new HashMap<>();
    private long last;

    long begin(CoreId core, int incarnation, ActorRef<Outcome> replyTo) {
        waiters.put(++last, new Waiter(core, incarnation, replyTo));
        return last;
    }

    void answer(long ticket, Outcome outcome) {
        var waiter = waiters.remove(ticket);
        if (waiter != null) {
            waiter.replyTo().tell(outcome);
        }
    }

    void lost(CoreId core, int incarnation) {
        var tickets = waiters.entrySet().stream()
                .filter(entry ->
                        entry.getValue().core().equals(core) && entry.getValue().incarnation() == incarnation)
                .map(Map.Entry::getKey)
                .toList();
        var undecided = new Outcome.Refused(Refusal.TIMED_OUT, core + " was lost before the operation was decided");
        List.copyOf(tickets).forEach(ticket -> answer(ticket, undecided));
    }
}
