package multikernel.urpc;

/** What lies in a ring's memory is not a ring, or no longer one: the other side is of another version, or broken. */
public final class BrokenRing extends RuntimeException {

    private static final long serialVersionUID = 1;

    public BrokenRing(String message) {
        super(message);
    }
}
