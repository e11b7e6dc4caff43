package multikernel.ownership.far;

import java.util.Optional;
import multikernel.base.CoreId;
import multikernel.base.Refusal;
import multikernel.capability.Described;
import multikernel.capability.Rights;

/** Everything that two nodes say to each other about capabilities. */
public sealed interface FarMessage {

    /**
     * From home: a name for a core of the holder's.
     *
     * @param object only where the rights include to identify
     */
    record Give(FarName name, CoreId core, Rights rights, Optional<Described> object) implements FarMessage {}

    /** From the holder; refused if it has no place for it. */
    record Took(long number, Optional<Refusal> refused) implements FarMessage {}

    /** From home: the name is good for nothing any more. */
    record Gone(long number) implements FarMessage {}

    /** From the holder, to {@link Gone}. */
    record Forgotten(long number) implements FarMessage {}

    /** From the holder, who wants it no more. */
    record Dropped(long number) implements FarMessage {}

    /** @param ticket larger than in all that this holder asked before */
    record Asked(long ticket, FarName name, FarRequest request) implements FarMessage {}

    record Answered(long ticket, FarResult result) implements FarMessage {}

    /** From a home to all: does anybody hear it? */
    record Hear(long round) implements FarMessage {}

    record Heard(long round) implements FarMessage {}
}
