package multikernel.multicast;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import multikernel.base.CoreId;
import multikernel.base.Tree;
import multikernel.multicast.RoundLedger.Heap;
import multikernel.multicast.RoundMessage.Open;
import multikernel.multicast.RoundMessage.Part;
import multikernel.multicast.RoundMessage.Stand;

/** Mistakes that members could make in a round, planted in what they say. */
enum RoundBug {
    NONE,
    CHILD_COUNTED_TWICE {
        @Override
        RoundMessage<Heap> sent(RoundMessage<Heap> message, Past past) {
            return message instanceof Part<Heap> part && !part.shares().isEmpty()
                    ? with(part, twice(part.shares()))
                    : message;
        }
    },
    OLD_PART_ACCEPTED {
        @Override
        RoundMessage<Heap> sent(RoundMessage<Heap> message, Past past) {
            if (message instanceof Part<Heap> part) {
                var old = past.parts.put(part.from(), part);
                return old == null || old.shares().isEmpty() ? message : with(part, old.shares());
            }
            return message;
        }
    },
    /** One of those who were there from the beginning is excused. */
    RELEASED_ONE_SHORT {
        @Override
        RoundMessage<Heap> sent(RoundMessage<Heap> message, Past past) {
            if (message instanceof Open<Heap> open) {
                var excused = new HashSet<>(open.excused());
                open.tree().cores().stream().max(CoreId::compareTo).ifPresent(excused::add);
                return new Open<>(open.view(), open.tree(), open.round(), open.begun(), excused, open.last());
            }
            return message;
        }
    },
    LOST_MEMBER_WAITED_FOR {
        @Override
        RoundMessage<Heap> sent(RoundMessage<Heap> message, Past past) {
            if (message instanceof Open<Heap> open) {
                var tree = past.tree(open.tree());
                return new Open<>(open.view(), tree, open.round(), open.begun(), open.excused(), open.last());
            }
            return message;
        }
    },
    /** A member says that the round is still open of which it was told what came of it. */
    OUTCOME_FORGOTTEN {
        @Override
        RoundMessage<Heap> sent(RoundMessage<Heap> message, Past past) {
            return message instanceof Stand<Heap> stand && stand.open() > 1
                    ? new Stand<>(
                            stand.view(),
                            stand.from(),
                            stand.first(),
                            stand.open() - 1,
                            0,
                            false,
                            Optional.empty(),
                            stand.absent())
                    : message;
        }
    },
    /** Who ended since the round began is not spoken of. */
    ENDED_ARE_NOT_NAMED {
        @Override
        RoundMessage<Heap> sent(RoundMessage<Heap> message, Past past) {
            return message instanceof Part<Heap> part
                    ? new Part<>(
                            part.view(),
                            part.round(),
                            part.from(),
                            part.shares(),
                            part.missing(),
                            part.begun(),
                            List.of())
                    : message;
        }
    },
    /** Members that could be lost to the others tell what came of a round though these may not know it. */
    TOLD_BEFORE_ALL_HOLD,
    OLD_VIEWS_ARE_HEARD {
        @Override
        RoundMessage<Heap> heard(RoundMessage<Heap> message, long view) {
            if (message instanceof Open<Heap> open && open.view() < view) {
                return new Open<>(view, open.tree(), open.round(), open.begun(), open.excused(), open.last());
            }
            return message instanceof Part<Heap> part && part.view() < view
                    ? new Part<>(
                            view, part.round(), part.from(), part.shares(), part.missing(), part.begun(), part.ended())
                    : message;
        }
    };

    /** What was said before, for those who say it again. */
    static final class Past {
        private final Map<CoreId, Part<Heap>> parts = new HashMap<>();
        private final List<Tree> trees = new ArrayList<>();

        Tree tree(Tree now) {
            trees.add(now);
            return trees.stream()
                    .filter(old -> old.root().equals(now.root())
                            && old.cores().size() > now.cores().size())
                    .findFirst()
                    .orElse(now);
        }
    }

    RoundMessage<Heap> sent(RoundMessage<Heap> message, Past past) {
        return message;
    }

    RoundMessage<Heap> heard(RoundMessage<Heap> message, long view) {
        return message;
    }

    private static Part<Heap> with(Part<Heap> part, List<Share<Heap>> shares) {
        return new Part<>(part.view(), part.round(), part.from(), shares, part.missing(), part.begun(), part.ended());
    }

    private static List<Share<Heap>> twice(List<Share<Heap>> shares) {
        return shares.stream()
                .map(each -> new Share<>(each.of(), each.part().and(each.part())))
                .toList();
    }
}
