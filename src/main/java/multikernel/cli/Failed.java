package multikernel.cli;

/** A command that did not do what it was asked; the message is its one line on standard error. */
final class Failed extends RuntimeException {

    private static final long serialVersionUID = 1;

    Failed(String line) {
        super(line);
    }

    Failed(String line, Throwable cause) {
        super(line, cause);
    }
}
