package multikernel.monitor;

import java.util.TreeSet;
import java.util.function.Consumer;
import multikernel.base.CoreId;
import multikernel.base.Member;
import multikernel.base.View;

/**
 * How a core becomes one that all others can talk to: each member that sees a new one opens its channel to it and
 * binds, is answered, and says so. The pair then hears each other in both directions.
 */
final class Mesh {

    private final CoreId self;
    private final TreeSet<CoreId> bound = new TreeSet<>();

    /** What the mesh wants said to a peer, or done to its channel. */
    interface Wires {

        void open(Member peer);

        void close(Member peer);

        void say(CoreId to, Intermon message);
    }

    Mesh(CoreId self) {
        this.self = self;
    }

    void viewed(View before, View after, Wires wires) {
        forEachMissing(before, after, lost -> {
            bound.remove(lost.core());
            wires.close(lost);
        });
        forEachMissing(after, before, added -> {
            wires.open(added);
            if (begins(before, added)) {
                wires.say(added.core(), new Intermon.Bind());
            }
        });
    }

    void bind(CoreId from, Wires wires) {
        wires.say(from, new Intermon.BindReply());
    }

    void bindReply(CoreId from, Wires wires) {
        bound.add(from);
        wires.say(from, new Intermon.Bound());
    }

    void bound(CoreId from) {
        bound.add(from);
    }

    boolean isComplete(View view) {
        return view.members().stream().map(Member::core).allMatch(core -> core.equals(self) || bound.contains(core));
    }

    /**
     * The older of a pair begins. In a member's first view all are older, except others that may be as new as itself:
     * there the lower core begins; that both begin harms nothing.
     */
    private boolean begins(View before, Member added) {
        boolean isFirstView = before.number() == 0;
        return !isFirstView || (!added.joined() && self.compareTo(added.core()) < 0);
    }

    private void forEachMissing(View of, View in, Consumer<Member> action) {
        of.members().stream()
                .filter(member -> !member.core().equals(self))
                .filter(member -> !in.admits(member.core(), member.incarnation()))
                .forEach(action);
    }
}
