package multikernel.capability;

import java.util.List;
import multikernel.base.CoreId;

/**
 * One allocation and everything derived from it, as it goes from one owner's {@link Lineage} into another's.
 *
 * @param kin not empty; the root first, each after its parent
 */
public record Estate(List<Kin> kin) {

    /**
     * An object of an estate.
     *
     * @param parent what it was made from, or what is left of that one's ancestors; the root is its own parent
     * @param generation its ancestors when it was made, 0 for the root: it tells an object from what was made of it
     *     with the same bytes when nothing else does
     * @param sharers the cores that hold copies of it, ascending; empty for a ghost
     */
    public record Kin(Described object, ObjectId parent, int generation, List<CoreId> sharers) {

        public Kin {
            sharers = List.copyOf(sharers);
        }
    }

    public Estate {
        kin = List.copyOf(kin);
    }

    public Described root() {
        return kin.getFirst().object();
    }
}
