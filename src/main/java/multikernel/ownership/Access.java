package multikernel.ownership;

/** Whether a copy that arrives is mapped at once, and how. */
public enum Access {
    NONE,
    READ,
    WRITE
}
