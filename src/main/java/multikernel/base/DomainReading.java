package multikernel.base;

import java.util.List;
import java.util.Map;

/**
 * A row of the table of domains.
 *
 * @param state {@code running}, or {@code degraded} while one of its cores is lost or one of its dispatchers says so
 */
public record DomainReading(
        String name, String kind, List<Integer> cores, int shards, String state, Map<String, String> settings) {

    public DomainReading {
        cores = List.copyOf(cores);
        settings = Map.copyOf(settings);
    }
}
