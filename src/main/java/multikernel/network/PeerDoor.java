package multikernel.network;

import java.util.function.Consumer;
import multikernel.base.Refusal;
import multikernel.link.ChannelName;
import multikernel.runtime.Gateway;

/** Who decides on a channel that a peer asks for, now or later, by calling one of the two. */
@FunctionalInterface
interface PeerDoor {

    void asked(
            String peer,
            ChannelName name,
            long fingerprint,
            Gateway.Carriage carriage,
            Consumer<Gateway.Receiver> accepted,
            Consumer<Refusal> declined);
}
