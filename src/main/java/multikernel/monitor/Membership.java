package multikernel.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import multikernel.base.CoreId;
import multikernel.base.Member;
import multikernel.base.View;

/**
 * The views that a guardian orders, one from the other.
 *
 * <p>A view that has members has one that has joined: a core that finds nobody joined has joined as it comes, and when
 * the last one that had joined is lost, the lowest of those that were joining takes over with what it was given.
 */
public final class Membership {

    private Membership() {}

    /** A core starts: its peers are to bind to it. */
    public static View starting(View view, CoreId core, int incarnation) {
        var members = others(view, core);
        members.add(new Member(core, incarnation, false));
        return next(view, members);
    }

    /**
     * A core has said that it has joined; the same view if that incarnation is no member any more, or joined already.
     */
    public static View joined(View view, CoreId core, int incarnation) {
        var member = new Member(core, incarnation, false);
        return view.members().contains(member) ? next(view, replaced(view, member, Membership::asJoined)) : view;
    }

    /** A core has failed, is stuck or was taken off; the same view if it is no member. */
    public static View lost(View view, CoreId core) {
        return view.member(core).isPresent() ? next(view, others(view, core)) : view;
    }

    /** Whether no core that had joined before is left: what only they held is gone, and has to be said to be lost. */
    public static boolean losesState(View before, View after) {
        return before.members().stream().anyMatch(Member::joined)
                && before.members().stream()
                        .filter(Member::joined)
                        .noneMatch(member -> after.admits(member.core(), member.incarnation()));
    }

    private static View next(View view, List<Member> members) {
        var next = new View(view.number() + 1, members);
        if (next.members().isEmpty() || next.members().stream().anyMatch(Member::joined)) {
            return next;
        }
        return new View(next.number(), replaced(next, next.members().getFirst(), Membership::asJoined));
    }

    private static List<Member> others(View view, CoreId core) {
        return new ArrayList<>(view.members().stream()
                .filter(member -> !member.core().equals(core))
                .toList());
    }

    private static List<Member> replaced(View view, Member old, UnaryOperator<Member> change) {
        return view.members().stream()
                .map(member -> member.equals(old) ? change.apply(member) : member)
                .toList();
    }

    private static Member asJoined(Member member) {
        return new Member(member.core(), member.incarnation(), true);
    }
}
