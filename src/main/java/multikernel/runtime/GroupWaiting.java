package multikernel.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import multikernel.multicast.Said;
import multikernel.urpc.Channel;
import org.jspecify.annotations.Nullable;

/** What waits at a post: what has entered by it and has not gone on, in order, and what runs once there is room. */
final class GroupWaiting {

    @FunctionalInterface
    interface Way {

        Channel.Sent send(GroupLetter.Enter entered);
    }

    private final ArrayDeque<GroupLetter.Enter> entered = new ArrayDeque<>();
    private final List<Runnable> rooms = new ArrayList<>();

    void enter(GroupLetter.Enter letter) {
        entered.add(letter);
    }

    /**
     * What became of a message.
     *
     * @param hasJoined whether its post has been a member: until then it may still become one
     * @param room runs once there is room, if there is none; null if nobody waits for it
     */
    Channel.Sent sent(Said said, boolean hasJoined, @Nullable Runnable room) {
        return switch (said) {
            case ACCEPTED -> Channel.Sent.ACCEPTED;
            case BUSY -> busy(room);
            case CLOSED -> hasJoined ? Channel.Sent.CLOSED : busy(room);
        };
    }

    private Channel.Sent busy(@Nullable Runnable room) {
        if (room != null) {
            rooms.add(room);
        }
        return Channel.Sent.BUSY;
    }

    boolean isEmpty() {
        return entered.isEmpty() && rooms.isEmpty();
    }

    /** Messages, at most {@code entering-max} of each gate. */
    int entered() {
        return entered.size();
    }

    /**
     * In order, as far as there is room and everyone is known whom its sender knew.
     *
     * @param bindings that are known
     * @return messages that went nowhere
     */
    int goOn(long bindings, Way way) {
        int lost = 0;
        while (!entered.isEmpty() && bindings >= entered.element().bindings()) {
            var first = entered.element();
            var sent = way.send(first);
            if (sent == Channel.Sent.BUSY) {
                return lost;
            }
            entered.remove();
            first.gate().left();
            if (sent == Channel.Sent.CLOSED) {
                lost++;
            }
        }
        return lost;
    }

    /** What has waited for room waits no more. */
    List<Runnable> takeRooms() {
        var all = List.copyOf(rooms);
        rooms.clear();
        return all;
    }
}
