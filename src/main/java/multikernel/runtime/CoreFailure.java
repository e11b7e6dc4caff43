package multikernel.runtime;

import java.io.Serial;

/**
 * A broken invariant of a core: ends its incarnation. A virtual machine error, because those alone pass every
 * supervision.
 */
public final class CoreFailure extends VirtualMachineError {

    @Serial
    private static final long serialVersionUID = 1L;

    public CoreFailure(String message) {
        super(message);
    }

    public CoreFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
