package multikernel.codec;

/**
 * The place beside a message's data where a capability will travel: a component of this type. Capabilities do not
 * travel yet, so a codec takes such an interface and refuses each message that has one, at both ends.
 */
public interface CapabilityRef {}
