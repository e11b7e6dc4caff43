package multikernel.metrics;

import java.util.Optional;
import multikernel.base.NodeDistance;
import multikernel.base.Plane;
import multikernel.base.Tier;
import multikernel.link.LinkEffect;
import multikernel.link.LinkReading;
import multikernel.urpc.Counters;

/** What a node's gateway has counted of its link to one other; written by its thread alone, which any may read. */
public final class LinkTally implements DispatcherTally {

    private static final int TIER = 0;
    private static final int SESSIONS = 1;
    private static final int SILENT = 2;
    private static final int CONNECTIONS = 3;
    private static final int ENDED = 4;
    private static final int REFUSED = 5;
    private static final int RESENT = 6;
    private static final int FENCED = 7;
    private static final int ROUND_TRIP = 8;
    private static final int KEPT = 9;
    private static final int OVER = KEPT + Plane.values().length;

    private final String peer;
    private final Counters counters = new Counters(OVER + 1);

    /** @param peer the other node's name */
    public LinkTally(String peer) {
        this.peer = peer;
        counters.set(TIER, Tier.NETWORK.ordinal());
    }

    String peer() {
        return peer;
    }

    /** Owner: what the link wants done, or tells. */
    public void wants(LinkEffect effect) {
        switch (effect) {
            case LinkEffect.Began _ -> counters.set(SESSIONS, 1);
            case LinkEffect.Resumed _ -> counters.add(CONNECTIONS, 1);
            case LinkEffect.Ended _ -> {
                counters.set(SESSIONS, 0);
                counters.add(ENDED, 1);
            }
            case LinkEffect.Refused _ -> counters.add(REFUSED, 1);
            case LinkEffect.Silent() -> counters.set(SILENT, 1);
            case LinkEffect.Heard() -> counters.set(SILENT, 0);
            case LinkEffect.Dial _,
                    LinkEffect.Drop _,
                    LinkEffect.Asked _,
                    LinkEffect.Opened _,
                    LinkEffect.NotOpened _,
                    LinkEffect.Received _,
                    LinkEffect.Room _,
                    LinkEffect.Closed _ -> {}
        }
    }

    /** Owner: how it stands. */
    public void reads(Tier tier, LinkReading now) {
        counters.set(TIER, tier.ordinal());
        counters.set(RESENT, now.resent());
        counters.set(FENCED, now.fenced());
        counters.set(ROUND_TRIP, now.roundTripNanos());
        counters.set(KEPT + Plane.CONTROL.ordinal(), now.controlBytes());
        counters.set(KEPT + Plane.DATA.ordinal(), now.dataBytes());
    }

    /** Empty while there is no link, or nothing was measured. */
    public Optional<NodeDistance> distance() {
        long nanos = roundTripNanos();
        return isUp() && nanos > 0 ? Optional.of(new NodeDistance(peer, tier(), nanos)) : Optional.empty();
    }

    /** Owner: the link is forgotten. */
    public void end() {
        counters.set(OVER, 1);
    }

    @Override
    public boolean isOver() {
        return counters.get(OVER) != 0;
    }

    Tier tier() {
        return Tier.values()[(int) counters.get(TIER)];
    }

    boolean isUp() {
        return counters.get(SESSIONS) != 0;
    }

    boolean isSilent() {
        return counters.get(SILENT) != 0;
    }

    long connections() {
        return counters.get(CONNECTIONS);
    }

    /** Sessions that are over. */
    long ended() {
        return counters.get(ENDED);
    }

    long refused() {
        return counters.get(REFUSED);
    }

    long resent() {
        return counters.get(RESENT);
    }

    long fenced() {
        return counters.get(FENCED);
    }

    /** 0 while it is not known. */
    long roundTripNanos() {
        return counters.get(ROUND_TRIP);
    }

    long keptBytes(Plane plane) {
        return counters.get(KEPT + plane.ordinal());
    }
}
