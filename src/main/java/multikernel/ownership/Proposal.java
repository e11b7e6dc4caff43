package multikernel.ownership;

import multikernel.base.CoreId;
import multikernel.capability.Described;
import multikernel.capability.ObjectId;

/** What an owner commits with all who share. */
public sealed interface Proposal {

    /** Every view of the object goes. */
    record NoViews(ObjectId object) implements Proposal {}

    /**
     * Every copy of the object but one goes, and every copy of what was made from it.
     *
     * @param epoch of the object from then on
     * @param keeper the core whose copy in the slot stays
     */
    record NoCopies(Described object, Descent descent, int epoch, CoreId keeper, Slot kept) implements Proposal {}
}
