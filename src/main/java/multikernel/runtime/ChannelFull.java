package multikernel.runtime;

import java.io.Serial;

/** What supervision sees of an actor that had more messages waiting for others than its limit. */
public final class ChannelFull extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public ChannelFull(String message) {
        super(message, null, false, false);
    }
}
