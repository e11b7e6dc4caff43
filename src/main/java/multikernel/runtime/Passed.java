package multikernel.runtime;

import java.util.List;
import multikernel.base.GroupPlace;

/**
 * A barrier is passed.
 *
 * @param round of its name, from 1
 * @param missing who was waited for and ended before, or did not come in time; ascending
 */
public record Passed(long round, List<GroupPlace> missing) {

    public Passed {
        missing = List.copyOf(missing);
    }
}
