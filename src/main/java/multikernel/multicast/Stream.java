package multikernel.multicast;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import multikernel.multicast.GroupMessage.Ack;
import multikernel.multicast.GroupMessage.Behind;
import multikernel.multicast.GroupMessage.Caught;
import multikernel.multicast.GroupMessage.Down;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one origin at one member: passes them on, keeps the last window of them for those who may lack some
 * when the origin ends, and has {@link Acks} say what all below have taken.
 *
 * <p>Inside one route numbers come without gaps, from the first that its origin knows not to have been taken by all. So
 * a number that is here already is a repetition, and what is beyond the next passed this member by while it was left
 * behind.
 */
final class Stream<M> {

    private static final long NONE = -1;

    private final Standing<M> at;
    private final Seat origin;
    private final @Nullable Down<M>[] kept;
    /** In order, not handed to the member yet. */
    private final ArrayDeque<Down<M>> ready = new ArrayDeque<>();

    /** Of a sequencer: the latest of each author. */
    private final Map<Seat, Long> authors = new HashMap<>();

    private boolean begun;
    private long have;
    private long handed;
    private long handedSince;
    private long taken;
    private long caused;
    private boolean isCut;
    private long last = NONE;

    private final Acks<M> acks;
    private long leftShape = NONE;

    @SuppressWarnings("unchecked") // of nothing but such messages
    Stream(Standing<M> at, Seat origin) {
        this.at = at;
        this.origin = origin;
        acks = new Acks<>(at, origin);
        kept = new Down[at.limits.window()];
    }

    Seat origin() {
        return origin;
    }

    /** The latest number that is here, or passed by. */
    long have() {
        return have;
    }

    /** Everything up to this number was handed to the member, or is not for it. */
    long passed() {
        var next = ready.peek();
        return next == null ? have : next.number() - 1;
    }

    /** The latest that the member was handed, if it was handed one since this was asked last. */
    @Nullable
    Cause cause() {
        if (handed == caused && at.slow == Slow.HOLD) {
            return null;
        }
        caused = handed;
        return new Cause(origin, handed, handedSince);
    }

    Map<Seat, Long> authors() {
        return authors;
    }

    boolean hasReady() {
        return !ready.isEmpty();
    }

    Down<M> next() {
        return ready.element();
    }

    private boolean isOwn() {
        return at.isSelf(origin);
    }

    /** Passes it on and takes it in. */
    void heard(Down<M> down) {
        var way = down.route();
        if ((way.shape() < leftShape && !isOwn()) || acks.isAfter(way.shape())) {
            return;
        }
        if (acks.isBefore(way.shape())) {
            acks.over(way, down.number() - 1);
            if (!isOwn()) {
                leftShape = NONE;
            }
        }
        var children = acks.children();
        for (int i = 0; i < children.size(); i++) { // for each message: without an iterator
            at.ground.send(children.get(i), down);
        }
        if (!begun || down.number() > have) {
            takeIn(down);
        }
        tell();
    }

    private void takeIn(Down<M> down) {
        if (!begun) {
            begin(down.number() - 1);
            if (down.viewBefore() >= at.self().since()) {
                beganLate();
            }
        } else if (down.number() > have + 1) {
            passedBy(down.number() - 1);
        }
        have = down.number();
        kept[(int) (down.number() % kept.length)] = down;
        if (isCut) {
            return;
        }
        if (down.firstView() < at.self().since()) {
            at.sequencing().numbered(this, down);
            return;
        }
        if (isOwn() && leftShape != NONE && !isIdleAt(handed)) {
            at.sequencing().numbered(this, down);
            at.missed(origin, 1);
            return;
        }
        if (isOwn()) {
            leftShape = NONE;
        }
        ready.add(down);
    }

    private void begin(long before) {
        begun = true;
        have = before;
        handed = before;
        caused = before;
        taken = before;
    }

    private void beganLate() {
        if (at.slow == Slow.HOLD) {
            throw new IllegalStateException(at.core + " has nothing of " + origin + ", then comes " + (have + 1));
        }
        at.missed(origin, 1);
    }

    private void passedBy(long upTo) {
        if (at.slow == Slow.HOLD) {
            throw new IllegalStateException(at.core + " has " + have + " of " + origin + ", then comes " + (upTo + 1));
        }
        at.missed(origin, upTo - have);
        have = upTo;
    }

    /** The next that is ready is the member's now. */
    Down<M> hand() {
        var next = ready.remove();
        handed = next.number();
        handedSince = next.firstView();
        return next;
    }

    /** What is ready, and all that comes after it, can be nobody's: what has to come before it is nowhere any more. */
    void cut() {
        isCut = true;
        ready.clear();
    }

    /** Its member has taken all up to this number. */
    void taken(long number) {
        taken = Math.max(taken, number);
        catchUp();
        tell();
    }

    private boolean isIdleAt(long number) {
        return ready.isEmpty() && taken >= number;
    }

    private boolean isIdle() {
        return isIdleAt(handed);
    }

    private void catchUp() {
        if (leftShape != NONE && isIdle() && !isOwn()) {
            at.ground.send(origin.core(), new Caught<>(at.view.number(), at.self()));
        }
    }

    /** This member is left behind. */
    void behind(Behind<M> said) {
        if (acks.isBefore(said.shape())) {
            if (!begun) {
                begin(said.taken());
            }
            leftShape = said.shape();
            catchUp();
        }
    }

    /** It is no more, and gets nothing up to this number. */
    void passed(long upTo) {
        leftShape = NONE;
        if (!begun) {
            begin(0);
        }
        if (have < upTo) {
            passedBy(upTo);
        }
    }

    /** The same, if it is the origin itself. */
    void leaveOwnBehind() {
        leftShape = 0;
        tell();
    }

    void acked(Ack<M> ack) {
        if (acks.heard(ack)) {
            tell();
        }
    }

    private void tell() {
        var hasAll = isIdle() || (isOwn() && leftShape != NONE);
        acks.tell(have, hasAll ? have : taken);
    }

    /** Its origin has ended, and this is how much of it everyone is to have. */
    void last(long number) {
        last = number;
    }

    boolean isWhole() {
        return last != NONE && have >= last;
    }

    /** Whether a message of this number never comes. */
    boolean endsBefore(long number) {
        return isWhole() && last < number;
    }

    /** What is kept from after this number on. */
    List<Down<M>> since(long number) {
        var lacking = new ArrayList<Down<M>>();
        for (long each = Math.max(number, have - kept.length) + 1; each <= have; each++) {
            var down = kept[(int) (each % kept.length)];
            if (down != null && down.number() == each) {
                lacking.add(down);
            }
        }
        return lacking;
    }

    /** What others have of an origin that has ended. */
    void mend(List<Down<M>> lacking, long end, boolean isAll) {
        for (var down : lacking) {
            if (!begun || down.number() > have) {
                takeIn(down);
            }
        }
        last = end;
        if (!isAll) {
            return;
        }
        if (!begun) {
            begin(end);
        }
        if (have < end) {
            passedBy(end);
        }
    }
}
