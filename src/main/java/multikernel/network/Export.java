package multikernel.network;

import java.util.ArrayList;
import multikernel.codec.Codec;
import multikernel.link.LinkChannel;
import multikernel.urpc.Channel;

/** A service, with what it speaks. */
record Export<S, R>(Codec<S> sends, Codec<R> receives, Peers.Acceptor<S, R> acceptor) {

    boolean speaks(LinkChannel channel) {
        return channel.sends() == sends.fingerprint() && channel.receives() == receives.fingerprint();
    }

    NetworkChannel<S, R> made(String peer, LinkChannel channel, PeerLink link) {
        var reply = new ArrayList<Channel<S>>(1);
        var receiver = acceptor.connected(peer, reply::getFirst);
        var made = new NetworkChannel<>(channel, link, sends, receives, receiver);
        reply.add(made);
        return made;
    }
}
