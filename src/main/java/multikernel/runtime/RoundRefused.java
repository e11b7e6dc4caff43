package multikernel.runtime;

import java.io.Serial;
import multikernel.base.Refusal;

/** Why nothing came of what a dispatcher handed in: what a stage of a round fails with. */
public final class RoundRefused extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    RoundRefused(Refusal refusal, String detail) {
        super(refusal.sentence() + " " + detail);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
