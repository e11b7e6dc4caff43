package multikernel.runtime;

import java.io.Serial;
import multikernel.base.Refusal;

/** An access to a frame that its domain has not mapped so on this core. */
public final class NotMapped extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    NotMapped(Refusal refusal, String detail) {
        super(refusal.sentence() + " " + detail);
        this.refusal = refusal;
    }

    /** {@link Refusal#NOT_MAPPED} or {@link Refusal#READ_ONLY}. */
    public Refusal refusal() {
        return refusal;
    }
}
