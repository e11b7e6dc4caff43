package multikernel.capability;

import java.util.List;

/**
 * What there is no more after the last copy of something went.
 *
 * @param objects each before its parent
 * @param free what goes back to a memory server: the ranges of estates that have ended
 */
public record Gone(List<Described> objects, List<Range> free) {

    public static final Gone NOTHING = new Gone(List.of(), List.of());

    public Gone {
        objects = List.copyOf(objects);
        free = List.copyOf(free);
    }
}
