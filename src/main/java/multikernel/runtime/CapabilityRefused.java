package multikernel.runtime;

import java.io.Serial;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;

/** Why an operation on a capability was not done: what its stage fails with. */
public final class CapabilityRefused extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient OperationId operation;
    private final transient Outcome.Refused refused;

    CapabilityRefused(OperationId operation, Outcome.Refused refused) {
        super(refused.refusal().sentence() + " " + refused.detail());
        this.operation = operation;
        this.refused = refused;
    }

    public Refusal refusal() {
        return refused.refusal();
    }

    public Outcome.Refused refused() {
        return refused;
    }

    /** To ask again with, where the refusal is {@link Refusal#TIMED_OUT}. */
    public OperationId operation() {
        return operation;
    }
}
