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
     * @param parent what it was made from; the root of an estate is its own parent
     * @param sharers the cores that hold copies of it, ascending; empty for a ghost
     */
    public record Kin(Described object, ObjectId parent, List<CoreId> sharers) {

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
