package multikernel.multicast;

import java.util.List;
import multikernel.base.GroupPlace;

/**
 * How rounds look from one member.
 *
 * @param round that is open, 0 if it has been told of none
 * @param isOwing its own part is what the round waits for here
 * @param waitedNanos for how long a part of its own has waited for others; 0 if none does
 * @param waitsFor of the members below it, or of all if it is to open the round; ascending
 */
public record RoundStatus(long round, boolean isOwing, long waitedNanos, List<GroupPlace> waitsFor) {}
