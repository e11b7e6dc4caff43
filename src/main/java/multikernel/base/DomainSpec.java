package multikernel.base;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a domain is asked to be.
 *
 * @param cores where it has a dispatcher, ascending, without repeats
 * @param shards 0 for a domain of one dispatcher on each of its cores
 * @param settings of its kind; what is missing takes the kind's default
 * @param spawned which one of those that had the name in a cluster
 */
public record DomainSpec(
        String name, String kind, List<CoreId> cores, int shards, Map<String, String> settings, Spawned spawned) {

    public DomainSpec {
        cores = cores.stream().distinct().sorted().toList();
        settings = Map.copyOf(settings);
    }

    /** One that no cluster has agreed on. */
    public DomainSpec(String name, String kind, List<CoreId> cores, int shards, Map<String, String> settings) {
        this(name, kind, cores, shards, settings, Spawned.BY_EACH_NODE);
    }

    /** The same on these cores. */
    public DomainSpec on(List<CoreId> others) {
        return new DomainSpec(name, kind, others, shards, settings, spawned);
    }

    /** The same with these settings. */
    public DomainSpec with(Map<String, String> others) {
        return new DomainSpec(name, kind, cores, shards, others, spawned);
    }

    /** The same with these cores more and those less. */
    public DomainSpec on(List<CoreId> more, List<CoreId> less) {
        return on(Stream.concat(cores.stream(), more.stream())
                .filter(core -> !less.contains(core))
                .toList());
    }
}
