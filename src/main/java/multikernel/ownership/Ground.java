package multikernel.ownership;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.base.View;

/** What every protocol of one core stands on: who it is, who is there, the time, and the way out. */
final class Ground {

    final CoreId self;
    final int incarnation;
    final int cores;
    final long regionBytes;
    final OwnershipLimits limits;
    final TreeShape shape;
    private final int[] members;
    private final ArrayDeque<OwnershipMessage> toSelf = new ArrayDeque<>();
    private View view = View.EMPTY;
    private List<OwnershipEffect> effects = new ArrayList<>();
    private long nowNanos;
    private long operations;

    Ground(CoreId self, int incarnation, int cores, long regionBytes, OwnershipLimits limits, TreeShape shape) {
        this.self = self;
        this.incarnation = incarnation;
        this.cores = cores;
        this.regionBytes = regionBytes;
        this.limits = limits;
        this.shape = shape;
        this.members = new int[cores];
    }

    void begin(long now) {
        nowNanos = now;
        effects = new ArrayList<>(4);
    }

    List<OwnershipEffect> effects() {
        return effects;
    }

    long nowNanos() {
        return nowNanos;
    }

    View view() {
        return view;
    }

    void become(View next) {
        view = next;
        Arrays.fill(members, 0);
        next.members().forEach(member -> members[member.core().index()] = member.incarnation());
    }

    /** A core outside the node's range is none. */
    boolean isMember(CoreId core) {
        return incarnationOf(core) > 0;
    }

    /** 0 for a core that is no member. */
    int incarnationOf(CoreId core) {
        return core.index() < cores ? members[core.index()] : 0;
    }

    /** Whether this core acts for the node where one must. */
    boolean isLowest() {
        return view.lowestJoined().filter(self::equals).isPresent();
    }

    boolean isJoined(CoreId core) {
        return view.member(core).filter(member -> member.joined()).isPresent();
    }

    /** A core hears itself in the same turn, after what it does now; one that is no member hears nothing. */
    void say(CoreId to, OwnershipMessage message) {
        if (to.equals(self)) {
            toSelf.add(message);
        } else if (isMember(to)) {
            effects.add(new OwnershipEffect.Send(to, message));
        }
    }

    Optional<OwnershipMessage> saidToSelf() {
        return Optional.ofNullable(toSelf.poll());
    }

    void effect(OwnershipEffect effect) {
        effects.add(effect);
    }

    void late(CoreId from, OwnershipMessage message) {
        effects.add(new OwnershipEffect.Late(from, message.getClass().getSimpleName()));
    }

    /** Names something that this core does of its own: below zero, where nobody who asks has a number. */
    OperationId ownOperation() {
        return new OperationId(self, incarnation, - ++operations);
    }

    /** Why nothing is done with a core that is no member. */
    Outcome.Refused absent(CoreId core) {
        return core.index() < cores
                ? stuck(core)
                : new Outcome.Refused(Refusal.NO_SUCH_CORE, "the node has " + cores + " cores");
    }

    static Outcome.Refused stuck(CoreId core) {
        return new Outcome.Refused(Refusal.CORE_STUCK, core.toString());
    }

    static Outcome.Refused refused(Refusal refusal, String detail) {
        return new Outcome.Refused(refusal, detail);
    }
}
