package multikernel.monitor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import multikernel.base.CoreId;
import multikernel.base.View;

/**
 * Where a message from a peer goes first: in, away, or into waiting until its view has come.
 *
 * <p>A sender's views only grow, so what waits keeps the order of its channel.
 */
final class Router<E extends Dated> {

    /** What becomes of a message. */
    enum Way {
        DELIVER,
        HOLD,
        REFUSE
    }

    private record Sender(CoreId core, int incarnation) {}

    private final int heldMax;
    private final LinkedHashMap<Sender, ArrayDeque<E>> held = new LinkedHashMap<>();

    /** @param heldMax messages of one sender that may wait for a view */
    Router(int heldMax) {
        this.heldMax = heldMax;
    }

    Way arrive(View view, E envelope) {
        if (envelope.view() > view.number()) {
            hold(envelope);
            return Way.HOLD;
        }
        return view.admits(envelope.from(), envelope.incarnation()) ? Way.DELIVER : Way.REFUSE;
    }

    /** Takes out what no longer has to wait, each sender's messages in their order. */
    List<E> release(View view) {
        if (held.isEmpty()) {
            return List.of();
        }
        var released = new ArrayList<E>();
        for (var queue : held.values()) {
            while (!queue.isEmpty() && queue.getFirst().view() <= view.number()) {
                released.add(queue.removeFirst());
            }
        }
        held.values().removeIf(ArrayDeque::isEmpty);
        return released;
    }

    /** To drop one would be a gap in what must have none, so a core that is this far behind ends its incarnation. */
    private void hold(E envelope) {
        var queue =
                held.computeIfAbsent(new Sender(envelope.from(), envelope.incarnation()), sender -> new ArrayDeque<>());
        if (queue.size() >= heldMax) {
            throw new IllegalStateException(heldMax + " messages of " + envelope.from() + " wait for view "
                    + queue.getFirst().view() + ", which does not come");
        }
        queue.addLast(envelope);
    }
}
