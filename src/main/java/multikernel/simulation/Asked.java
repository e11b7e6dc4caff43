package multikernel.simulation;

import java.util.ArrayList;
import java.util.List;
import multikernel.base.OperationId;
import multikernel.ownership.Request;
import org.jspecify.annotations.Nullable;

/** A request, what it found when it was first asked, and what came of it. */
final class Asked {

    /** How it stands. */
    enum Word {
        OPEN,
        /** Answered, but it may yet happen: timed out, or a core is stuck. */
        UNDECIDED,
        DONE,
        /** It has not happened and never will. */
        REFUSED
    }

    final OperationId operation;
    final Start start;
    final String domain;
    final Request request;
    /** What lay at its address. */
    @Nullable
    Copy source;

    final long at;
    long deadlineNanos;
    final List<Copy> made = new ArrayList<>();
    Word word = Word.OPEN;
    long ended = Long.MAX_VALUE;
    /** Whether the world's limits are small. */
    boolean isSoonForgotten;
    /** Whether an answer is owed. */
    boolean awaited = true;
    /** A revoke was answered that must have reached it: nothing may come of it any more. */
    boolean barred;

    Asked(OperationId operation, Start start, String domain, Request request, @Nullable Copy source, long at) {
        this.operation = operation;
        this.start = start;
        this.domain = domain;
        this.request = request;
        this.source = source;
        this.at = at;
    }

    boolean mayHappen() {
        return (word == Word.OPEN || word == Word.UNDECIDED) && !barred;
    }

    /** So many copies it may make in all. */
    int makesMax() {
        return switch (request) {
            case Request.Allocate allocate -> 1;
            case Request.Copy copy -> 1;
            case Request.Mint mint -> 1;
            case Request.Move move -> 1;
            case Request.Retype retype -> retype.count();
            case Request.MapOn map -> map.cores().size();
            case Request.Unmap unmap -> 0;
            case Request.Revoke revoke -> 0;
            case Request.Delete delete -> 0;
            case Request.Subscribe subscribe -> 0;
            case Request.Identify identify -> 0;
        };
    }

    /**
     * Whether it may make another copy: what it made on a core that has ended may be made again; where hardly an
     * outcome is remembered, also what is gone.
     */
    boolean hasLeft() {
        int there = 0;
        for (var copy : made) {
            boolean isForgotten = copy.start.fate == Start.Fate.ENDED || isSoonForgotten && !copy.live;
            there += isForgotten ? 0 : 1;
        }
        return there < makesMax();
    }

    @Override
    public String toString() {
        return operation + " " + request + " by " + domain + " on " + start + " (" + word + ", source " + source + ")";
    }
}
