package multikernel.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import multikernel.base.Refusal;
import multikernel.base.Tier;
import multikernel.link.Declined;
import multikernel.link.LinkChannel;
import multikernel.runtime.Gateway;
import multikernel.urpc.Channel;
import org.jspecify.annotations.Nullable;

/**
 * One channel of the link to a peer, and the end of it that a core of this node has; in one incarnation of each node:
 * it never connects again. What the link has no room for waits here, and its sender waits for that. One thread, its
 * {@link Peers}'s.
 */
final class NetworkChannel implements Gateway.Carriage {

    private final LinkChannel link;
    private final PeerLink peer;
    private final Gateway.@Nullable Sender sender;
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private Gateway.@Nullable Receiver receiver;
    private List<byte[]> arrived = new ArrayList<>();
    private long messagesSent;
    private long messagesReceived;
    private boolean wantsClose;
    private boolean isOpened;
    private boolean hasEnded;
    private boolean isOver;

    private NetworkChannel(LinkChannel link, PeerLink peer, Gateway.@Nullable Sender sender) {
        this.link = link;
        this.peer = peer;
        this.sender = sender;
    }

    /** One that a core of this node asked for. */
    static NetworkChannel opening(LinkChannel link, PeerLink peer, Gateway.Sender sender) {
        return new NetworkChannel(link, peer, sender);
    }

    /** One that the peer asks for, to be accepted or declined. */
    static NetworkChannel asked(LinkChannel link, PeerLink peer) {
        return new NetworkChannel(link, peer, null);
    }

    void accepted(Gateway.Receiver by) {
        if (isOver) {
            by.closed(Channel.Ending.PEER_ENDED);
            return;
        }
        receiver = by;
        link.accept();
        peer.saySoon();
    }

    void declined(Refusal why) {
        if (!isOver) {
            link.decline(
                    switch (why) {
                        case OTHER_VERSION -> Declined.OTHER_VERSION;
                        case BUSY -> Declined.BUSY;
                        default -> Declined.NO_SUCH_EXPORT;
                    });
            peer.saySoon();
        }
    }

    void opened() {
        isOpened = true;
        if (sender != null) {
            sender.opened(this);
        }
    }

    void refused(Refusal why, String detail) {
        isOver = true;
        if (sender != null) {
            sender.refused(why, detail);
        }
    }

    @Override
    public Tier tier() {
        return peer.tier();
    }

    @Override
    public void send(List<byte[]> messages) {
        if (!isOver) {
            waiting.addAll(messages);
            pass();
        }
    }

    /** As many as there is room for; those who wait for room are told together. */
    private void pass() {
        var passed = 0;
        while (!waiting.isEmpty()) {
            var sent = link.send(waiting.element());
            if (sent == Channel.Sent.BUSY) {
                link.awaitRoom();
            }
            if (sent != Channel.Sent.ACCEPTED) {
                break;
            }
            waiting.remove();
            passed++;
            peer.passed(link, true, ++messagesSent);
        }
        if (passed > 0 && sender != null) {
            sender.taken(passed);
        }
        if (wantsClose && waiting.isEmpty()) {
            if (hasEnded) {
                link.end();
            } else {
                link.close();
            }
        }
        peer.saySoon();
    }

    void room() {
        pass();
    }

    @Override
    public void handled(int messages) {
        if (!isOver) {
            link.handle(messages);
            peer.saySoon();
        }
    }

    @Override
    public void close() {
        if (!isOver) {
            wantsClose = true;
            pass();
        }
    }

    @Override
    public void end() {
        hasEnded = true;
        close();
    }

    void received(byte[] bytes) {
        arrived.add(bytes);
        peer.passed(link, false, ++messagesReceived);
    }

    /** What came in one go is handed over together. */
    void settled() {
        var to = receiver;
        if (to != null && !arrived.isEmpty()) {
            to.received(arrived);
            arrived = new ArrayList<>();
        }
    }

    void closed(Channel.Ending why) {
        if (isOver) {
            return;
        }
        settled();
        isOver = true;
        if (sender != null && isOpened) {
            sender.closed(why, link.depth());
        } else if (sender != null) {
            sender.refused(Refusal.NO_TIER, "the link has ended: " + why);
        }
        if (receiver != null) {
            receiver.closed(why);
        }
        waiting.clear();
    }
}
