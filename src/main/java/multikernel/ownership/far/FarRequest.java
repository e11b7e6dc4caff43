package multikernel.ownership.far;

import multikernel.base.CoreId;
import multikernel.capability.Rights;
import multikernel.codec.Bytes;
import multikernel.codec.Max;

/** What a holder may ask of home. */
public sealed interface FarRequest {

    /** That are read or written at once. */
    int BYTES_MAX = 1 << 14;

    /** Through the view that the anchor's core has. */
    record Read(long offset, int bytes) implements FarRequest {}

    /** Through the view that the anchor's core has. */
    record Write(long offset, @Max(BYTES_MAX) Bytes bytes) implements FarRequest {}

    /** Whether it is still there. */
    record Identify() implements FarRequest {}

    /** Another name of the same copy, for a core of some other node. */
    record Share(@Max(63) String node, CoreId core, Rights rights) implements FarRequest {}

    /** The right that the name must carry. */
    default int right() {
        return switch (this) {
            case Read _ -> Rights.READ;
            case Write _ -> Rights.WRITE;
            case Identify _ -> Rights.IDENTIFY;
            case Share _ -> Rights.GRANT;
        };
    }
}
