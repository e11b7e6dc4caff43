package multikernel.network;

import multikernel.link.Farewell;
import multikernel.metrics.LinkTally;
import multikernel.trace.Recorder;
import multikernel.urpc.Channel.Ending;

/** Told of peers. A silence is a suspicion and no verdict; whoever decides calls {@link Peers#fence}. */
interface PeerWatcher {

    void began(String peer, long incarnation);

    void ended(String peer, long incarnation, Ending why);

    void silent(String peer, boolean now);

    void refused(String peer, Farewell why);

    /** What is to be counted of a link that is made now. */
    LinkTally counts(String peer);

    /** Where the messages of links are written down. */
    Recorder recorder();
}
