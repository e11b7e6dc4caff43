package multikernel.base;

import java.util.List;
import java.util.Map;

/**
 * A row of the table of domains.
 *
 * @param state {@code running}, or {@code degraded} while one of its cores is lost or one of its dispatchers says so
 * @param exits what its dispatchers that are there no more have thrown, by core
 */
public record DomainReading(
        String name,
        String kind,
        List<Integer> cores,
        int shards,
        String state,
        Map<String, String> settings,
        Map<Integer, String> exits) {

    public DomainReading {
        cores = List.copyOf(cores);
        settings = Map.copyOf(settings);
        exits = Map.copyOf(exits);
    }

    /** Of which no dispatcher has thrown for good. */
    public DomainReading(
            String name, String kind, List<Integer> cores, int shards, String state, Map<String, String> settings) {
        this(name, kind, cores, shards, state, settings, Map.of());
    }
}
