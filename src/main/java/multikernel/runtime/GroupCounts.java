package multikernel.runtime;

import java.util.List;
import multikernel.base.CoreId;
import multikernel.base.GroupPlace;
import multikernel.base.GroupReading;
import multikernel.base.RoundReading;
import multikernel.urpc.Channel;
import multikernel.urpc.Counters;
import org.jspecify.annotations.Nullable;

/** What one member of a domain's group counts and says; written by its core's thread alone, which any may read. */
final class GroupCounts {

    /** Rounds as they were seen at one time. */
    private record Seen(List<RoundReading> rounds, long atNanos) {}

    private static final int MULTICASTS = 0;
    private static final int ANYCASTS = 1;
    private static final int ARRIVED = 2;
    private static final int DELIVERED = 3;
    private static final int BUSY = 4;
    private static final int LEFT_BEHIND = 5;

    private final String domain;
    private final CoreSite site;
    private final Counters counters = new Counters(LEFT_BEHIND + 1);
    private volatile Seen seen = new Seen(List.of(), 0);
    private volatile List<GroupPlace> elsewhere = List.of();

    GroupCounts(String domain, CoreSite site) {
        this.domain = domain;
        this.site = site;
    }

    /** The loop of its core has ended: nothing was there to say so. */
    boolean isOver() {
        return site.thread().isClosed();
    }

    void sent(boolean isToAll, Channel.Sent sent) {
        switch (sent) {
            case ACCEPTED -> counters.add(isToAll ? MULTICASTS : ANYCASTS, 1);
            case BUSY -> counters.add(BUSY, 1);
            case CLOSED -> {}
        }
    }

    /** A message is here for the dispatcher. */
    void arrived() {
        counters.add(ARRIVED, 1);
    }

    /** The dispatcher takes it. */
    void delivered() {
        counters.add(DELIVERED, 1);
    }

    void elsewhere(List<GroupPlace> members) {
        elsewhere = members;
    }

    void rounds(List<RoundReading> now, long nowNanos) {
        seen = new Seen(now, nowNanos);
    }

    GroupReading reading(long nowNanos) {
        var last = seen;
        var delivered = counters.get(DELIVERED);
        return new GroupReading(
                domain,
                site.setup().settings().node(),
                site.core(),
                counters.get(MULTICASTS),
                counters.get(ANYCASTS),
                delivered,
                Math.max(0, counters.get(ARRIVED) - delivered),
                counters.get(BUSY),
                counters.get(LEFT_BEHIND),
                last.rounds().stream()
                        .map(each -> since(each, nowNanos - last.atNanos()))
                        .toList(),
                elsewhere);
    }

    private static RoundReading since(RoundReading round, long nanos) {
        return round.waitedNanos() == 0
                ? round
                : new RoundReading(
                        round.kind(),
                        round.name(),
                        round.round(),
                        round.isOwing(),
                        round.waitedNanos() + Math.max(0, nanos),
                        round.waitsFor(),
                        round.elsewhere());
    }

    void slow(GroupKey group, String member) {
        var what =
                switch (group.slow()) {
                    case HOLD -> " holds back ";
                    case LEAVE_BEHIND -> " is left behind by ";
                };
        var text = member + what + site.core() + ", which sends to all in order " + group.order();
        site.node().tell(new NodeCommand.Say("domain", domain + ": " + text));
    }

    /** @param origin null if it is another node's */
    void missed(@Nullable CoreId origin, long count) {
        counters.add(LEFT_BEHIND, count);
        site.interconnect().publish(new Dropped(origin, site.core(), Dropped.Reason.LEFT_BEHIND, (int) count));
    }

    /** What had entered went nowhere. */
    void dropped(int count) {
        if (count > 0) {
            site.interconnect()
                    .publish(new Dropped(null, site.core(), site.thread().closedReason(), count));
        }
    }
}
