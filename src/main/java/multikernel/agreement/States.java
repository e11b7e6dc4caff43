package multikernel.agreement;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** The states of all slices as a core has them now: a look at its replicas, not a copy. */
final class States<S> extends AbstractList<S> implements RandomAccess {

    private final List<? extends Replica<S, ?>> replicas;

    States(List<? extends Replica<S, ?>> replicas) {
        this.replicas = replicas;
    }

    @Override
    public S get(int slice) {
        return replicas.get(slice).state();
    }

    @Override
    public int size() {
        return replicas.size();
    }
}
