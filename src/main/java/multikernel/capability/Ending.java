package multikernel.capability;

import java.util.ArrayList;
import java.util.List;

/** Collects what there is no more while a {@link Lineage} takes it out. */
final class Ending {

    private final List<Described> objects = new ArrayList<>();
    private List<Range> free = List.of();

    void object(Described object) {
        objects.add(object);
    }

    void root(Described root) {
        if (!root.type().isReclaimed()) {
            return;
        }
        if (free.isEmpty()) {
            free = new ArrayList<>();
        }
        free.add(new Range(root.base(), root.bytes()));
    }

    Gone all() {
        return new Gone(objects, free);
    }
}
