package multikernel.process;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What is between nodes of one cluster, each a process, and what goes wrong with it until it is healed. */
interface BadNetwork extends ClusterNodes.Placing, AutoCloseable {

    long ON_OFF_NANOS = TimeUnit.SECONDS.toNanos(1);

    /**
     * @param isAsked whether to have machines of their own for the nodes, which takes root, and not proxies between
     *     processes of one
     * @param directory for what is to be kept while it is there
     */
    static BadNetwork between(int nodes, long seed, boolean isAsked, Path directory) throws Exception {
        return isAsked ? new Machines(nodes, directory) : new ProxiedNetwork(nodes, seed);
    }

    /** Nothing arrives on links of the highest node, or nothing from it; what the cluster says does. */
    void stillLinks(boolean there) throws Exception;

    /** The lowest and the highest node do not hear what the cluster says of each other; the others hear both. */
    void deafen() throws Exception;

    /** Neither links nor what the cluster says, in both directions, of the highest node. */
    void cutOff() throws Exception;

    /** The highest node is cut off for a second, so many times, and as long between. */
    default void flap(int times) throws Exception {
        for (var time = 0; time < times; time++) {
            cutOff();
            LockSupport.parkNanos(ON_OFF_NANOS);
            heal();
            LockSupport.parkNanos(ON_OFF_NANOS);
        }
    }

    /** All links are slow. */
    void slow() throws Exception;

    /** Some of what is sent has to be sent again: so many of a hundred, for so long. */
    void lose(int percent, long nanos) throws Exception;

    void heal() throws Exception;

    /**
     * Waits, once it is healed, until all that was lost has been sent again. Each time that this fails TCP waits twice
     * as long, so that a connection may be silent for longer than a network was that came and went.
     */
    default void awaitSent() throws Exception {}

    @Override
    void close() throws Exception;
}
