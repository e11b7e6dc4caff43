package multikernel.simulation;

import java.util.ArrayDeque;
import multikernel.ownership.OwnershipMessage;

/** From one start to another, first in, first out: nothing of an old incarnation is used again. */
final class Link {

    /** What is on its way, with the number of the view in which it was sent. */
    record Letter(long sentIn, OwnershipMessage message) {}

    final Start from;
    final Start to;
    final boolean slow;
    final ArrayDeque<Letter> letters = new ArrayDeque<>();
    /** Where it is among the loaded ones; -1 if it is empty. */
    int place = -1;

    Link(Start from, Start to, int slowOneIn) {
        this.from = from;
        this.to = to;
        int pair = from.core.index() * 31 + from.incarnation * 17 + to.core.index() * 7 + to.incarnation;
        this.slow = slowOneIn > 0 && pair % (slowOneIn + 1) == 0;
    }

    /** Whether the receiver has to be told a view before it can take the next letter. */
    boolean isAhead() {
        return letters.getFirst().sentIn > to.view.number();
    }
}
