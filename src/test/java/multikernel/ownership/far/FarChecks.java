package multikernel.ownership.far;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import multikernel.base.NodeMember;
import multikernel.base.Refusal;
import multikernel.capability.Rights;

/** What must be true after every event, told by somebody who sees all nodes at once. */
final class FarChecks {

    /** @param isRevoked whether home had let go of it when it was asked */
    private record Ask(NodeMember holder, FarRef ref, FarRequest request, boolean isRevoked) {}

    private final FarWorld world;
    private final Map<FarRef, FarMessage.Give> given = new HashMap<>();
    private final Map<FarRef, NodeMember> holders = new HashMap<>();
    private final Map<FarRequest, Ask> asks = new IdentityHashMap<>();
    private final Map<FarRequest, Long> performed = new IdentityHashMap<>();
    private final Map<NodeMember, Map<Long, Ask>> open = new HashMap<>();
    long done;
    long refused;
    long homeLost;
    long revoked;
    long noMajority;
    long undecided;

    FarChecks(FarWorld world) {
        this.world = world;
    }

    static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    void asks(FarStation by, long ticket, FarRef ref, FarRequest request) {
        var ask = new Ask(by.member, ref, request, world.isRevoked(ref));
        asks.put(request, ask);
        open.computeIfAbsent(by.member, none -> new HashMap<>()).put(ticket, ask);
    }

    /** A name is never good from another node, nor with other rights, than it was made with. */
    void says(FarStation by, NodeMember to, FarMessage message) {
        if (message instanceof FarMessage.Give give) {
            var ref = new FarRef(by.member, give.name().number());
            var before = given.put(ref, give);
            require(before == null || before.equals(give), ref + " is given as something else");
            holders.put(ref, to);
        }
        if (message instanceof FarMessage.Answered(long _, FarResult.Done(var bytes, long _)) && bytes.length() > 0) {
            require(mayServe(by), by + " says what it has read while nobody that counts knows it");
        }
    }

    void performs(FarStation home, FarRequest request) {
        var ask = asks.get(request);
        if (ask == null) {
            throw new AssertionError("nobody asked for " + request);
        }
        var give = given.get(ask.ref());
        if (give == null || !ask.holder().equals(holders.get(ask.ref()))) {
            throw new AssertionError(ask + " by another than its holder");
        }
        require(give.rights().has(request.right()), ask + " without the right to it");
        require(
                home.view.members().contains(ask.holder()),
                home + " does what " + ask.holder() + " wants, who is gone");
        require(performed.merge(request, 1L, Long::sum) == 1, ask + " is done twice");
        require(mayServe(home), home + " serves while nobody that counts knows it");
    }

    /** Whether a majority of its view can have heard it within its lease. */
    private boolean mayServe(FarStation home) {
        int hearers = 1;
        for (var other : home.view.members()) {
            var station = world.station(other);
            if (station != home && canHaveHeard(station, home)) {
                hearers++;
            }
        }
        return hearers >= home.view.majority();
    }

    private boolean canHaveHeard(FarStation other, FarStation home) {
        long since = world.now - FarWorld.LEASE;
        var removed = other.removed.get(home.member);
        return !(removed != null && removed < since) && !(other.isDead && other.diedAt < since);
    }

    /** Everything asked here ends once, and nothing is believed of a home that is gone. */
    void ended(FarStation by, long ticket, FarResult result) {
        require(by.open.remove(ticket) != null, by + " ends " + ticket + " twice");
        var asksOf = open.getOrDefault(by.member, Map.of());
        var ask = asksOf.get(ticket);
        switch (result) {
            case FarResult.Done _ -> {
                done++;
                if (ask != null) {
                    require(
                            by.view.members().contains(ask.ref().home()),
                            by + " believes " + ask.ref() + ", which is gone");
                    require(!ask.isRevoked(), ask + " was done after it was revoked");
                    boolean isShare = ask.request() instanceof FarRequest.Share;
                    require(isShare || performed.containsKey(ask.request()), ask + " is done and nobody did it");
                }
            }
            case FarResult.Refused(var why, var _) -> {
                count(why);
                boolean isUndone = why != Refusal.TIMED_OUT && why != Refusal.HOME_LOST;
                require(
                        ask == null
                                || !isUndone
                                || ask.request().right() != Rights.WRITE
                                || why == Refusal.REVOKED
                                || !performed.containsKey(ask.request()),
                        ask + " was done and refused as " + why);
            }
        }
    }

    private void count(Refusal why) {
        refused++;
        switch (why) {
            case HOME_LOST -> homeLost++;
            case REVOKED -> revoked++;
            case NO_MAJORITY -> noMajority++;
            case TIMED_OUT -> undecided++;
            default -> {}
        }
    }

    void bounds(FarStation station) {
        var reading = station.far.reading();
        require(reading.given().size() <= FarWorld.NAMES_MAX, station + " has given too many names");
        require(reading.held().size() <= FarWorld.HELD_MAX, station + " holds too many names");
    }

    /** Nothing fails any more, and all has been said: homes and holders know the same. */
    void quiet() {
        for (var station : world.running()) {
            require(station.open.isEmpty(), station + " never ended " + station.open.keySet());
            for (var given : station.far.reading().given()) {
                require(!given.hasEnded(), station + " still tells " + given.holder() + " of an end");
                require(station.slots.containsKey(given.anchor()), station + " names what it has not");
                require(
                        world.station(given.holder()).held().stream()
                                .anyMatch(ref -> ref.home().equals(station.member)),
                        given.holder() + " lacks a name of " + station);
            }
            for (var ref : station.held()) {
                var home = world.station(ref.home());
                require(!home.isDead && world.isMember(home), station + " holds a name of " + home + ", which is gone");
                require(!world.isRevoked(ref), station + " holds " + ref + ", which is revoked");
                require(
                        home.far.reading().given().stream()
                                .anyMatch(given -> given.holder().equals(station.member)),
                        home + " does not know that " + station + " holds " + ref);
            }
        }
    }
}
