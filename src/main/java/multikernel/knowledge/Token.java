package multikernel.knowledge;

/**
 * @param position from 1
 * @param touches whether an opening parenthesis follows without a space, which makes a name a functor
 */
record Token(Kind kind, String text, int position, boolean touches) {

    enum Kind {
        /** A name as such. */
        NAME,
        /** A name in quotes, which is never an operator. */
        QUOTED,
        VARIABLE,
        WHOLE,
        REAL,
        /** One of {@code ( ) [ ] , |}. */
        PUNCTUATION,
        /** The full stop after a clause. */
        STOP,
        END
    }

    boolean is(String punctuation) {
        return kind == Kind.PUNCTUATION && text.equals(punctuation);
    }

    String shown() {
        return kind == Kind.END ? "the end" : "'" + text + "'";
    }
}
