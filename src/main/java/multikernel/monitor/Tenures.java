package multikernel.monitor;

import java.util.List;
import java.util.TreeMap;
import multikernel.base.CoreId;
import multikernel.base.Member;
import multikernel.base.View;

/**
 * Since when cores have been joined, and when they last ceased to be: what this core saw of the history of views.
 *
 * <p>From it follows since when a core has been the owner of something, also for what begins much later, in another
 * view on each core: the ballot of an owner is the same wherever it is told.
 */
public final class Tenures {

    private final TreeMap<CoreId, Long> joined = new TreeMap<>();
    private final TreeMap<CoreId, Long> left = new TreeMap<>();

    public void viewed(View before, View after) {
        for (var member : before.members()) {
            if (member.joined() && !after.members().contains(member)) {
                left.put(member.core(), after.number());
                joined.remove(member.core());
            }
        }
        for (var member : after.members()) {
            if (member.joined() && !before.members().contains(member)) {
                joined.put(member.core(), after.number());
            }
        }
    }

    /**
     * The view since which the first joined core of the list has been the first.
     *
     * @param preferred in the order of preference
     * @return 0 if none has joined; right for this core itself, which saw every view since its start, for others at
     *     least as high as the view in which they became it if this core saw that
     */
    public long since(List<CoreId> preferred, View view) {
        long since = 0;
        for (var core : preferred) {
            since = Math.max(since, left.getOrDefault(core, 0L));
            if (view.member(core).filter(Member::joined).isPresent()) {
                return Math.max(since, joined.getOrDefault(core, 0L));
            }
        }
        return 0;
    }
}
