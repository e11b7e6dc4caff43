package multikernel.runtime;

import java.io.Serial;
import multikernel.base.Refusal;

/** Why there is no channel: what a stage of a connection fails with. */
public final class ChannelRefused extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    ChannelRefused(Refusal refusal, String detail) {
        super(refusal.sentence() + " " + detail);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
