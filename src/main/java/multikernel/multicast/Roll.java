package multikernel.multicast;

import java.util.List;
import java.util.Optional;
import multikernel.base.CoreId;

/**
 * The members of one domain's group over several nodes, at one moment.
 *
 * @param fingerprint of the messages that they understand
 * @param number raised with each change of any roll
 */
public record Roll(String domain, long fingerprint, long number, List<Enrolled> members) {

    public Roll {
        members = List.copyOf(members);
    }

    public GroupView view() {
        return new GroupView(number, members.stream().map(Enrolled::seat).toList());
    }

    /** The member that bears a number. */
    public Optional<Enrolled> of(CoreId number) {
        return members.stream().filter(each -> each.number().equals(number)).findFirst();
    }

    public Optional<Enrolled> at(Place place, long start) {
        return members.stream().filter(each -> each.isSame(place, start)).findFirst();
    }
}
