package multikernel.multicast;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import multikernel.multicast.GroupMessage.Down;
import multikernel.multicast.GroupMessage.Known;
import multikernel.multicast.GroupMessage.Submit;

/**
 * One order for all: an author hands its messages to the eldest member and keeps each until it has it back, the eldest
 * numbers them. A new eldest begins once it has everything that those before it have sent, so that it knows what is
 * numbered already.
 */
final class Sequencing<M> {

    private final Standing<M> at;
    private final Closing<M> closing;
    private final ArrayDeque<Submit<M>> pending = new ArrayDeque<>();
    private final ArrayDeque<Submit<M>> waiting = new ArrayDeque<>();
    /** The latest that is numbered of each author. */
    private final Map<Seat, Long> numbered = new HashMap<>();

    private long authored;
    private boolean isWaitedFor;
    private boolean isBegun;
    private boolean hasMissed;

    Sequencing(Standing<M> at, Closing<M> closing) {
        this.at = at;
        this.closing = closing;
    }

    Said submit(M message) {
        if (pending.size() >= at.limits.window()) {
            isWaitedFor = true;
            return Said.BUSY;
        }
        authored++;
        var submit = new Submit<>(at.view.number(), at.self(), authored, message);
        pending.add(submit);
        hand(submit);
        return Said.ACCEPTED;
    }

    private void hand(Submit<M> submit) {
        if (at.isEldest()) {
            heard(submit);
        } else {
            at.ground.send(at.view.eldest().orElseThrow().core(), submit);
        }
    }

    void heard(Submit<M> submit) {
        waiting.add(submit);
    }

    /** Whether the eldest has to find out what there is before it numbers anything. */
    boolean mustKnow() {
        return at.isEldest() && !isBegun;
    }

    void viewChanged() {
        waiting.clear();
        numbered.keySet().removeIf(author -> !at.view.has(author));
        handAgain();
    }

    private void handAgain() {
        hasMissed = false;
        if (at.isMember()) {
            for (var each : pending) {
                hand(new Submit<>(at.view.number(), each.author(), each.number(), each.message()));
            }
        }
    }

    /** Numbers what waits, as far as there is room; true if it did. */
    boolean pump() {
        if (hasMissed) {
            handAgain();
        }
        if (!at.isEldest()) {
            return false;
        }
        if (!isBegun && closing.isSettled()) {
            isBegun = true;
            closing.numbered().forEach((author, number) -> numbered.merge(author, number, Math::max));
            at.out().after(closing.last());
        }
        var moved = false;
        while (isBegun && at.out().hasRoom() && !waiting.isEmpty()) {
            number(waiting.remove());
            moved = true;
        }
        return moved;
    }

    private void number(Submit<M> submit) {
        if (submit.number() > numbered.getOrDefault(submit.author(), 0L)) {
            numbered.put(submit.author(), submit.number());
            at.out().send(submit.author(), submit.number(), List.of(), submit.message());
        } else if (submit.author().equals(at.self())) {
            known(submit.number());
        } else {
            at.ground.send(submit.author().core(), new Known<>(at.view.number(), submit.number()));
        }
    }

    /** Here is one that has its number, whether it is for this member or not. */
    void numbered(Stream<M> by, Down<M> down) {
        if (at.order == Order.TOTAL) {
            numbered.merge(down.author(), down.authorNumber(), Math::max);
            by.authors().merge(down.author(), down.authorNumber(), Math::max);
        }
    }

    /** Messages passed this member by: its own among them will not come back. */
    void missed() {
        hasMissed = true;
    }

    /** Where members are left behind the sequencer's word has to do; elsewhere the message itself comes. */
    void heard(Known<M> known) {
        if (at.slow == Slow.LEAVE_BEHIND) {
            known(known.number());
        }
    }

    /** This member's messages up to this number are back. */
    void known(long number) {
        while (!pending.isEmpty() && pending.element().number() <= number) {
            pending.remove();
        }
        if (isWaitedFor && pending.size() < at.limits.window()) {
            isWaitedFor = false;
            at.ground.room();
        }
    }
}
