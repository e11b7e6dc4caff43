package multikernel.network;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import multikernel.base.Refusal;
import multikernel.link.ChannelName;
import multikernel.runtime.Gateway;

/**
 * Channels that were asked for while the first connection of a link is being made: they open once it is there, for who
 * is refused has to ask again, and does so late.
 */
final class PendingOpens {

    /** Of one link; more are refused. */
    private static final int MOST = 1024;

    private record Pending(ChannelName name, long fingerprint, Gateway.Sender sender, long untilNanos) {}

    private final Map<String, ArrayDeque<Pending>> byPeer = new HashMap<>();

    /** Whether there is room for it; {@code false}, and it has not been taken. */
    boolean add(String peer, ChannelName name, long fingerprint, Gateway.Sender sender, long untilNanos) {
        var pending = byPeer.computeIfAbsent(peer, none -> new ArrayDeque<>());
        return pending.size() < MOST && pending.add(new Pending(name, fingerprint, sender, untilNanos));
    }

    /** The link is there. */
    void open(String peer, PeerLink link) {
        var pending = byPeer.remove(peer);
        if (pending != null) {
            pending.forEach(each -> link.open(each.name(), each.fingerprint(), each.sender()));
        }
    }

    /** It will not be there soon. */
    void refuse(String peer) {
        var pending = byPeer.remove(peer);
        if (pending != null) {
            pending.forEach(each -> each.sender().refused(Refusal.NO_TIER, "to " + peer));
        }
    }

    /** Refuses what has waited too long. */
    void tick(long nowNanos) {
        byPeer.forEach((peer, pending) -> {
            while (!pending.isEmpty() && nowNanos - pending.element().untilNanos() >= 0) {
                pending.remove().sender().refused(Refusal.NO_TIER, "to " + peer);
            }
        });
        byPeer.values().removeIf(ArrayDeque::isEmpty);
    }

    /** The gateway ends. */
    void close() {
        byPeer.keySet().stream().toList().forEach(this::refuse);
    }
}
