package multikernel.service;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What the HTTP API is told.
 *
 * @param host a loopback address, as a literal or {@code localhost}
 * @param port 0 for any free one
 * @param data where the token is written
 * @param dispatcher the name of the dispatcher that requests run on; no core's
 * @param operationLimit after which an undecided operation is answered {@code timed-out}
 */
public record HttpSettings(String host, int port, Path data, String dispatcher, Duration operationLimit) {

    /** The largest body of a request: a domain with every setting spelled out is far below. */
    static final int BODY_BYTES_MAX = 64 * 1024;

    /** So much of a body that is too large is still read, so that its sender gets to read the answer. */
    static final long BODY_BYTES_DRAINED_MAX = 8L * 1024 * 1024;

    /** A body that takes longer is answered {@code slow-body}. */
    static final Duration BODY_LIMIT = Duration.ofSeconds(10);

    /** Open connections; a browser's console holds two. */
    static final int CONNECTIONS_MAX = 256;

    /** Events that wait for one slow reader before its stream is ended. */
    static final int EVENTS_WAITING_MAX = 256;

    /** A stream without events says something this often, so that both ends see a broken connection. */
    static final Duration EVENTS_SILENCE_MAX = Duration.ofSeconds(10);

    /** What the answer {@code 503} asks a client to wait. */
    static final int RETRY_AFTER_SECONDS = 1;
}
