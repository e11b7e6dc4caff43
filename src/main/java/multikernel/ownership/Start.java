package multikernel.ownership;

import multikernel.base.CoreId;

/** One incarnation of a core. */
public record Start(CoreId core, int incarnation) implements Comparable<Start> {

    @Override
    public int compareTo(Start other) {
        int byCore = core.compareTo(other.core);
        return byCore != 0 ? byCore : Integer.compare(incarnation, other.incarnation);
    }
}
