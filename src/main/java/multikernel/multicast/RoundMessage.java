package multikernel.multicast;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import multikernel.base.CoreId;
import multikernel.base.GroupPlace;
import multikernel.base.Tree;

/** What members of a group tell each other about rounds. Each is of one view, and refused in another. */
public sealed interface RoundMessage<P> {

    long view();

    /** The eldest asks for a {@link Stand}. */
    record Enquire<P>(long view) implements RoundMessage<P> {}

    /**
     * Where a member stands; told once in each view.
     *
     * @param first round that it takes part in, 0 if it has not been told of any
     * @param open the round that it was told of last, 0 for none
     * @param begun the view in which it came to that round, 0 if it has not
     * @param isOverdue it has waited for as long as anyone is to
     * @param last what came of the round before, if it knows
     * @param absent with whom the group begins, as it knows, and that have not been members yet
     */
    record Stand<P>(
            long view,
            CoreId from,
            long first,
            long open,
            long begun,
            boolean isOverdue,
            Optional<Outcome<P>> last,
            List<GroupPlace> absent)
            implements RoundMessage<P> {}

    /**
     * A round is open, on its way down: a new one, or the same again in another view.
     *
     * @param begun the view in which the first of those who are there came to it, 0 if nobody has
     * @param excused members that joined when it had begun: it is not theirs
     * @param last what came of the round before; empty for the first
     */
    record Open<P>(long view, Tree tree, long round, long begun, Set<CoreId> excused, Optional<Outcome<P>> last)
            implements RoundMessage<P> {}

    /** The sender and all below it know that the round is open, and so what came of the one before. */
    record Held<P>(long view, long round, CoreId from) implements RoundMessage<P> {}

    /** All do, on its way down: whoever waits for that is told. */
    record Free<P>(long view, long round) implements RoundMessage<P> {}

    /**
     * What the sender and all below it hand in.
     *
     * @param missing of them, for they were not there in time
     * @param begun the first view in which one of them came to the round, 0 if none has
     * @param ended members of that view that have ended since
     */
    record Part<P>(
            long view,
            long round,
            CoreId from,
            List<Share<P>> shares,
            List<GroupPlace> missing,
            long begun,
            List<GroupPlace> ended)
            implements RoundMessage<P> {}

    /** The sender has waited in this round for as long as anyone is to. */
    record Overdue<P>(long view, long round) implements RoundMessage<P> {}

    /** The round is to be over, on its way down: whoever has not come to it is missing. */
    record Close<P>(long view, long round) implements RoundMessage<P> {}
}
