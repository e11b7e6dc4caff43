package multikernel.link;

import multikernel.base.Refusal;

/** Why there is no channel. */
public enum Declined {
    /** Nobody on the other node has exported the service there. */
    NO_SUCH_EXPORT(Refusal.NO_SUCH_EXPORT),
    OTHER_VERSION(Refusal.OTHER_VERSION),
    /** One of the nodes has as many channels as its limit allows. */
    BUSY(Refusal.BUSY);

    private final Refusal refusal;

    Declined(Refusal refusal) {
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
