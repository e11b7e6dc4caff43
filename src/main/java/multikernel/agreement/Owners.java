package multikernel.agreement;

import java.util.ArrayList;
import java.util.List;
import multikernel.base.OpenVote;
import org.jspecify.annotations.Nullable;

/** The slices of an object that this core owns. */
final class Owners<S, C> {

    private final @Nullable Owner<S, C>[] bySlice;
    private final List<Owner<S, C>> all = new ArrayList<>();

    @SuppressWarnings("unchecked")
    Owners(int slices) {
        bySlice = (Owner<S, C>[]) new Owner<?, ?>[slices];
    }

    @Nullable
    Owner<S, C> of(int slice) {
        return bySlice[slice];
    }

    void put(int slice, Owner<S, C> owner) {
        remove(slice);
        bySlice[slice] = owner;
        all.add(owner);
    }

    void remove(int slice) {
        all.remove(bySlice[slice]);
        bySlice[slice] = null;
    }

    /** Requests that cannot be answered yet. */
    int waiting() {
        int waiting = 0;
        for (int i = 0; i < all.size(); i++) {
            waiting += all.get(i).waiting();
        }
        return waiting;
    }

    void votes(String about, List<OpenVote> into) {
        all.forEach(owner -> owner.votes(about, into));
    }
}
