package multikernel.multicast;

import java.util.List;
import java.util.Map;
import multikernel.multicast.CastLedger.Note;

/** Mistakes that a group could make, planted in what its members say. */
enum CastBug {
    NONE(Order.FIFO),
    /** Everyone is given what is sent, whenever they came. */
    NEWCOMERS_ARE_GIVEN_THE_PAST(Order.FIFO) {
        @Override
        GroupMessage<Note> changed(GroupMessage<Note> message) {
            return message instanceof GroupMessage.Down<Note> down ? again(down, down.view(), down.causes()) : message;
        }
    },
    /** Messages are thrown away before everyone has them. */
    ACKNOWLEDGED_TOO_EARLY(Order.FIFO) {
        @Override
        GroupMessage<Note> changed(GroupMessage<Note> message) {
            return message instanceof GroupMessage.Ack<Note> ack
                    ? new GroupMessage.Ack<>(
                            ack.view(), ack.shape(), ack.origin(), ack.from(), ack.upTo() + 3, ack.slowest())
                    : message;
        }
    },
    CAUSES_ARE_FORGOTTEN(Order.CAUSAL) {
        @Override
        GroupMessage<Note> changed(GroupMessage<Note> message) {
            return message instanceof GroupMessage.Down<Note> down ? again(down, down.firstView(), List.of()) : message;
        }
    },
    /** A member that has more of one that ended than others says nothing of it. */
    REPORTS_TOO_LITTLE(Order.FIFO) {
        @Override
        GroupMessage<Note> changed(GroupMessage<Note> message) {
            return message instanceof GroupMessage.Report<Note> report
                    ? new GroupMessage.Report<>(
                            report.view(), report.from(), Map.of(), report.finished(), report.numbered())
                    : message;
        }
    },
    MENDS_NOTHING(Order.FIFO) {
        @Override
        GroupMessage<Note> changed(GroupMessage<Note> message) {
            return message instanceof GroupMessage.Mend<Note> mend
                    ? new GroupMessage.Mend<>(mend.view(), mend.origin(), List.of(), mend.last(), mend.isAll())
                    : message;
        }
    },
    /** A new sequencer begins without waiting for those before it. */
    SEQUENCERS_OVERLAP(Order.TOTAL) {
        @Override
        GroupMessage<Note> changed(GroupMessage<Note> message) {
            if (message instanceof GroupMessage.Down<Note> down) {
                var way = down.route();
                return new GroupMessage.Down<>(
                        new Route(way.origin(), way.view(), way.shape(), way.tree(), Map.of()),
                        down.number(),
                        down.firstView(),
                        down.viewBefore(),
                        down.author(),
                        down.authorNumber(),
                        down.causes(),
                        down.message());
            }
            return message;
        }
    },
    /** What was handed in again is numbered again. */
    NUMBERED_TWICE(Order.TOTAL) {
        @Override
        GroupMessage<Note> changed(GroupMessage<Note> message) {
            return message instanceof GroupMessage.Submit<Note> submit
                    ? new GroupMessage.Submit<>(
                            submit.view(), submit.author(), submit.number() + 1000 * submit.view(), submit.message())
                    : message;
        }
    };

    private final Order order;

    CastBug(Order order) {
        this.order = order;
    }

    /** In which groups it shows. */
    Order order() {
        return order;
    }

    GroupMessage<Note> changed(GroupMessage<Note> message) {
        return message;
    }

    List<GroupMessage<Note>> sent(GroupMessage<Note> message) {
        return List.of(changed(message));
    }

    private static GroupMessage<Note> again(GroupMessage.Down<Note> down, long firstView, List<Cause> causes) {
        return new GroupMessage.Down<>(
                down.route(), down.number(), firstView, 0, down.author(), down.authorNumber(), causes, down.message());
    }
}
