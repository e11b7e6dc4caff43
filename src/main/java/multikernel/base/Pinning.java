package multikernel.base;

/** Whether a core's thread is bound to its CPU, and if not, why. */
public enum Pinning {
    PINNED,
    NOT_PERMITTED,
    UNSUPPORTED,
    /** More cores than CPUs: the core shares CPUs with others on purpose. */
    VIRTUAL;

    public String word() {
        return Words.of(this);
    }
}
