package multikernel.link;

/** A peer that said what the protocol does not allow. It ends that session, and nothing else. */
final class Violation extends Exception {

    private static final long serialVersionUID = 1;

    Violation(String what) {
        super(what, null, false, false);
    }
}
