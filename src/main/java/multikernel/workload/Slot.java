package multikernel.workload;

import java.util.Optional;

/** A request's place in the line of its connection; belongs to one core's thread. */
final class Slot {

    final long ticket;
    final boolean headOnly;
    final boolean oldProtocol;
    Optional<Response> response = Optional.empty();

    Slot(long ticket, boolean headOnly, boolean oldProtocol) {
        this.ticket = ticket;
        this.headOnly = headOnly;
        this.oldProtocol = oldProtocol;
    }
}
