package multikernel.link;

/**
 * One look at a link.
 *
 * @param controlBytes of the plane that are kept until the peer says that it has them
 * @param dataBytes the same
 * @param resent frames that were said again over another connection, of this session
 * @param fenced greetings of incarnations that are out, ever
 * @param fencedTo up to this incarnation nothing of the peer is believed; 0 for none
 * @param roundTripNanos there and back, with what a sleeper takes to wake up: the shortest of the last few; 0 before
 *     the first
 */
public record LinkReading(
        int controlBytes, int dataBytes, long resent, long fenced, long fencedTo, long roundTripNanos) {}
