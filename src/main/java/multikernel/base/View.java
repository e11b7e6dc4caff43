package multikernel.base;

import java.util.List;
import java.util.Optional;

/**
 * The members of a node at one moment. Views are numbered without gaps by the node's guardian and reach every member.
 *
 * @param number from 1
 * @param members the live cores, ascending by core
 */
public record View(long number, List<Member> members) {

    /** The view before any core has started. */
    public static final View EMPTY = new View(0, List.of());

    public View {
        members = isAscending(members)
                ? List.copyOf(members)
                : members.stream()
                        .sorted((left, right) -> left.core().compareTo(right.core()))
                        .toList();
    }

    private static boolean isAscending(List<Member> members) {
        for (int i = 1; i < members.size(); i++) {
            if (members.get(i - 1).core().index() > members.get(i).core().index()) {
                return false;
            }
        }
        return true;
    }

    public Optional<Member> member(CoreId core) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).core().index() == core.index()) {
                return Optional.of(members.get(i));
            }
        }
        return Optional.empty();
    }

    /** Whether exactly this start of the core is a member: what an older one says is refused. */
    public boolean admits(CoreId core, int incarnation) {
        for (int i = 0; i < members.size(); i++) { // for each message: without a stream
            var member = members.get(i);
            if (member.core().index() == core.index()) {
                return member.incarnation() == incarnation;
            }
        }
        return false;
    }

    /** The core that acts for the node where one must: the lowest one that has joined. */
    public Optional<CoreId> lowestJoined() {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).joined()) {
                return Optional.of(members.get(i).core());
            }
        }
        return Optional.empty();
    }
}
