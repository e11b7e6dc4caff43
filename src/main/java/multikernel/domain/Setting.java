package multikernel.domain;

/**
 * One thing that a domain of a kind may be told: its name, what it is if not said, and its meaning with unit and range.
 */
public record Setting(String name, String defaultValue, String meaning) {}
