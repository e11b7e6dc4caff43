package multikernel.multicast;

import java.util.List;
import java.util.Map;
import multikernel.base.CoreId;

/** What members of a group tell each other. Each is of one view, and refused in another. */
public sealed interface GroupMessage<M> {

    long view();

    /**
     * A message on its way down.
     *
     * @param number of its origin's messages, from 1, without gaps
     * @param firstView in which it was first sent: who joined later is not given it
     * @param viewBefore the same of the number before, 0 if there is none
     * @param author who wanted it sent; the origin, unless that is a sequencer
     * @param authorNumber of its author's messages
     * @param causes the latest of each member that its origin was given since its message before
     */
    record Down<M>(
            Route route,
            long number,
            long firstView,
            long viewBefore,
            Seat author,
            long authorNumber,
            List<Cause> causes,
            M message)
            implements GroupMessage<M> {

        @Override
        public long view() {
            return route.view();
        }

        public Seat origin() {
            return route.origin();
        }

        Down<M> over(Route other) {
            return new Down<>(other, number, firstView, viewBefore, author, authorNumber, causes, message);
        }
    }

    /**
     * The sender and all below it have taken an origin's messages up to a number.
     *
     * @param slowest of them
     */
    record Ack<M>(long view, long shape, Seat origin, CoreId from, long upTo, CoreId slowest)
            implements GroupMessage<M> {}

    /** An author's message on its way to the sequencer. */
    record Submit<M>(long view, Seat author, long number, M message) implements GroupMessage<M> {}

    /** The receiver's messages up to this number, of which it handed in some again, are numbered. */
    record Known<M>(long view, long number) implements GroupMessage<M> {}

    /**
     * The origin sends nothing more to the receiver until that has taken what it has.
     *
     * @param taken up to which number everyone has taken its messages
     */
    record Behind<M>(long view, long shape, Seat origin, long taken) implements GroupMessage<M> {}

    /** The receiver is left behind no more: what it lacks up to this number has passed it by. */
    record Passed<M>(long view, Seat origin, long upTo) implements GroupMessage<M> {}

    /** It has. */
    record Caught<M>(long view, Seat from) implements GroupMessage<M> {}

    /** The eldest asks for a {@link Report}. */
    record Ask<M>(long view) implements GroupMessage<M> {}

    /**
     * Of members that have ended.
     *
     * @param have up to which number the sender has the messages of each
     * @param finished the last number of those of whom the sender knows that everyone has had all
     * @param numbered the latest message of each author that it was handed of them
     */
    record Report<M>(long view, CoreId from, Map<Seat, Long> have, Map<Seat, Long> finished, Map<Seat, Long> numbered)
            implements GroupMessage<M> {}

    /**
     * How much of the messages of members that have ended everyone is to have: what anyone has.
     *
     * @param last by member that has ended
     * @param reports of each core
     */
    record Close<M>(long view, Map<Seat, Long> last, Map<CoreId, Report<M>> reports) implements GroupMessage<M> {}

    /**
     * What the receiver lacks of a member that has ended, as far as the sender has it; so much of it as fits a message.
     *
     * @param isAll nothing more of it follows
     */
    record Mend<M>(long view, Seat origin, List<Down<M>> lacking, long last, boolean isAll) implements GroupMessage<M> {

        /** What one message holds. */
        static final int LACKING_MAX = 16;
    }

    /** The sender has all that it is to have of those that have ended. */
    record Whole<M>(long view, CoreId from) implements GroupMessage<M> {}

    /** Everyone has: what was kept for others can go. */
    record Over<M>(long view) implements GroupMessage<M> {}
}
