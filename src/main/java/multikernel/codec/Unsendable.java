package multikernel.codec;

/** A message that its sender cannot encode: nothing of it was sent. */
public sealed class Unsendable extends RuntimeException permits TooLarge {

    private static final long serialVersionUID = 1;

    Unsendable(String where, String reason) {
        super(where + ": " + reason);
    }
}
