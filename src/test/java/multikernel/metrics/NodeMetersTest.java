package multikernel.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import multikernel.base.CoreId;
import multikernel.base.CoreReading;
import multikernel.base.OpenVote;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.capability.Address;
import multikernel.ownership.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Looks at the text that Prometheus gets, never at what the code meant to count. */
class NodeMetersTest {

    private static final String BUSY = "multikernel_core_busy_seconds_total";
    private static final String IDLE = "multikernel_core_idle_seconds_total";
    private static final String AWAITED = "multikernel_core_awaited_seconds_total";
    private static final String SENT = "multikernel_channel_sent_total";
    private static final Set<String> LABELS =
            Set.of("node", "core", "from", "to", "tier", "plane", "domain", "protocol", "outcome");

    private static final Request SUBSCRIBE = new Request.Subscribe(new Address(0, 0));

    private LiveMetrics live;
    private NodeMeters meters;

    @BeforeEach
    void start() throws Exception {
        live = new LiveMetrics();
        meters = new NodeMeters(8, true);
    }

    @AfterEach
    void stop() {
        meters.close();
        meters.domainEnded("web");
        live.close();
    }

    @Test
    void shouldShowBusyAndIdleTimeInSecondsThatGrowFromSampleToSample() throws Exception {
        sample(Readings.core(0, 900_000_000, 100_000_000), Readings.core(1, 0, 1_000_000_000));
        var first = live.await(scrape -> scrape.value(IDLE, "core=1").isPresent());
        sample(Readings.core(0, 1_700_000_000, 300_000_000), Readings.core(1, 100_000_000, 1_900_000_000));
        var second = live.await(scrape -> value(scrape, BUSY, "core=1") > 0);
        assertEquals(0.8, grown(first, second, BUSY, "core=0"), 1e-6);
        assertEquals(0.2, grown(first, second, IDLE, "core=0"), 1e-6);
        assertEquals(0.1, grown(first, second, BUSY, "core=1"), 1e-6);
        assertEquals(0.9, grown(first, second, IDLE, "core=1"), 1e-6);
        assertEquals("counter", second.types().get(BUSY));
    }

    @Test
    void shouldShowACoreThatWorkedAsBusyAndOneThatSleptAsIdle() throws Exception {
        sample(Readings.core(0, 4_000_000_000L, 1_000_000), Readings.core(1, 1_000_000, 4_000_000_000L));
        var scrape = live.await(one -> one.value(IDLE, "core=1").isPresent());
        assertTrue(utilization(scrape, "core=0") > 0.99, "the core that worked");
        assertTrue(utilization(scrape, "core=1") < 0.01, "the core that slept");
    }

    @Test
    void shouldAddUpForHowLongCoresWaitedForOneOfThem() throws Exception {
        var owners = List.of(meters.tally(CoreId.of(0)), meters.tally(CoreId.of(2)));
        var late = List.of(new OpenVote(Readings.operation(1), "domains", 3, List.of(CoreId.of(1)), true));
        var cores = IntStream.range(0, 3)
                .mapToObj(core -> Readings.core(core, 1, 1))
                .toList();
        for (long second = 1; second <= 3; second++) {
            for (var owner : owners) {
                owner.underway(late, List.of(), second * 1_000_000_000);
            }
            meters.sample(Readings.sample(cores, List.of(), owners.toArray(CoreTally[]::new)), 0);
        }
        var scrape = live.await(one -> value(one, AWAITED, "core=1") > 3.9);
        assertEquals(4, value(scrape, AWAITED, "core=1"), 1e-6);
        assertEquals(0, value(scrape, AWAITED, "core=2"), "known before it was ever waited for");
    }

    @Test
    void shouldGoOnCountingAfterATotalBeganAgain() throws Exception {
        sample(Readings.core(0, 5_000_000_000L, 0));
        var before = live.await(scrape -> value(scrape, BUSY, "core=0") >= 5);
        sample(Readings.core(0, 2_000_000_000, 0));
        live.await(scrape -> value(scrape, BUSY, "core=0") >= value(before, BUSY, "core=0") + 1.99);
        sample(Readings.core(0, 2_500_000_000L, 0));
        var after = live.await(scrape -> value(scrape, BUSY, "core=0") > value(before, BUSY, "core=0") + 2.01);
        assertEquals(2.5, grown(before, after, BUSY, "core=0"), 1e-6);
    }

    @Test
    void shouldCountNothingTwiceWhenAReadingRepeats() throws Exception {
        for (var i = 0; i < 5; i++) {
            sample(Readings.core(0, 3_000_000_000L, 0));
        }
        meters.coreFailed(CoreId.of(0));
        var scrape = live.await(
                one -> one.value("multikernel_core_failures_total", "core=0").isPresent());
        assertEquals(3.0, value(scrape, BUSY, "core=0"), 1e-6);
    }

    @Test
    void shouldCountTheStallsOfEachCore() throws Exception {
        sample(Readings.core(0, 1, 1));
        var before = live.await(scrape ->
                scrape.value("multikernel_core_stalls_total", "core=0").isPresent());
        meters.coreStalled(CoreId.of(0));
        meters.coreStalled(CoreId.of(0));
        var total = value(before, "multikernel_core_stalls_total", "core=0") + 2;
        live.await(scrape -> value(scrape, "multikernel_core_stalls_total", "core=0") == total);
    }

    @Test
    void shouldForgetTheCoresAndChannelsThatAreGone() throws Exception {
        meters.sample(
                Readings.sample(
                        List.of(Readings.core(0, 1, 1), Readings.core(1, 1, 1)),
                        List.of(Readings.channel(0, 1, 3, 9), Readings.channel(1, 0, 0, 9))),
                0);
        live.await(scrape -> scrape.value(SENT, "from=1").isPresent());
        meters.sample(Readings.sample(List.of(Readings.core(0, 1, 1)), List.of()), 0);
        var scrape = live.await(one -> one.named(SENT).isEmpty());
        assertEquals(
                List.of(),
                scrape.series().stream()
                        .filter(one -> "1".equals(one.labels().get("core")))
                        .filter(one -> !one.name().endsWith("_stuck_total")
                                && !one.name().endsWith("_stalls_total")
                                && !one.name().equals(AWAITED)
                                && !one.name().endsWith("_failures_total"))
                        .toList());
        assertTrue(scrape.value(BUSY, "core=0").isPresent());
    }

    @Test
    void shouldShowTheStateOfEachChannelByItsTwoCores() throws Exception {
        meters.sample(
                Readings.sample(List.of(), List.of(Readings.channel(0, 1, 3, 10), Readings.channel(1, 0, 0, 4))), 0);
        var scrape = live.await(one -> one.value(SENT, "from=1", "to=0").isPresent());
        var labels = new String[] {"from=0", "to=1", "tier=urpc", "plane=data", "node=tested"};
        assertEquals(10, value(scrape, SENT, labels));
        assertEquals(7, value(scrape, "multikernel_channel_received_total", labels));
        assertEquals(3, value(scrape, "multikernel_channel_depth", labels));
        assertEquals(1024, value(scrape, "multikernel_channel_capacity", labels));
        assertEquals(2, value(scrape, "multikernel_channel_stalls_total", labels));
        assertEquals(1, value(scrape, "multikernel_channel_rejected_total", labels));
    }

    @Test
    void shouldAddUpChannelsByReceiverWhereThereAreTooMany() throws Exception {
        var channels = IntStream.range(0, 9)
                .mapToObj(from -> Readings.channel(from, 9, 1, 10))
                .toList();
        meters.sample(Readings.sample(List.of(), channels), 0);
        var scrape = live.await(one -> one.value(SENT).isPresent());
        assertEquals(1, scrape.named(SENT).size());
        assertEquals(90, value(scrape, SENT, "from=all", "to=9"));
        assertEquals(9, value(scrape, "multikernel_channel_depth", "from=all", "to=9"));
    }

    @Test
    void shouldAddUpWhatCoresCountedAndGoOnWithTheNextIncarnation() throws Exception {
        var first = meters.tally(CoreId.of(0));
        var other = meters.tally(CoreId.of(1));
        var done = new Outcome.Done(Readings.operation(1), 1);
        Readings.ask(first, 1, SUBSCRIBE, done, 3_000);
        Readings.ask(other, 1, SUBSCRIBE, done, 300_000);
        first.held();
        meters.sample(Readings.sample(List.of(), List.of(), first, other), 0);
        var next = meters.tally(CoreId.of(0));
        Readings.ask(next, 1, SUBSCRIBE, done, 3_000);
        next.memory(4096, 0, 4096);
        meters.sample(Readings.sample(List.of(), List.of(), other, next), 0);
        meters.sample(Readings.sample(List.of(), List.of(), other, next), 0);
        var scrape = live.await(
                one -> one.value("multikernel_memory_free_bytes", "core=0").isPresent());
        assertEquals(3, value(scrape, "multikernel_capability_operations_total", "protocol=subscribe", "outcome=done"));
        assertEquals(4096, value(scrape, "multikernel_memory_free_bytes", "core=0"));
        assertEquals(1, value(scrape, "multikernel_core_holds_total", "core=0"));
        var duration = "multikernel_capability_duration_seconds";
        assertEquals(2, value(scrape, duration + "_bucket", "protocol=subscribe", "le=5.0E-6"));
        assertEquals(0, value(scrape, duration + "_bucket", "protocol=subscribe", "le=2.0E-6"));
        assertEquals(0.000306, value(scrape, duration + "_sum", "protocol=subscribe"), 0.000004);
    }

    @Test
    void shouldShowWhatACoreOwnsThatStandsStillAsInQuarantineUntilItEnds() throws Exception {
        var living = meters.tally(CoreId.of(0));
        living.memory(1024, 0, 2048);
        living.quarantined(512);
        var stuck = meters.tally(CoreId.of(1));
        stuck.memory(4096, 0, 12_288);
        stuck.quarantined(256);
        meters.sample(Readings.sample(List.of(), List.of(), living, stuck), 0);
        var quarantined = "multikernel_memory_quarantined_bytes";
        live.await(one -> value(one, "multikernel_memory_free_bytes", "core=1") == 4096
                && value(one, quarantined, "core=0") == 512
                && value(one, quarantined, "core=1") == 256);
        stuck.fenced();
        meters.sample(Readings.sample(List.of(), List.of(), living, stuck), 0);
        live.await(one -> value(one, quarantined, "core=1") == 12_288
                && one.value("multikernel_memory_free_bytes", "core=1").isEmpty());
        var next = meters.tally(CoreId.of(1));
        next.memory(0, 0, 0);
        meters.sample(Readings.sample(List.of(), List.of(), living, stuck, next), 0);
        live.await(one -> value(one, quarantined, "core=1") == 12_288
                && value(one, "multikernel_memory_free_bytes", "core=1") == 0);
        meters.sample(Readings.sample(List.of(), List.of(), living, next), 0);
        live.await(one -> value(one, quarantined, "core=1") == 0 && value(one, quarantined, "core=0") == 512);
    }

    @Test
    void shouldCountTheFirstThatIsRefusedBecauseACoreStandsStillAsARise() throws Exception {
        var operations = "multikernel_capability_operations_total";
        String[] labels = {"protocol=revoke", "outcome=core-stuck"};
        meters.sample(Readings.sample(List.of(), List.of()), 0);
        var before = live.await(scrape -> scrape.value(operations, labels).isPresent());
        assertEquals(0, value(before, operations, labels));
        var inPlace = meters.tally(CoreId.of(1));
        inPlace.fenced();
        inPlace.refused(new Request.Revoke(new Address(0, 0)), new Outcome.Refused(Refusal.CORE_STUCK, "core-1"));
        meters.sample(Readings.sample(List.of(), List.of(), inPlace, meters.tally(CoreId.of(1))), 0);
        live.await(scrape -> value(scrape, operations, labels) == 1);
    }

    @Test
    void shouldShowEveryMeterWithItsUnitItsHelpAndNoOtherLabels() throws Exception {
        Readings.feed(meters);
        var text = live.awaitText(
                one -> one.value("multikernel_dispatcher_restarts_total").isPresent());
        var scrape = Scraped.of(text);
        for (var name : MeterName.values()) {
            var exported = name.exportedName();
            assertTrue(scrape.types().containsKey(exported), exported + " is not in the scrape");
            assertTrue(text.contains("# HELP " + exported + " " + name.meaning()), exported);
            var labels = new TreeSet<>(name.labels());
            labels.add("node");
            var named = scrape.named(name.kind() == MeterName.Kind.DURATION ? exported + "_sum" : exported);
            for (var series : named) {
                assertEquals(labels, series.labels().keySet(), exported);
                assertEquals("tested", series.labels().get("node"), exported);
                assertTrue(LABELS.containsAll(labels), exported);
            }
            assertFalse(named.isEmpty(), exported);
        }
        var families = new TreeSet<>(scrape.types().keySet());
        families.removeIf(name -> !name.startsWith("multikernel_"));
        assertEquals(MeterName.values().length, families.size());
    }

    @Test
    void shouldShowTheJvmUnderKamonsNames() throws Exception {
        var scrape = live.await(
                one -> one.types().keySet().containsAll(Set.of("jvm_memory_used_bytes", "process_cpu_usage")));
        assertTrue(scrape.types().containsKey("jvm_gc_seconds"));
    }

    private void sample(CoreReading... cores) {
        meters.sample(Readings.sample(List.of(cores), List.of()), 0);
    }

    private static double utilization(Scraped scrape, String core) {
        return value(scrape, BUSY, core) / (value(scrape, BUSY, core) + value(scrape, IDLE, core));
    }

    private static double grown(Scraped before, Scraped after, String name, String label) {
        return value(after, name, label) - value(before, name, label);
    }

    private static double value(Scraped scrape, String name, String... labels) {
        return scrape.value(name, labels).orElse(Double.NaN);
    }
}
