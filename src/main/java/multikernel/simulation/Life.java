package multikernel.simulation;

import multikernel.capability.CapabilityType;
import multikernel.capability.Described;
import org.jspecify.annotations.Nullable;

/** The life of one object, as the record of requests explains it. */
final class Life {

    final Described object;
    final @Nullable Life parent;
    final Asked by;
    final int index;
    /** The first frame on the way from the root: what was written by its views may be seen by its views. */
    final @Nullable Life frame;
    /** Copies on starts that have not ended. */
    int copies;
    /** Its range may have another life by now, or a revoke was answered: it must never be seen again. */
    boolean buried;

    Life(Described object, @Nullable Life parent, Asked by, int index) {
        this.object = object;
        this.parent = parent;
        this.by = by;
        this.index = index;
        boolean isFrame = object.type() == CapabilityType.FRAME || object.type() == CapabilityType.DEVICE_FRAME;
        this.frame = parent != null && parent.frame != null ? parent.frame : isFrame ? this : null;
    }

    /** Whether it is the other one or was made from it. */
    boolean isFrom(Life other) {
        for (var each = this; each != null; each = each.parent) {
            if (each == other) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return object.type() + " " + object.id() + " at " + object.base() / Options.PAGE_BYTES + "+"
                + object.bytes() / Options.PAGE_BYTES;
    }
}
