package multikernel.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import multikernel.ownership.OwnershipMessage;

/** The links between starts. */
final class Wires {

    private record Pair(int from, int to) {}

    private final int slowOneIn;
    private final Map<Pair, Link> links = new HashMap<>();
    private final List<Link> loaded = new ArrayList<>();

    Wires(int slowOneIn) {
        this.slowOneIn = slowOneIn;
    }

    void put(Start from, Start to, OwnershipMessage message) {
        var pair = new Pair(from.number, to.number);
        var link = links.get(pair);
        if (link == null) {
            link = new Link(from, to, slowOneIn);
            links.put(pair, link);
        }
        link.letters.addLast(new Link.Letter(from.view.number(), message));
        if (link.place < 0) {
            link.place = loaded.size();
            loaded.add(link);
        }
    }

    Link.Letter take(Link link) {
        var letter = link.letters.removeFirst();
        if (link.letters.isEmpty()) {
            unload(link);
        }
        return letter;
    }

    /** What is under way to a start that has ended never arrives. */
    void forgetTo(Start to) {
        for (int place = loaded.size() - 1; place >= 0; place--) {
            var link = loaded.get(place);
            if (link.to == to) {
                link.letters.clear();
                unload(link);
            }
        }
    }

    /** Links that have something for one who can still take it, in no order that means anything. */
    List<Link> loaded() {
        return loaded;
    }

    private void unload(Link link) {
        var last = loaded.removeLast();
        if (last != link) {
            loaded.set(link.place, last);
            last.place = link.place;
        }
        link.place = -1;
    }
}
