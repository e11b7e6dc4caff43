package multikernel.service;

/** The API cannot be opened; the message is one line for the operator and names the fix. */
public final class CannotServe extends RuntimeException {

    private static final long serialVersionUID = 1;

    public CannotServe(String line) {
        super(line);
    }

    public CannotServe(String line, Throwable cause) {
        super(line, cause);
    }

    public String line() {
        return String.valueOf(getMessage());
    }
}
