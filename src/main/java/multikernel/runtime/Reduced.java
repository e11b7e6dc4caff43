package multikernel.runtime;

import java.util.List;
import multikernel.base.GroupPlace;

/**
 * What became of all that the dispatchers of a domain handed in.
 *
 * @param round of its name, from 1
 * @param of whose parts are in it, ascending
 * @param missing who was waited for and ended before, or did not come in time; ascending
 */
public record Reduced<T>(long round, T value, List<GroupPlace> of, List<GroupPlace> missing) {

    public Reduced {
        of = List.copyOf(of);
        missing = List.copyOf(missing);
    }
}
