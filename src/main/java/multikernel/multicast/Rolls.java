package multikernel.multicast;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import multikernel.base.CoreId;
import multikernel.base.NodeMember;
import multikernel.base.NodeView;
import multikernel.multicast.RollChange.Here;
import multikernel.multicast.RollChange.Nodes;
import multikernel.multicast.RollChange.Present;

/**
 * The rolls of all domains whose groups are over several nodes. It is one object whose changes a majority of nodes puts
 * into one order: so all members of a group are told the same views, and a side without a majority is told none.
 *
 * @param changes counts those that changed a roll
 * @param nodes of which members are taken in, each in this start only
 * @param rolls of domains that have a member, by the time of their first
 */
public record Rolls(long changes, NodeView nodes, List<Roll> rolls) {

    public static final Rolls NONE = new Rolls(0, NodeView.NONE, List.of());

    /** Members of one group. */
    public static final int MEMBERS_MAX = 256;

    /** Domains. */
    public static final int ROLLS_MAX = 64;

    public Rolls {
        rolls = List.copyOf(rolls);
    }

    public Optional<Roll> of(String domain) {
        return rolls.stream().filter(roll -> roll.domain().equals(domain)).findFirst();
    }

    /** Why the change is not made, in one line; empty if it can be. */
    public Optional<String> check(RollChange change) {
        return switch (change) {
            case Nodes(NodeView view)
            when view.number() <= nodes.number() ->
                Optional.of("the nodes of view " + nodes.number() + " are known, " + view.number() + " is no newer");
            case Nodes _ -> Optional.empty();
            case Present present -> check(present);
        };
    }

    private Optional<String> check(Present present) {
        if (!nodes.members().contains(present.node())) {
            return Optional.of(present.node() + " is no member of view " + nodes.number());
        }
        var roll = of(present.domain());
        if (roll.isEmpty() && rolls.size() == ROLLS_MAX) {
            return Optional.of(ROLLS_MAX + " domains have groups over several nodes, which is the most");
        }
        var others = roll.stream()
                .flatMap(known -> known.members().stream())
                .filter(each -> !isOf(each, present.node()))
                .count();
        if (others > 0 && roll.get().fingerprint() != present.fingerprint()) {
            return Optional.of(present.domain() + " has other messages on other nodes");
        }
        return others + present.members().size() > MEMBERS_MAX
                ? Optional.of(present.domain() + " has " + MEMBERS_MAX + " members, which is the most")
                : Optional.empty();
    }

    private static boolean isOf(Enrolled member, NodeMember node) {
        return member.place().node().name().equals(node.name());
    }

    /** Of a change that was checked. One that changes no roll raises no number. */
    public Rolls apply(RollChange change) {
        return switch (change) {
            case Nodes(NodeView view) -> with(view);
            case Present present -> with(present);
        };
    }

    private Rolls with(NodeView view) {
        var next = new ArrayList<Roll>();
        var now = changes + 1;
        for (var roll : rolls) {
            var left = roll.members().stream()
                    .filter(each -> view.members().contains(each.place().node()))
                    .toList();
            if (left.size() == roll.members().size()) {
                next.add(roll);
            } else if (!left.isEmpty()) {
                next.add(new Roll(roll.domain(), roll.fingerprint(), now, left));
            }
        }
        return new Rolls(next.equals(rolls) ? changes : now, view, next);
    }

    private Rolls with(Present present) {
        var before = of(present.domain()).map(Roll::members).orElse(List.of());
        var after = after(before, present);
        if (new HashSet<>(after).equals(new HashSet<>(before))) {
            return this;
        }
        var next = new ArrayList<Roll>();
        rolls.stream().filter(roll -> !roll.domain().equals(present.domain())).forEach(next::add);
        if (!after.isEmpty()) {
            next.add(new Roll(present.domain(), present.fingerprint(), changes + 1, after));
        }
        return new Rolls(changes + 1, nodes, next);
    }

    private List<Enrolled> after(List<Enrolled> before, Present present) {
        var after = new ArrayList<Enrolled>();
        var lacking = new ArrayList<>(present.members());
        for (var each : before) {
            var here = new Here(each.place().core(), each.start());
            if (!isOf(each, present.node()) || (each.place().node().equals(present.node()) && lacking.remove(here))) {
                after.add(each);
            }
        }
        var taken = new HashSet<CoreId>();
        after.forEach(each -> taken.add(each.number()));
        int number = 0;
        for (var each : lacking) {
            while (taken.contains(CoreId.of(number))) {
                number++;
            }
            taken.add(CoreId.of(number));
            after.add(
                    new Enrolled(CoreId.of(number), new Place(present.node(), each.core()), each.start(), changes + 1));
        }
        return after;
    }
}
