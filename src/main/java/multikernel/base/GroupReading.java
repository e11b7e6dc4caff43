package multikernel.base;

import java.util.List;

/**
 * One look at a dispatcher as a member of its domain's group.
 *
 * @param node that it is on
 * @param multicasts messages to all that began here
 * @param anycasts messages to one of all that began here
 * @param delivered messages of both kinds that the dispatcher has taken
 * @param untaken that are here for it and that it has not taken: who has most holds the others back
 * @param busy times that a sender was told so here
 * @param leftBehind messages that passed it by
 * @param elsewhere the members on other nodes, as this one knows them
 */
public record GroupReading(
        String domain,
        String node,
        CoreId core,
        long multicasts,
        long anycasts,
        long delivered,
        long untaken,
        long busy,
        long leftBehind,
        List<RoundReading> rounds,
        List<GroupPlace> elsewhere) {

    public GroupReading {
        rounds = List.copyOf(rounds);
        elsewhere = List.copyOf(elsewhere);
    }

    /** In how many rounds it waits for others. */
    public long waits() {
        return rounds.stream().filter(round -> round.waitedNanos() > 0).count();
    }

    /** To how many rounds it has not come. */
    public long owes() {
        return rounds.stream().filter(RoundReading::isOwing).count();
    }

    /** Of those in which it waits the longest wait. */
    public long oldestNanos() {
        return rounds.stream().mapToLong(RoundReading::waitedNanos).max().orElse(0);
    }

    /** Whether it has not come to a round of this name in which another of its domain waits. */
    public boolean isAwaited(RoundReading own, List<GroupReading> all) {
        return own.isOwing()
                && all.stream()
                        .filter(other -> other.domain.equals(domain))
                        .flatMap(other -> other.rounds.stream())
                        .anyMatch(other -> other.waitedNanos() > 0 && other.isSame(own));
    }
}
