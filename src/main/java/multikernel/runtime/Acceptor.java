package multikernel.runtime;

import multikernel.urpc.Channel;

/** What a dispatcher that exports an interface does with each new channel; called on its core's thread. */
@FunctionalInterface
public interface Acceptor<M> {

    /** Who is to be given what comes. */
    Channel.Receiver<M> accept(Inlet inlet);
}
