package multikernel.codec;

import multikernel.base.Refusal;

/**
 * The place beside a message's data where a capability travels: a component of this type. Who sends names one of its
 * own table; who receives finds the copy that it was given, or why it was given none.
 *
 * <p>Only what a channel of the kernel carries may have one ({@link Codec#carrying()}); any other codec refuses such a
 * message at both ends, because an address says nothing outside of the table that it is of.
 */
public sealed interface CapabilityRef {

    /** @param address in the table of whoever has the message, as its 32 bits: no other means anything there */
    record At(int address) implements CapabilityRef {}

    /** The message came, the capability did not. */
    record Missing(Refusal why) implements CapabilityRef {}
}
