package multikernel.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import multikernel.base.AgreementReading;
import multikernel.base.CoreId;
import multikernel.base.OperationId;

/** What cores have under way, put together: what one was asked for, and whom another waits for because of it. */
public final class UnderwayReadings {

    /** The operations of replicated objects have numbers of their own. */
    private record Key(OperationId operation, boolean ofObject) {}

    private record Owned(CoreId owner, Underway.Wait held) {}

    private UnderwayReadings() {}

    /** The oldest first. */
    public static List<AgreementReading> of(List<CoreTally> tallies, long nowNanos) {
        var waits = new HashMap<Key, Owned>();
        var looks = tallies.stream().map(CoreTally::underway).toList();
        for (int i = 0; i < looks.size(); i++) {
            var owner = tallies.get(i).core();
            looks.get(i).waits().forEach(wait -> waits.put(key(wait), new Owned(owner, wait)));
        }
        var readings = new ArrayList<AgreementReading>();
        for (int i = 0; i < looks.size(); i++) {
            var core = tallies.get(i).core();
            for (var asked : tallies.get(i).isFenced()
                    ? List.<Underway.Asked>of()
                    : looks.get(i).asked()) {
                var key = new Key(asked.operation(), asked.protocol() == Protocol.REPLICATED);
                readings.add(reading(core, asked, Optional.ofNullable(waits.remove(key)), nowNanos));
            }
        }
        waits.values().forEach(left -> readings.add(reading(left, nowNanos)));
        readings.sort(Comparator.comparingLong(AgreementReading::ageNanos).reversed());
        return readings;
    }

    private static Key key(Underway.Wait wait) {
        return new Key(wait.vote().operation(), wait.ofObject());
    }

    private static AgreementReading reading(CoreId core, Underway.Asked asked, Optional<Owned> owned, long nowNanos) {
        var vote = owned.map(each -> each.held().vote());
        return new AgreementReading(
                asked.operation(),
                asked.protocol().word(),
                asked.domain(),
                core,
                Math.max(0, nowNanos - asked.beganNanos()),
                owned.map(Owned::owner),
                vote.map(each -> each.voters()).orElse(0),
                vote.map(each -> each.awaited()).orElse(List.of()),
                vote.map(each -> each.isDecided()).orElse(false));
    }

    /** Whoever asked was told that it is undecided, or counts nothing. */
    private static AgreementReading reading(Owned left, long nowNanos) {
        var vote = left.held().vote();
        return new AgreementReading(
                vote.operation(),
                vote.about(),
                "",
                vote.operation().origin(),
                Math.max(0, nowNanos - left.held().seenNanos()),
                Optional.of(left.owner()),
                vote.voters(),
                vote.awaited(),
                vote.isDecided());
    }
}
