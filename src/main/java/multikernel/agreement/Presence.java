package multikernel.agreement;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import multikernel.base.CoreId;
import multikernel.base.Member;
import multikernel.base.View;

/** Which starts of which cores take part, may come to nothing, or are certainly over. */
final class Presence {

    enum Of {
        MEMBER,
        /** It left the view, or was never in one that this core saw, and is not known to have ended. */
        SUSPECTED,
        ENDED
    }

    private final Set<Member> suspected = new HashSet<>();
    /** Those of which this core was told that they have ended before it was told a view without them. */
    private final Set<Member> endedEarly = new HashSet<>();

    private final Map<CoreId, Integer> lastEnded = new HashMap<>();
    private int[] members = {};
    private View view = View.EMPTY;

    void viewed(View next) {
        for (var member : view.members()) {
            var start = start(member.core(), member.incarnation());
            if (!next.admits(member.core(), member.incarnation()) && !endedEarly.remove(start)) {
                suspected.add(start);
            }
        }
        view = next;
        members = new int
                [next.members().isEmpty() ? 0 : next.members().getLast().core().index() + 1];
        next.members().forEach(member -> members[member.core().index()] = member.incarnation());
    }

    void ended(CoreId core, int incarnation) {
        lastEnded.merge(core, incarnation, Math::max);
        if (!suspected.remove(start(core, incarnation)) && member(core) <= incarnation) {
            endedEarly.add(start(core, incarnation));
        }
    }

    View view() {
        return view;
    }

    /**
     * Which start of a core is meant: the member, or one that is suspected, or the last that has ended; 0 if unknown.
     */
    int incarnation(CoreId core) {
        int member = member(core);
        if (member > 0) {
            return member;
        }
        int last = suspected.stream()
                .filter(each -> each.core().equals(core))
                .mapToInt(Member::incarnation)
                .max()
                .orElse(0);
        return last > 0 ? last : lastEnded.getOrDefault(core, 0);
    }

    boolean isMember(CoreId core) {
        return member(core) > 0;
    }

    boolean admits(CoreId core, int incarnation) {
        return incarnation > 0 && member(core) == incarnation;
    }

    Of of(Branch branch) {
        return state(branch.core(), branch.incarnation());
    }

    Of state(CoreId core, int incarnation) {
        if (admits(core, incarnation)) {
            return endedEarly.isEmpty() || !endedEarly.contains(start(core, incarnation)) ? Of.MEMBER : Of.ENDED;
        }
        boolean isOver = lastEnded.getOrDefault(core, -1) >= incarnation;
        return isOver && !suspected.contains(start(core, incarnation)) ? Of.ENDED : Of.SUSPECTED;
    }

    private int member(CoreId core) {
        return core.index() < members.length ? members[core.index()] : 0;
    }

    private static Member start(CoreId core, int incarnation) {
        return new Member(core, incarnation, true);
    }
}
