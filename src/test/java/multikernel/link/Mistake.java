package multikernel.link;

import org.jspecify.annotations.Nullable;

/** What a wrong protocol would do differently, seen from outside: it changes what an end says and hears. */
interface Mistake {

    Mistake NONE = new Mistake() {};

    /** Null for nothing. */
    default @Nullable Frame says(Start start, NodeLink link, Frame frame) {
        return frame;
    }

    default @Nullable Frame hears(Start start, NodeLink link, Frame frame) {
        return frame;
    }

    /** Whether the order of a batch is turned round. */
    default boolean turnsRound() {
        return false;
    }

    /** Whether an end does not do what its peer's fence asks for. */
    default boolean ignoresFences() {
        return false;
    }
}
