package multikernel.base;

import java.util.List;
import java.util.Map;

/**
 * What a domain is asked to be.
 *
 * @param cores where it has a dispatcher, ascending, without repeats
 * @param shards 0 for a domain of one dispatcher on each of its cores
 * @param settings of its kind; what is missing takes the kind's default
 */
public record DomainSpec(String name, String kind, List<CoreId> cores, int shards, Map<String, String> settings) {

    public DomainSpec {
        cores = cores.stream().distinct().sorted().toList();
        settings = Map.copyOf(settings);
    }
}
