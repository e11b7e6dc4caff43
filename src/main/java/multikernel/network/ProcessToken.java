package multikernel.network;

import java.security.SecureRandom;

/**
 * A number that only this process has: file locks belong to a process, so an end of this very process is told by its
 * token, never by trying its lock, which would let it go.
 */
final class ProcessToken {

    /** Process identifiers do not do: two containers that share a file system may each have a 7. */
    static final long OURS = new SecureRandom().nextLong();

    private ProcessToken() {}
}
