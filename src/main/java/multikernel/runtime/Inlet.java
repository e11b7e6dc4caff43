package multikernel.runtime;

import multikernel.base.CoreId;
import multikernel.urpc.Channel;

/** The receiver's hold on a channel that ends at it; used on its core's thread. */
public interface Inlet {

    /** Of the sender. */
    String domain();

    /** Of the sender. */
    CoreId core();

    /** Of the sender; empty for this one. */
    default String node() {
        return "";
    }

    Channel.State state();

    /** Takes what was accepted, then no more. */
    void close();
}
