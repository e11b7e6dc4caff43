package multikernel.domain;

import multikernel.base.Policy;

/**
 * One thing that a domain of a kind may be told: its name, what it is if not said, and its meaning with unit and range.
 */
public record Setting(String name, String defaultValue, String meaning) {

    /** For kinds whose dispatchers may throw without much being lost. */
    public static final Setting POLICY = new Setting(
            Policy.SETTING,
            Policy.RESTART.word(),
            "what becomes of a dispatcher that throws: restart (at most multikernel.dispatcher.restarts-max times a"
                    + " minute), stop, or move to another core (as often at most)");
}
