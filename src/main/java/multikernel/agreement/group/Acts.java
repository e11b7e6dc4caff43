package multikernel.agreement.group;

import java.util.ArrayList;
import java.util.List;

/** The acts of one call, in their order; the list is used again for the next. */
final class Acts {

    private final List<GroupAct> acts = new ArrayList<>();
    private long transfers;

    List<GroupAct> all() {
        return acts;
    }

    void begin() {
        acts.clear();
    }

    void add(GroupAct act) {
        acts.add(act);
    }

    void send(Seat to, GroupMessage message) {
        acts.add(new GroupAct.Send(to, message));
    }

    /** The number of the next state that this member hands over. */
    long nextTransfer() {
        return ++transfers;
    }
}
