package multikernel.link;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** One incarnation of a node in the world, with its end of each link. */
final class Start {

    final String name;
    final long incarnation;
    final TreeMap<String, NodeLink> links = new TreeMap<>();
    final Map<String, Wire> wires = new HashMap<>();
    final Map<String, Long> fences = new HashMap<>();
    final List<End> ends = new ArrayList<>();
    long now;
    boolean isFrozen;
    boolean isDead;

    /** A channel's end, as its user sees it. */
    static final class End {

        final LinkChannel channel;
        final String peer;
        final long session;
        long sent;
        long received;
        long unhandled;
        boolean asksForRoom;
        boolean isClosed;

        End(LinkChannel channel, String peer, long session) {
            this.channel = channel;
            this.peer = peer;
            this.session = session;
        }
    }

    Start(String name, long incarnation, long now) {
        this.name = name;
        this.incarnation = incarnation;
        this.now = now;
    }

    boolean runs() {
        return !isDead && !isFrozen;
    }

    NodeLink link(String peer) {
        return Objects.requireNonNull(links.get(peer));
    }

    End end(LinkChannel channel) {
        return ends.stream().filter(end -> end.channel == channel).findFirst().orElseThrow();
    }

    /** The same at both ends: the lower node first. */
    String nameOf(End end, boolean ours) {
        var mine = name + "." + incarnation;
        var theirs = end.peer + "." + end.session;
        return (ours ? mine + ">" + theirs : theirs + ">" + mine) + "#" + end.channel.id;
    }

    @Override
    public String toString() {
        return name + "." + incarnation;
    }
}
