package multikernel.cpudriver;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import multikernel.base.DomainSpec;

/** One dispatcher, from its spawn until it has ended. */
final class Life {

    private enum Phase {
        RUNNING,
        DRAINING,
        STOPPING
    }

    final DomainSpec domain;

    /** What is to be spawned once this one has ended. */
    Optional<DomainSpec> successor = Optional.empty();

    private final int drainersMax;
    private final Set<Integer> drainers = new LinkedHashSet<>();
    private final Map<Long, Integer> unanswered = new LinkedHashMap<>();
    private Phase phase = Phase.RUNNING;
    private boolean ends;
    private int asked;

    Life(DomainSpec domain, int drainersMax) {
        this.domain = domain;
        this.drainersMax = drainersMax;
    }

    /** The table of domains has no place for this dispatcher any more. */
    void end() {
        ends = true;
    }

    boolean ends() {
        return ends;
    }

    /** @return whether it is registered: those that have ended count only while it drains, so that draining ends */
    boolean register(int drainer) {
        boolean room = phase == Phase.DRAINING
                ? asked < drainersMax
                : drainers.contains(drainer) || drainers.size() < drainersMax;
        if (room) {
            drainers.add(drainer);
        }
        return room;
    }

    /** @return those to be asked now, none if they have been */
    Set<Integer> drain() {
        if (phase != Phase.RUNNING) {
            return Set.of();
        }
        phase = Phase.DRAINING;
        return drainers;
    }

    /** An older ticket of the drainer counts no more: it has begun anew since it was asked. */
    void ask(int drainer, long ticket) {
        asked++;
        unanswered.values().remove(drainer);
        unanswered.put(ticket, drainer);
    }

    void answered(long ticket) {
        unanswered.remove(ticket);
    }

    void drainerGone(int drainer) {
        drainers.remove(drainer);
        unanswered.values().remove(drainer);
    }

    boolean drains() {
        return phase == Phase.DRAINING && !unanswered.isEmpty();
    }

    boolean hasBegunToDrain() {
        return phase == Phase.DRAINING;
    }

    boolean isStopping() {
        return phase == Phase.STOPPING;
    }

    /** @return whether it is to be stopped now: once, after it has drained */
    boolean stop() {
        boolean now = ends && phase == Phase.DRAINING && unanswered.isEmpty();
        if (now) {
            phase = Phase.STOPPING;
        }
        return now;
    }
}
