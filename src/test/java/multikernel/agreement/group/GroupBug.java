package multikernel.agreement.group;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What a wrong implementation would do differently, seen from outside. */
interface GroupBug {

    GroupBug NONE = new GroupBug() {};

    default @Nullable GroupMessage said(GroupSeat by, GroupMessage message) {
        return message;
    }

    default @Nullable GroupMessage heard(GroupSeat by, GroupMessage message) {
        return message;
    }

    /** What one node takes for the limits of all. */
    default GroupLimits limits(GroupLimits limits, int node) {
        return limits;
    }

    /** Whether a node that starts again takes the seat that it had. */
    default boolean keepsSeat() {
        return false;
    }

    default boolean readsWithoutLease() {
        return false;
    }

    /** Whether a node that goes on after it stood still takes what came meanwhile as of the time when it stopped. */
    default boolean readsTheTimeTooEarly() {
        return false;
    }

    /** Whether it is said of a node that stands still that it has ended. */
    default boolean takesTheStoppedForEnded() {
        return false;
    }

    /** Whether what is asked for again is another operation. */
    default boolean namesAgain() {
        return false;
    }

    default boolean answersAtOnce() {
        return false;
    }

    static GroupBug saying(BiFunction<GroupSeat, GroupMessage, @Nullable GroupMessage> change) {
        return new GroupBug() {
            @Override
            public @Nullable GroupMessage said(GroupSeat by, GroupMessage message) {
                return change.apply(by, message);
            }
        };
    }

    static GroupBug hearing(BiFunction<GroupSeat, GroupMessage, @Nullable GroupMessage> change) {
        return new GroupBug() {
            @Override
            public @Nullable GroupMessage heard(GroupSeat by, GroupMessage message) {
                return change.apply(by, message);
            }
        };
    }
}
