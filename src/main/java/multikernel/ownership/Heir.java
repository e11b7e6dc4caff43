package multikernel.ownership;

import java.util.List;
import multikernel.base.CoreId;
import multikernel.capability.Described;
import multikernel.codec.Max;

/** An object as its next owner has to know it. */
public record Heir(Described object, Descent descent, int epoch, @Max(1024) List<CoreId> sharers) {

    public Heir {
        sharers = List.copyOf(sharers);
    }
}
