package multikernel.simulation;

import java.util.List;
import multikernel.base.CoreId;
import multikernel.capability.Range;
import multikernel.ownership.ObjectReading;
import multikernel.ownership.OwnershipEffect;
import multikernel.ownership.OwnershipEvent;
import multikernel.ownership.SlotReading;

/** One incarnation of a core as a {@link World} drives it and looks at it. */
public interface Subject {

    List<OwnershipEffect> on(OwnershipEvent event, long nowNanos);

    /** Counts what has changed in its tables and its memory server; while it stands still nobody needs to look. */
    long changes();

    List<SlotReading> slots();

    List<ObjectReading> objects();

    List<Range> free();

    List<Range> given();

    int pending();

    /** Makes a core that starts; the first incarnations have the region between them. */
    @FunctionalInterface
    interface Maker {
        Subject make(CoreId core, int incarnation, Options options);
    }
}
