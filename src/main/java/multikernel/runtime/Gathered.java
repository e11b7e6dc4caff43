package multikernel.runtime;

import java.util.List;
import java.util.Map;
import multikernel.base.CoreId;

/**
 * What the dispatchers of a domain handed in.
 *
 * @param round of its name, from 1
 * @param parts of each core that took part
 * @param missing who was waited for and ended before, or did not come in time; ascending
 */
public record Gathered<T>(long round, Map<CoreId, T> parts, List<CoreId> missing) {

    public Gathered {
        parts = Map.copyOf(parts);
        missing = List.copyOf(missing);
    }
}
