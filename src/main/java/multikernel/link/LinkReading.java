package multikernel.link;

/**
 * One look at a link.
 *
 * @param repeated frames that came again although they had arrived, in this session
 * @param controlBytes of the plane that are kept until the peer says that it has them
 * @param dataBytes the same
 * @param fenced greetings of incarnations that are out, ever
 */
public record LinkReading(long repeated, int controlBytes, int dataBytes, long fenced) {}
