package multikernel.base;

/** What carries a channel. */
public enum Tier {
    LRPC,
    URPC,
    SHARED_MEMORY,
    NETWORK;

    public String word() {
        return Words.of(this);
    }
}
