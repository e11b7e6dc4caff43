package multikernel.workload.store;

import java.util.Arrays;

/**
 * Bytes that go from one core to another and never change: the array is a fresh copy, and whoever reads it here writes
 * to nothing of it.
 */
final class Cargo {

    private final byte[] bytes;

    private Cargo(byte[] bytes) {
        this.bytes = bytes;
    }

    static Cargo copyOf(Replies from) {
        return new Cargo(Arrays.copyOf(from.bytes(), from.size()));
    }

    /** To be read only. */
    byte[] bytes() {
        return bytes;
    }
}
