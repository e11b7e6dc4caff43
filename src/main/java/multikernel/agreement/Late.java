package multikernel.agreement;

import multikernel.base.Words;

/** Why a message between monitors changed nothing. */
public enum Late {
    /** The view does not admit the incarnation that sent it. */
    INCARNATION,
    /** A higher ballot was promised, or the ballot that it answers is over. */
    BALLOT,
    /** Its sender took this core for the owner, in a view that is over; it asks again when it sees the newer one. */
    REQUEST,
    /** It answers a time of asking that is over. */
    ANSWER;

    public String word() {
        return Words.of(this);
    }
}
