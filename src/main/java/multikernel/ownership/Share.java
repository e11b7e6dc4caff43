package multikernel.ownership;

import multikernel.base.CoreId;
import multikernel.capability.CapabilityType;
import multikernel.capability.Range;

/** The part of the region that a core's first incarnation begins with: equal parts, what is over goes to the last. */
final class Share {

    private Share() {}

    static Range of(CoreId core, int cores, long regionBytes) {
        long grain = CapabilityType.RAM.granularityBytes();
        long part = regionBytes / grain / cores * grain;
        long base = core.index() * part;
        long end = core.index() == cores - 1 ? regionBytes / grain * grain : base + part;
        return new Range(base, end - base);
    }
}
