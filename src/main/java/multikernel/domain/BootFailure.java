package multikernel.domain;

/** Why a node did not start: one line that names what is wrong and what to change. */
public final class BootFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BootFailure(String line) {
        super(line);
    }
}
