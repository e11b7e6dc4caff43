package multikernel.hardware;

import java.util.List;

/**
 * What was measured of the CPUs that this process may use.
 *
 * @param messages for each pair that there was time for, in both directions
 * @param speeds of those CPUs that a thread could be bound to
 */
public record Measured(List<MessageCost> messages, List<Speed> speeds, long tookMillis) {

    public static final Measured NOTHING = new Measured(List.of(), List.of(), 0);

    public Measured {
        messages = List.copyOf(messages);
        speeds = List.copyOf(speeds);
    }

    /** @param percent of the fastest one's, from 1 to 100 */
    public record Speed(int cpu, int percent) {}
}
