package multikernel.knowledge;

/** A query that ends without an answer, for a reason in one line. */
final class Stopped extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean isTooLong;

    private Stopped(String reason, boolean isTooLong) {
        super(reason, null, false, false);
        this.isTooLong = isTooLong;
    }

    static Stopped tooLong(String reason) {
        return new Stopped(reason, true);
    }

    static Stopped wrong(String reason) {
        return new Stopped(reason, false);
    }

    boolean isTooLong() {
        return isTooLong;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
