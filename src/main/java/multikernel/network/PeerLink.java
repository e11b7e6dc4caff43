package multikernel.network;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import multikernel.base.Refusal;
import multikernel.base.Tier;
import multikernel.link.ChannelName;
import multikernel.link.Declined;
import multikernel.link.Frame;
import multikernel.link.LinkChannel;
import multikernel.link.LinkEffect;
import multikernel.link.NodeLink;
import multikernel.metrics.LinkTally;
import multikernel.runtime.Gateway;
import multikernel.trace.Shared;
import multikernel.urpc.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shell around the link to one peer: performs what the link wants done on its connections and channels. */
final class PeerLink {

    static final Logger LOG = LoggerFactory.getLogger("multikernel.network");

    /** Fingerprint of what never comes back: a channel has one direction. */
    private static final long NO_MESSAGES = 0;

    private final Peers peers;
    private final NodeLink link;
    private final InetSocketAddress address;
    private final PeerWatcher watcher;
    private final LinkTally tally;
    private final Shared trace;
    private final Map<LinkChannel, NetworkChannel> channels = new HashMap<>();
    private final Map<Long, PeerConnection> connections = new HashMap<>();
    private final Set<NetworkChannel> unsettled = new LinkedHashSet<>();
    /** Until then its first connection is awaited, unless the peer refuses. */
    private final long newUntilNanos;

    private boolean isNew = true;
    private boolean isFlushDue;

    PeerLink(Peers peers, NodeLink link, InetSocketAddress address, PeerWatcher watcher) {
        this.peers = peers;
        this.link = link;
        this.address = address;
        this.watcher = watcher;
        tally = watcher.counts(link.peer());
        trace = new Shared(watcher.recorder());
        newUntilNanos = peers.now() + peers.limits().greetingNanos();
    }

    NodeLink link() {
        return link;
    }

    /** Whether it has had no session yet, and may have one soon. */
    boolean isNew(long nowNanos) {
        return isNew && nowNanos - newUntilNanos < 0;
    }

    long newUntilNanos() {
        return newUntilNanos;
    }

    void dialled(PeerConnection connection) {
        connections.put(connection.number, connection);
        link.dialled(connection.number, peers.now());
        perform();
        saySoon();
    }

    void called(PeerConnection connection, Frame.Hello hello) {
        connections.put(connection.number, connection);
        link.greeted(connection.number, hello, peers.now());
        perform();
        saySoon();
    }

    void received(PeerConnection connection, Frame frame) {
        link.received(connection.number, frame, peers.now());
        perform();
    }

    void garbled(PeerConnection connection, String what) {
        link.garbled(connection.number, what, peers.now());
        perform();
        connection.drop(Optional.empty());
    }

    void lost(PeerConnection connection) {
        connections.remove(connection.number);
        link.lost(connection.number, peers.now());
        perform();
    }

    void notDialled() {
        link.lost(0, peers.now());
    }

    void tick() {
        link.tick(peers.now());
        perform();
        saySoon();
        tally.reads(tier(), link.reading());
    }

    void fence(long incarnation) {
        link.fence(incarnation);
        perform();
    }

    void leave() {
        link.leave();
        perform();
        tally.end();
    }

    /** What came in one go has been handed over. */
    void settled() {
        settle();
        saySoon();
    }

    private void settle() {
        unsettled.forEach(NetworkChannel::settled);
        unsettled.clear();
    }

    /** At the end of the turn, once for all that was said in it. */
    void saySoon() {
        isFlushDue = true;
        peers.flushSoon();
    }

    void flush() {
        if (isFlushDue) {
            isFlushDue = false;
            perform();
            settle();
            var connection = connections.get(link.connection());
            if (connection != null) {
                connection.flush(link, peers.now());
            }
        }
    }

    void open(ChannelName name, long fingerprint, Gateway.Sender sender) {
        var channel = link.open(name, fingerprint, NO_MESSAGES);
        if (channel == null) {
            sender.refused(link.session() == 0 ? Refusal.NO_TIER : Refusal.BUSY, "to " + link.peer());
            return;
        }
        channels.put(channel, NetworkChannel.opening(channel, this, sender));
        saySoon();
    }

    private void perform() {
        for (var effects = link.effects(); !effects.isEmpty(); effects = link.effects()) {
            effects.forEach(tally::wants);
            effects.forEach(this::perform);
        }
    }

    private void perform(LinkEffect effect) {
        switch (effect) {
            case LinkEffect.Dial() -> peers.sockets().dial(this, address);
            case LinkEffect.Drop drop -> drop(drop);
            case LinkEffect.Began(long incarnation) -> {
                watcher.began(link.peer(), incarnation);
                isNew = false;
                peers.pending().open(link.peer(), this);
            }
            case LinkEffect.Resumed _ -> LOG.debug("connected to {}", link.peer());
            case LinkEffect.Ended(long incarnation, Channel.Ending why) -> watcher.ended(link.peer(), incarnation, why);
            case LinkEffect.Refused refused -> {
                LOG.warn("{}: {}{}", link.peer(), refused.why().sentence(), refused.byPeer() ? ", it says" : "");
                watcher.refused(link.peer(), refused.why());
                isNew = false;
                peers.pending().refuse(link.peer());
            }
            case LinkEffect.Silent() -> watcher.silent(link.peer(), true);
            case LinkEffect.Heard() -> watcher.silent(link.peer(), false);
            case LinkEffect.Asked(LinkChannel channel) -> asked(channel);
            case LinkEffect.Opened(LinkChannel channel) -> at(channel, NetworkChannel::opened);
            case LinkEffect.NotOpened(LinkChannel channel, Declined why) -> refused(channel, why.refusal());
            case LinkEffect.Received(LinkChannel channel, byte[] bytes) ->
                at(channel, to -> {
                    to.received(bytes);
                    unsettled.add(to);
                });
            case LinkEffect.Room(LinkChannel channel) -> at(channel, NetworkChannel::room);
            case LinkEffect.Closed(LinkChannel channel, Channel.Ending why) -> closed(channel, why);
        }
    }

    private void at(LinkChannel channel, Consumer<NetworkChannel> done) {
        var to = channels.get(channel);
        if (to != null) {
            done.accept(to);
        }
    }

    private void drop(LinkEffect.Drop drop) {
        var connection = connections.remove(drop.connection());
        if (connection != null) {
            LOG.debug("connection to {} dropped: {}", link.peer(), drop.why());
            connection.drop(drop.farewell());
        }
    }

    private void asked(LinkChannel channel) {
        var made = NetworkChannel.asked(channel, this);
        channels.put(channel, made);
        var name = new ChannelName(channel.remote(), channel.local(), channel.service(), channel.plane());
        peers.door().asked(link.peer(), name, channel.receives(), made, made::accepted, why -> {
            made.declined(why);
            channels.remove(channel);
        });
    }

    private void refused(LinkChannel channel, Refusal why) {
        var made = channels.remove(channel);
        if (made != null) {
            made.refused(why, channel + " of " + link.peer());
        }
    }

    private void closed(LinkChannel channel, Channel.Ending why) {
        var over = channels.remove(channel);
        if (over != null) {
            over.closed(why);
            unsettled.remove(over);
        }
    }

    /** One more message of a channel goes, or has come: the {@code number}th that way. */
    void passed(LinkChannel channel, boolean isSent, long number) {
        if (!trace.hasMessages()) {
            return;
        }
        var self = peers.self();
        var way = isSent ? self + " to " + link.peer() : link.peer() + " to " + self;
        var name = way + ", channel " + channel.id() + " of " + (channel.isOurs() ? self : link.peer());
        if (isSent) {
            trace.sent(name, number, channel.service());
        } else {
            trace.arrived(name, number, channel.service());
        }
    }

    /** What carries a channel that opens now. */
    Tier tier() {
        var connection = connections.get(link.connection());
        return connection == null ? Tier.NETWORK : connection.tier();
    }

    /** Channels that have not ended. */
    int channels() {
        return channels.size();
    }

    @Override
    public String toString() {
        return link.peer();
    }
}
