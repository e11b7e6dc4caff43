package multikernel.ownership.far;

import java.util.ArrayList;
import java.util.List;
import multikernel.base.NodeMember;
import multikernel.base.Refusal;

/** What one event has brought about so far. */
final class Out {

    /** Who is to be told the end of something: this node by its own ticket, or another by that one's. */
    record Asker(NodeMember node, long ticket) {}

    private final NodeMember self;
    private List<FarEffect> effects = new ArrayList<>();

    Out(NodeMember self) {
        this.self = self;
    }

    void add(FarEffect effect) {
        effects.add(effect);
    }

    void send(NodeMember to, FarMessage message) {
        effects.add(new FarEffect.Send(to, message));
    }

    void answer(Asker asker, FarResult result) {
        if (asker.node().equals(self)) {
            effects.add(new FarEffect.Ended(asker.ticket(), result));
        } else {
            send(asker.node(), new FarMessage.Answered(asker.ticket(), result));
        }
    }

    void refuse(Asker asker, Refusal why, String detail) {
        answer(asker, new FarResult.Refused(why, detail));
    }

    void late(NodeMember from, FarMessage message) {
        effects.add(new FarEffect.Late(from.name(), message));
    }

    void tell(String line) {
        effects.add(new FarEffect.Told(line));
    }

    List<FarEffect> take() {
        var taken = effects;
        effects = new ArrayList<>();
        return taken;
    }
}
