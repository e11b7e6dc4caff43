package multikernel.runtime;

/**
 * The collector stopped the whole process for longer than {@code multikernel.dispatcher.run-budget}; published on the
 * system's event stream. No core's behaviour is at fault, and each stood still.
 *
 * @param collector its name as the JVM has it
 * @param stops so many
 * @param millis how long together
 */
public record Paused(String collector, long stops, long millis) {

    /** One line for a person. */
    String line() {
        return "every core stood still for " + millis + " ms: the collector " + collector + " stopped the process"
                + (stops == 1 ? "" : " " + stops + " times");
    }
}
