package multikernel.trace;

import java.util.Map;

/**
 * Something that happened to a node and is told in words.
 *
 * @param nanos on the clock of the node's cores
 * @param core its index, -1 where it is about none or about all
 * @param name what, in a word or two
 * @param details by name
 */
public record Note(long nanos, int core, String name, Map<String, String> details) {

    public Note {
        details = Map.copyOf(details);
    }
}
