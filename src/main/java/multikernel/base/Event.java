package multikernel.base;

/**
 * Something that an operator would want to know, published once.
 *
 * @param topic core, domain, capability, channel, member or trace
 * @param text one line for a person
 */
public record Event(String topic, String text, long epochMillis) {}
