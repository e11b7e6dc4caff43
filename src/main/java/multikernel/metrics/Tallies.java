package multikernel.metrics;

import static multikernel.metrics.MeterName.*;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kamon.tag.TagSet;
import multikernel.base.CoreId;
import multikernel.base.Refusal;

/** Takes over what cores and dispatchers have counted for themselves since the last look at each. */
final class Tallies {

    /** A look at a core, and how long it had slept and waited for others by then. */
    private static final class Look {
        final Growth growth;
        long asleepNanos;
        Map<CoreId, Long> awaitedNanos = Map.of();

        Look(Growth growth) {
            this.growth = growth;
        }
    }

    private static final List<MeterName> COUNTED =
            List.of(CORE_SLEEPS, CORE_HOLDS, CORE_STOP_SIGNS, CORE_LATE, MEMORY_STEALS, MEMORY_DRY, MEMORY_FAULTS);
    private static final List<MeterName> STANDING =
            List.of(CORE_WAITING, CAPABILITY_OWNED, CAPABILITY_HELD, MEMORY_FREE, MEMORY_ZEROING, MEMORY_VIEWS);

    private final Meters meters;
    private final Map<CoreTally, Look> cores = new HashMap<>();
    private final Places places;
    private final Map<RequestTally, Growth> requests = new HashMap<>();

    Tallies(Meters meters, Places places) {
        this.meters = meters;
        this.places = places;
    }

    /** What a core that stands still is the reason of begins at 0, so that the first is a rise like every other. */
    static void declare() {
        for (var protocol : Protocol.values()) {
            if (!protocol.isAgreement()) {
                Meters.instrument(CAPABILITY_OPERATIONS, ended(protocol, Refusal.CORE_STUCK.word()));
            }
        }
    }

    private static TagSet ended(Protocol protocol, String outcome) {
        return TagSet.builder()
                .add("protocol", protocol.word())
                .add("outcome", outcome)
                .build();
    }

    void sample(List<CoreTally> tallies, List<DispatcherTally> dispatchers, long nowNanos) {
        tallies.forEach(tally -> core(tally, nowNanos));
        cores.keySet().retainAll(tallies);
        quarantined(tallies);
        dispatchers.forEach(this::dispatcher);
        requests.keySet().retainAll(dispatchers);
    }

    /** Of a core that started again too, as long as an earlier start of it has memory that nobody can have. */
    private void quarantined(List<CoreTally> tallies) {
        var bytes = new TreeMap<CoreId, Long>();
        tallies.forEach(tally -> bytes.merge(tally.core(), tally.quarantinedBytes(), Long::sum));
        bytes.forEach((core, sum) ->
                meters.gauge(MEMORY_QUARANTINED, TagSet.of("core", Integer.toString(core.index())), (double) sum));
    }

    private void dispatcher(DispatcherTally tally) {
        switch (tally) {
            case RequestTally requested -> requests(requested);
            case PartitionTally partitions -> places.partitions(partitions);
            case LinkTally link -> places.link(link);
        }
    }

    private void core(CoreTally tally, long nowNanos) {
        var look = cores.computeIfAbsent(tally, each -> new Look(each.look()));
        var core = Integer.toString(tally.core().index());
        var labels = TagSet.of("core", core);
        var asleep = Math.max(look.asleepNanos, CoreTally.asleepNanos(look.growth, nowNanos));
        Meters.grow(CORE_ASLEEP, labels, asleep - look.asleepNanos);
        look.asleepNanos = asleep;
        COUNTED.forEach(name -> Meters.grow(name, labels, CoreTally.grown(look.growth, name)));
        awaited(look, tally.underway().awaitedNanos());
        if (!tally.isFenced()) {
            // What one that is out had last is nobody's now: its memory is not free.
            STANDING.forEach(name -> meters.gauge(name, labels, (double) CoreTally.value(look.growth, name)));
        }
        for (var protocol : Protocol.values()) {
            protocol(core, protocol, tally.flights(look.growth, protocol), nowNanos);
        }
    }

    private static void awaited(Look look, Map<CoreId, Long> awaitedNanos) {
        awaitedNanos.forEach((core, nanos) -> Meters.grow(
                CORE_AWAITED,
                TagSet.of("core", Integer.toString(core.index())),
                nanos - look.awaitedNanos.getOrDefault(core, 0L)));
        look.awaitedNanos = awaitedNanos;
    }

    private void protocol(String core, Protocol protocol, Flights.Look look, long nowNanos) {
        var isAgreement = protocol.isAgreement();
        for (var outcome = 0; outcome < Flights.OUTCOMES; outcome++) {
            var ended = look.ended(outcome);
            if (ended > 0) {
                var labels = ended(protocol, Flights.outcome(outcome));
                Meters.grow(isAgreement ? AGREEMENTS : CAPABILITY_OPERATIONS, labels, ended);
            }
        }
        var ofProtocol = TagSet.of("protocol", protocol.word());
        look.durations(Meters.durations(isAgreement ? AGREEMENT_DURATION : CAPABILITY_DURATION, ofProtocol));
        Meters.grow(isAgreement ? AGREEMENT_RETRIES : CAPABILITY_RETRIES, ofProtocol, look.retries());
        var asked = TagSet.builder()
                .add("core", core)
                .add("protocol", protocol.word())
                .build();
        meters.gauge(isAgreement ? AGREEMENT_IN_FLIGHT : CAPABILITY_IN_FLIGHT, asked, (double) look.inFlight());
        meters.gauge(isAgreement ? AGREEMENT_OLDEST : CAPABILITY_OLDEST, asked, look.oldestNanos(nowNanos) / 1e9);
    }

    private void requests(RequestTally tally) {
        var growth = requests.computeIfAbsent(tally, RequestTally::look);
        for (var answer : RequestTally.Answer.values()) {
            var labels = TagSet.builder()
                    .add("domain", tally.domain())
                    .add("outcome", answer.word())
                    .build();
            Meters.grow(REQUESTS, labels, RequestTally.answered(growth, answer));
        }
        RequestTally.durations(growth, Meters.durations(REQUEST_DURATION, TagSet.of("domain", tally.domain())));
    }
}
