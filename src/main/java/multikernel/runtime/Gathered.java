package multikernel.runtime;

import java.util.List;
import java.util.Map;
import multikernel.base.GroupPlace;

/**
 * What the dispatchers of a domain handed in.
 *
 * @param round of its name, from 1
 * @param parts of each dispatcher that took part
 * @param missing who was waited for and ended before, or did not come in time; ascending
 */
public record Gathered<T>(long round, Map<GroupPlace, T> parts, List<GroupPlace> missing) {

    public Gathered {
        parts = Map.copyOf(parts);
        missing = List.copyOf(missing);
    }
}
