package multikernel.domain.shard;

import java.util.List;

/**
 * What one partition of a program's domain holds. Every replica is given the same commands in the same order and has to
 * become the same by them: time and chance are inside a command, if anywhere. What it throws ends its dispatcher. One
 * core's thread uses it.
 *
 * @param <C> commands
 * @param <R> results
 */
public interface PartitionState<C, R> {

    /** Does a command. What the state does not allow is a result that says so. */
    R apply(C command);

    /** Answers a command that changes nothing, see {@link ShardSpec#reads}. */
    R read(C command);

    /**
     * Commands that, applied to a new state in this order, make it what this one is now; the list stays as it is while
     * this state goes on. This is how a new replica begins.
     */
    List<C> history();
}
