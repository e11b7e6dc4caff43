package multikernel.codec;

/** No codec can be derived from this message interface; the message names the record, the component and the reason. */
public final class BadInterface extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    BadInterface(String where, String reason) {
        super(where + ": " + reason);
    }
}
