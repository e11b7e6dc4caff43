package multikernel.multicast;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import multikernel.base.CoreId;
import multikernel.base.Tree;
import multikernel.multicast.RoundLedger.Given;
import multikernel.multicast.RoundMessage.Open;
import multikernel.multicast.RoundMessage.Part;
import multikernel.multicast.RoundMessage.Stand;

/** Mistakes that members could make in a round, planted in what they say. */
enum RoundBug {
    NONE,
    CHILD_COUNTED_TWICE {
        @Override
        RoundMessage<List<Given>> sent(RoundMessage<List<Given>> message, Past past) {
            return message instanceof Part<List<Given>> part && !part.shares().isEmpty()
                    ? with(part, twice(part.shares()))
                    : message;
        }
    },
    OLD_PART_ACCEPTED {
        @Override
        RoundMessage<List<Given>> sent(RoundMessage<List<Given>> message, Past past) {
            if (message instanceof Part<List<Given>> part) {
                var old = past.parts.put(part.from(), part);
                return old == null || old.shares().isEmpty() ? message : with(part, old.shares());
            }
            return message;
        }
    },
    /** One of those who were there from the beginning is excused. */
    RELEASED_ONE_SHORT {
        @Override
        RoundMessage<List<Given>> sent(RoundMessage<List<Given>> message, Past past) {
            if (message instanceof Open<List<Given>> open) {
                var excused = new HashSet<>(open.excused());
                open.tree().cores().stream().max(CoreId::compareTo).ifPresent(excused::add);
                return new Open<>(open.view(), open.tree(), open.round(), open.begun(), excused, open.last());
            }
            return message;
        }
    },
    LOST_MEMBER_WAITED_FOR {
        @Override
        RoundMessage<List<Given>> sent(RoundMessage<List<Given>> message, Past past) {
            if (message instanceof Open<List<Given>> open) {
                var tree = past.tree(open.tree());
                return new Open<>(open.view(), tree, open.round(), open.begun(), open.excused(), open.last());
            }
            return message;
        }
    },
    /** A member says that the round is still open of which it was told what came of it. */
    OUTCOME_FORGOTTEN {
        @Override
        RoundMessage<List<Given>> sent(RoundMessage<List<Given>> message, Past past) {
            return message instanceof Stand<List<Given>> stand && stand.open() > 1
                    ? new Stand<>(stand.view(), stand.from(), stand.first(), stand.open() - 1, 0, false, null)
                    : message;
        }
    },
    OLD_VIEWS_ARE_HEARD {
        @Override
        RoundMessage<List<Given>> heard(RoundMessage<List<Given>> message, long view) {
            if (message instanceof Open<List<Given>> open && open.view() < view) {
                return new Open<>(view, open.tree(), open.round(), open.begun(), open.excused(), open.last());
            }
            return message instanceof Part<List<Given>> part && part.view() < view
                    ? new Part<>(view, part.round(), part.from(), part.shares(), part.missing(), part.begun())
                    : message;
        }
    };

    /** What was said before, for those who say it again. */
    static final class Past {
        private final Map<CoreId, Part<List<Given>>> parts = new HashMap<>();
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

    RoundMessage<List<Given>> sent(RoundMessage<List<Given>> message, Past past) {
        return message;
    }

    RoundMessage<List<Given>> heard(RoundMessage<List<Given>> message, long view) {
        return message;
    }

    private static Part<List<Given>> with(Part<List<Given>> part, List<Share<List<Given>>> shares) {
        return new Part<>(part.view(), part.round(), part.from(), shares, part.missing(), part.begun());
    }

    private static List<Share<List<Given>>> twice(List<Share<List<Given>>> shares) {
        return shares.stream()
                .map(each -> new Share<>(
                        each.of(),
                        Stream.concat(each.part().stream(), each.part().stream())
                                .toList()))
                .toList();
    }
}
