package multikernel.knowledge.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import multikernel.base.CoreId;
import multikernel.base.Tree;

/** The shapes that look at no cost. */
final class Fixed {

    private Fixed() {}

    static Tree sequential(CoreId root, List<CoreId> others) {
        var growing = new Growing(root);
        growing.addAll(root, others);
        return growing.tree();
    }

    static Tree binary(CoreId root, List<CoreId> others) {
        var growing = new Growing(root);
        binary(growing, root, others);
        return growing.tree();
    }

    /** Level by level. */
    static void binary(Growing growing, CoreId root, List<CoreId> others) {
        var all = new ArrayList<CoreId>(List.of(root));
        all.addAll(others);
        for (int at = 1; at < all.size(); at++) {
            growing.add(all.get((at - 1) / 2), all.get(at));
        }
    }

    /**
     * The broadcast of Bar-Noy and Kipnis (1992) in the postal model where a message takes as long as two sends: the
     * cores that have it after each round are as many as the numbers of Fibonacci.
     */
    static Tree fibonacci(CoreId root, List<CoreId> others) {
        var growing = new Growing(root);
        var senders = new ArrayList<CoreId>(List.of(root));
        List<CoreId> onTheirWay = List.of();
        var waiting = new ArrayDeque<>(others);
        while (!waiting.isEmpty()) {
            var sent = new ArrayList<CoreId>();
            for (int at = 0; at < senders.size() && !waiting.isEmpty(); at++) {
                sent.add(waiting.removeFirst());
                growing.add(senders.get(at), sent.getLast());
            }
            senders.addAll(onTheirWay);
            onTheirWay = sent;
        }
        return growing.tree();
    }
}
