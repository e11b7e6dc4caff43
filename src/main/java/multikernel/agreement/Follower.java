package multikernel.agreement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import multikernel.agreement.Agreement.Applied;
import multikernel.agreement.Agreement.Apply;
import multikernel.agreement.Agreement.Gather;
import multikernel.agreement.Agreement.Promise;
import multikernel.agreement.Agreement.State;
import multikernel.base.CoreId;
import org.jspecify.annotations.Nullable;

/**
 * A core as a member of slices that others own: it applies what their owners say. What it holds it acknowledges when it
 * is told to, once for all that came before.
 */
final class Follower<S, C> {

    private final List<Replica<S, C>> replicas;
    private final Ground<S, C> ground;
    /** The owner of each slice whose changes are not acknowledged yet. */
    private final @Nullable CoreId[] owed;

    private final ArrayList<Integer> owing = new ArrayList<>();

    Follower(List<Replica<S, C>> replicas, Ground<S, C> ground) {
        this.replicas = replicas;
        this.ground = ground;
        this.owed = new CoreId[replicas.size()];
    }

    void apply(CoreId from, Apply<S, C> apply) {
        var replica = replicas.get(apply.slice());
        if (replica.isOver(apply.ballot())) {
            ground.late(from, Late.BALLOT);
            return;
        }
        var before = replica.state();
        replica.apply(apply.ballot(), apply.number(), apply.operation(), apply.change());
        ground.applied(apply.slice(), before, replica.state());
        owe(apply.slice(), from);
    }

    void gathered(CoreId from, Gather<S, C> gather) {
        var replica = replicas.get(gather.slice());
        if (replica.isOver(gather.ballot())) {
            ground.late(from, Late.BALLOT);
            return;
        }
        replica.promise(gather.ballot());
        ground.send(from, new Promise<>(gather.slice(), gather.ballot(), replica.held()));
    }

    void install(CoreId from, State<S, C> state) {
        var replica = replicas.get(state.slice());
        var given = state.held();
        if (replica.isOver(given.ballot())) {
            ground.late(from, Late.BALLOT);
            return;
        }
        var before = replica.state();
        replica.install(given);
        if (!before.equals(given.state())) {
            ground.applied(state.slice(), before, given.state());
        }
        owe(state.slice(), from);
    }

    void acknowledge() {
        for (int i = 0; i < owing.size(); i++) {
            int slice = owing.get(i);
            var owner = Objects.requireNonNull(owed[slice]);
            var replica = replicas.get(slice);
            owed[slice] = null;
            if (!replica.isBehindItsPromise()) {
                ground.send(owner, new Applied<>(slice, replica.ballot(), replica.number()));
            }
        }
        owing.clear();
    }

    /** Nobody awaits their acknowledgements any more. */
    void forget(Collection<CoreId> lost) {
        owing.removeIf(slice -> {
            boolean isLost = lost.contains(Objects.requireNonNull(owed[slice]));
            if (isLost) {
                owed[slice] = null;
            }
            return isLost;
        });
    }

    private void owe(int slice, CoreId owner) {
        if (owed[slice] == null) {
            owing.add(slice);
        }
        owed[slice] = owner;
    }
}
