package multikernel.link;

import multikernel.base.CoreId;
import multikernel.base.Plane;

/**
 * Which channel is asked for.
 *
 * @param from the core of this node that asks
 * @param to the core of the peer
 * @param service what the peer has exported there: 1 to 255 characters of printable ASCII
 */
public record ChannelName(CoreId from, CoreId to, String service, Plane plane) {

    public ChannelName {
        if (!service.matches("[!-~]{1," + Frames.TEXT_MAX + "}")) {
            throw new IllegalArgumentException("\"" + service + "\" is no name of a service: 1 to " + Frames.TEXT_MAX
                    + " characters of printable ASCII, no blanks");
        }
    }
}
