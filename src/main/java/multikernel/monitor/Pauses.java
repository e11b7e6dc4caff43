package multikernel.monitor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds stops of the whole process by the collector that are longer than one message may run, by looking now and then
 * at what each collector says that it has done: such a stop is no behaviour's fault, and every core's.
 */
public final class Pauses {

    private final long budgetMillis;
    private final Map<String, Done> before = new HashMap<>();

    /**
     * What one collector has done, ever.
     *
     * @param stops how often it stopped all threads
     * @param millis how long they stood still altogether
     */
    public record Done(long stops, long millis) {}

    /**
     * @param stops so many since the last look
     * @param millis how long these were together; where it was one, how long that was
     */
    public record Pause(String collector, long stops, long millis) {}

    /** @param budgetMillis shorter stops are not told */
    public Pauses(long budgetMillis) {
        this.budgetMillis = budgetMillis;
    }

    /** Those since the last look whose mean is at least the budget; the first look tells none. */
    public List<Pause> look(Map<String, Done> now) {
        var found = new ArrayList<Pause>();
        now.forEach((collector, done) -> {
            var known = before.put(collector, done);
            if (known != null) {
                var stops = done.stops() - known.stops();
                var millis = done.millis() - known.millis();
                if (stops > 0 && millis >= budgetMillis * stops) {
                    found.add(new Pause(collector, stops, millis));
                }
            }
        });
        return found;
    }
}
