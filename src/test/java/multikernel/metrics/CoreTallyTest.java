package multikernel.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import multikernel.agreement.Late;
import multikernel.agreement.group.Seat;
import multikernel.base.CoreId;
import multikernel.base.OpenVote;
import multikernel.base.Outcome;
import multikernel.base.PartitionReading;
import multikernel.base.PartitionReading.Role;
import multikernel.base.Refusal;
import multikernel.capability.Address;
import multikernel.capability.Range;
import multikernel.monitor.Envelope;
import multikernel.monitor.Intermon;
import multikernel.monitor.MonitorEffect;
import multikernel.monitor.MonitorEvent;
import multikernel.ownership.OwnershipEvent;
import multikernel.ownership.OwnershipMessage;
import multikernel.ownership.Request;
import multikernel.shard.PartitionLook;
import multikernel.shard.ShardReading;
import org.junit.jupiter.api.Test;

/** What a core counts for itself, told what its protocols are told. */
class CoreTallyTest {

    private static final Outcome DONE = new Outcome.Done(Readings.operation(1), 1);
    private static final Request ALLOCATE = new Request.Allocate(4096);
    private static final Request UNMAP = new Request.Unmap(new Address(0, 0));
    private static final int DONE_INDEX = 0;

    private final CoreTally tally = new CoreTally(CoreId.of(0), true);
    private final Growth growth = tally.look();

    @Test
    void shouldCountEachOutcomeOfEachProtocolOnce() {
        Readings.ask(tally, 1, ALLOCATE, DONE, 2_000);
        Readings.ask(tally, 2, ALLOCATE, DONE, 2_000);
        Readings.ask(tally, 3, ALLOCATE, new Outcome.Refused(Refusal.OUT_OF_MEMORY, ""), 9_000);
        Readings.ask(tally, 4, UNMAP, DONE, 9_000);
        var look = tally.flights(growth, Protocol.ALLOCATE);
        assertEquals(2, look.ended(DONE_INDEX));
        assertEquals(1, look.ended(1 + Refusal.OUT_OF_MEMORY.ordinal()));
        assertEquals(1, tally.flights(growth, Protocol.UNMAP).ended(DONE_INDEX));
        assertEquals(0, look.ended(DONE_INDEX), "the second look sees what was added since the first");
    }

    @Test
    void shouldKnowWhatIsInFlightAndHowOldTheOldestIs() {
        begin(1, "web", 1_000);
        begin(2, "web", 5_000);
        begin(3, "web", 7_000);
        var look = tally.flights(growth, Protocol.UNMAP);
        assertEquals(3, look.inFlight());
        assertEquals(99_000, look.oldestNanos(100_000));
        Readings.answer(tally, 2, DONE, 1);
        assertEquals(99_000, look.oldestNanos(100_000), "the oldest has not ended");
        Readings.answer(tally, 1, DONE, 1);
        assertEquals(93_000, look.oldestNanos(100_000));
        Readings.answer(tally, 3, DONE, 1);
        assertEquals(0, look.inFlight());
        assertEquals(0, look.oldestNanos(100_000));
        assertEquals(3, look.ended(DONE_INDEX));
    }

    @Test
    void shouldHaveNothingInFlightOnceItIsFenced() {
        begin(1, "web", 1_000);
        tally.underway(List.of(), List.of(), 2_000);
        tally.fenced();
        var look = tally.flights(growth, Protocol.UNMAP);
        assertEquals(0, look.inFlight());
        assertEquals(0, look.oldestNanos(100_000));
        assertEquals(List.of(), UnderwayReadings.of(List.of(tally), 100_000));
        assertEquals(List.of(), TallyReadings.operations(List.of(tally), 100_000));
    }

    @Test
    void shouldForgetWhatADomainAskedThatHasEndedAndNothingElse() {
        begin(1, "web", 1_000);
        begin(2, "database", 5_000);
        tally.told(new MonitorEvent.OfCapabilities(new OwnershipEvent.DomainEnded("web")), 0);
        Readings.answer(tally, 1, DONE, 1);
        var look = tally.flights(growth, Protocol.UNMAP);
        assertEquals(1, look.inFlight());
        assertEquals(5_000, look.oldestNanos(10_000));
        assertEquals(0, look.ended(DONE_INDEX));
    }

    @Test
    void shouldTellAnOperationThatIsAskedAgainFromANewOne() {
        Readings.ask(tally, 1, UNMAP, new Outcome.Refused(Refusal.TIMED_OUT, ""), 1);
        Readings.ask(tally, 1, UNMAP, DONE, 1);
        Readings.ask(tally, 2, UNMAP, DONE, 1);
        assertEquals(1, tally.flights(growth, Protocol.UNMAP).retries());
    }

    @Test
    void shouldCountOneThatIsAskedAgainWhileItIsInFlightOnce() {
        begin(1, "web", 1_000);
        begin(1, "web", 2_000);
        var look = tally.flights(growth, Protocol.UNMAP);
        assertEquals(1, look.inFlight());
        assertEquals(1, look.retries());
        assertEquals(4_000, look.oldestNanos(5_000));
    }

    @Test
    void shouldKeepTheChangesOfObjectsApartFromOperationsOfTheSameNumber() {
        begin(1, "web", 1_000);
        tally.changing(Readings.operation(1), "web", 2_000);
        tally.settleChanges();
        tally.changed(Readings.operation(1), DONE, 3_000);
        assertEquals(1, tally.flights(growth, Protocol.REPLICATED).ended(DONE_INDEX));
        assertEquals(1, tally.flights(growth, Protocol.UNMAP).inFlight());
    }

    @Test
    void shouldSortDurationsIntoBucketsFromAMicrosecondAndKeepTheirMean() {
        Readings.ask(tally, 1, UNMAP, DONE, 400);
        Readings.ask(tally, 2, UNMAP, DONE, 1_000);
        Readings.ask(tally, 3, UNMAP, DONE, 1_001);
        Readings.ask(tally, 4, UNMAP, DONE, 11_000_000_000L);
        var means = new ArrayList<List<Long>>();
        tally.flights(growth, Protocol.UNMAP).durations((mean, times) -> means.add(List.of(mean, times)));
        assertEquals(List.of(List.of(700L, 2L), List.of(1_001L, 1L), List.of(11_000_000_000L, 1L)), means);
    }

    @Test
    void shouldCountSleepAlsoWhileItLasts() {
        tally.sleeps(1_000);
        assertEquals(500, CoreTally.asleepNanos(growth, 1_500));
        tally.wakes(3_000);
        assertEquals(2_000, CoreTally.asleepNanos(growth, 9_000));
        tally.sleeps(10_000);
        assertEquals(2_500, CoreTally.asleepNanos(growth, 10_500));
        assertEquals(2, CoreTally.grown(growth, MeterName.CORE_SLEEPS));
    }

    @Test
    void shouldCountStolenMemoryAndLateMessages() {
        hear(new OwnershipMessage.Stolen(Readings.operation(1), new Range(0, 4096)));
        hear(new OwnershipMessage.Dry(Readings.operation(1)));
        hear(new OwnershipMessage.Dry(Readings.operation(1)));
        tally.wants(new MonitorEffect.Refused(CoreId.of(1), Late.BALLOT));
        assertEquals(1, CoreTally.grown(growth, MeterName.MEMORY_STEALS));
        assertEquals(2, CoreTally.grown(growth, MeterName.MEMORY_DRY));
        assertEquals(1, CoreTally.grown(growth, MeterName.CORE_LATE));
    }

    @Test
    void shouldCountNothingWhereMetricsAreOff() {
        var off = new CoreTally(CoreId.of(0), false);
        var seen = off.look();
        off.held();
        off.sleeps(1);
        off.wakes(5);
        off.memory(1, 2, 3);
        Readings.ask(off, 1, UNMAP, DONE, 1);
        off.changing(Readings.operation(2), "web", 1);
        off.settleChanges();
        off.changed(Readings.operation(2), DONE, 1);
        for (int word = 0; word < seen.words(); word++) {
            assertEquals(0, seen.value(word));
        }
        assertTrue(seen.words() > 0);
    }

    @Test
    void shouldPutWhatOneCoreWasAskedBesideWhomAnotherWaitsForBecauseOfIt() {
        begin(1, "web", 1_000);
        begin(2, "database", 2_000);
        tally.underway(List.of(), List.of(), 5_000);
        var owner = new CoreTally(CoreId.of(1), true);
        var unmap = new OpenVote(Readings.operation(1), "unmap", 3, List.of(CoreId.of(2)), true);
        var other = new OpenVote(Readings.operation(1), "web's users", 2, List.of(CoreId.of(0)), false);
        owner.underway(List.of(unmap), List.of(other), 6_000);
        owner.underway(List.of(unmap), List.of(other), 7_000);
        var readings = UnderwayReadings.of(List.of(tally, owner), 10_000);
        assertEquals(
                List.of("unmap 9000 acknowledging", "unmap 8000 waiting", "web's users 4000 voting"),
                readings.stream()
                        .map(each -> each.protocol() + " " + each.ageNanos() + " " + each.phase())
                        .toList());
        assertEquals(Optional.of(CoreId.of(1)), readings.getFirst().owner());
        assertEquals(List.of(CoreId.of(2)), readings.getFirst().awaited());
        assertEquals("web", readings.getFirst().domain());
        assertEquals("", readings.getLast().domain(), "an object's operations have numbers of their own");
        owner.underway(List.of(), List.of(), 8_000);
        assertEquals(2, UnderwayReadings.of(List.of(tally, owner), 10_000).size());
    }

    @Test
    void shouldCountForHowLongTheWordOfACoreWasWaitedForFromLookToLook() {
        var one = CoreId.of(1);
        var two = CoreId.of(2);
        look(1_000, voting(1, one, two));
        assertEquals(Map.of(), tally.underway().awaitedNanos(), "what may end at once is not waited for");
        look(1_500, voting(1, two), voting(2, one));
        assertEquals(Map.of(two, 500L), tally.underway().awaitedNanos());
        look(1_700, voting(2, one), voting(3, one));
        look(1_900, voting(2, one), voting(3, one));
        assertEquals(Map.of(two, 500L, one, 400L), tally.underway().awaitedNanos(), "two at once are one wait");
        look(2_000);
        look(9_000, voting(4, two));
        assertEquals(Map.of(two, 500L, one, 400L), tally.underway().awaitedNanos(), "it does not forget");
    }

    private void look(long nowNanos, OpenVote... votes) {
        tally.underway(List.of(votes), List.of(), nowNanos);
    }

    private static OpenVote voting(long number, CoreId... awaited) {
        return new OpenVote(Readings.operation(number), "domains", 3, List.of(awaited), true);
    }

    @Test
    void shouldNameTheOwnersAndSeatsOfPartitions() {
        var tally = new PartitionTally("store", CoreId.of(1));
        var bee = new Seat(7, 1);
        var cat = new Seat(8, 3);
        var look = new PartitionLook(4, Role.REPLICA, 7, 5, List.of(bee, cat), List.of(cat));
        tally.reads(new ShardReading(1, 0, 0, 0, 0, 5), List.of(look));
        assertEquals(
                List.of(new PartitionReading(
                        "store", 4, CoreId.of(1), "bee", Role.REPLICA, 5, List.of("bee", "#8"), List.of("#8"))),
                tally.partitions(Map.of(7L, "bee")),
                "a node that was never seen has its number");
    }

    private void begin(long number, String domain, long nowNanos) {
        Readings.ask(tally, number, domain, UNMAP, nowNanos);
        tally.settle();
    }

    private void hear(OwnershipMessage message) {
        tally.told(new MonitorEvent.FromPeer(new Envelope(CoreId.of(1), 1, 1, new Intermon.Capabilities(message))), 0);
    }
}
