package multikernel.service;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What the HTTP API is told; the limits as {@code multikernel.http} has them.
 *
 * @param host a loopback address, as a literal or {@code localhost}
 * @param port 0 for any free one
 * @param data where the token is written
 * @param dispatcher the name of the dispatcher that requests run on; no core's
 * @param bodyBytesMax a longer body is answered {@code too-large}
 * @param goalCharactersMax of a query, which an address must have room for
 * @param headerBytesMax a longer value of a header is answered 431
 * @param requestLimit for a body to arrive, else {@code slow-body}, and again for the kernel to decide, else
 *     {@code timed-out}
 * @param idleLimit after which a connection is closed on which nothing moves
 */
public record HttpSettings(
        String host,
        int port,
        Path data,
        String dispatcher,
        int connectionsMax,
        int bodyBytesMax,
        int goalCharactersMax,
        int headerBytesMax,
        Duration requestLimit,
        Duration idleLimit) {

    /** Events that wait for one slow reader before its stream is ended. */
    static final int EVENTS_WAITING_MAX = 256;

    /** Characters of an address that are not a goal's. */
    private static final int ADDRESS_REST_MAX = 2048;

    /** What the answer {@code 503} asks a client to wait. */
    static final int RETRY_AFTER_SECONDS = 1;

    /** So much more of a body that is too large is still read, so that its sender gets to read the answer. */
    private static final long DRAINED_BYTES_MAX = 8L * 1024 * 1024;

    /** More bytes than this of one body are never read. */
    long readBytesMax() {
        return bodyBytesMax + DRAINED_BYTES_MAX;
    }

    /** A longer address is refused: each character of a goal may be written as three, and some more stand around it. */
    int addressCharactersMax() {
        return 3 * goalCharactersMax + ADDRESS_REST_MAX;
    }

    /** A stream of events without any says something this often, so that it is not taken for idle. */
    Duration eventsSilenceMax() {
        return idleLimit.dividedBy(4);
    }
}
