package multikernel.agreement;

import java.util.Optional;
import multikernel.base.CoreId;
import multikernel.base.Outcome;

/** What the owners and the follower of a core stand on: its replicas, and the way to others. */
interface Ground<S, C> {

    /** Why the change cannot be, by this core's replicas. */
    Optional<Outcome.Refused> check(int slice, C change);

    void applied(int slice, S before, S after);

    void late(CoreId from, Late reason);

    void send(CoreId to, Agreement<S, C> message);
}
