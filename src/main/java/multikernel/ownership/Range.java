package multikernel.ownership;

/** Bytes of the node's region. */
public record Range(long base, long bytes) {

    public long end() {
        return base + bytes;
    }
}
