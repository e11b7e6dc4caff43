package multikernel.runtime;

import java.util.List;
import multikernel.base.CoreId;

/**
 * A behaviour that runs one message for longer than {@code multikernel.dispatcher.run-budget}, and still does;
 * published on the system's event stream, once for each such message.
 *
 * @param actor its path; empty for a task of the core's dispatcher and for a poller
 * @param behavior the class whose code runs
 * @param millis for how long, at least
 * @param stack where it stands, innermost call first, as far as its behaviour
 * @param isLoading whether it is the JVM that loads what the behaviour uses for the first time, which nobody can help
 */
public record Stalled(
        CoreId core,
        int incarnation,
        String actor,
        String behavior,
        long millis,
        List<String> stack,
        boolean isLoading) {

    public Stalled {
        stack = List.copyOf(stack);
    }

    /** One line for a person. */
    String line() {
        var who = actor.isEmpty() ? "a task (" : actor + " (";
        return core + ": " + who + behavior + ") has run for " + millis + " ms without an end, "
                + (isLoading ? "while the JVM loads classes for it, at " : "at ") + String.join(" < ", stack);
    }
}
