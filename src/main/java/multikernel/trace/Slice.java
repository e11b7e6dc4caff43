package multikernel.trace;

import java.util.ArrayList;
import java.util.List;

/** A stretch of a core's time with a name, what lay within it, and the ends of arrows that are fixed to it. */
final class Slice {

    /**
     * An end of an arrow.
     *
     * @param letter s where it begins, f where it ends, as the format has it
     * @param arrow its number
     * @param atEnd of the slice, else at {@code nanos}, which is before anything that lies within the slice after it
     */
    record End(char letter, long arrow, String category, String name, long nanos, boolean atEnd) {}

    final Kind kind;
    final String category;
    final String name;
    final long began;
    final long ended;
    final List<Slice> within = new ArrayList<>(0);
    final List<End> ends = new ArrayList<>(0);

    Slice(Kind kind, String category, String name, long began, long ended) {
        this.kind = kind;
        this.category = category;
        this.name = name;
        this.began = began;
        this.ended = ended;
    }
}
