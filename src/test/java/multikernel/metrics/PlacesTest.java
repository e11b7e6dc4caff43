package multikernel.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import multikernel.base.NodeMember;
import multikernel.base.NodeState;
import multikernel.base.NodeView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Other nodes, partitions and the tree, as Prometheus gets them. */
class PlacesTest {

    private static final NodeView VIEW =
            new NodeView(4, List.of(new NodeMember("bee", 1), new NodeMember("tested", 1)));

    private LiveMetrics live;
    private NodeMeters meters;

    @BeforeEach
    void start() throws Exception {
        live = new LiveMetrics();
        meters = new NodeMeters(6, true);
    }

    @AfterEach
    void stop() {
        meters.close();
        live.close();
    }

    private void sample(List<DispatcherTally> tallies, NodeState bee, int cores) {
        meters.sample(
                new NodeSample(
                        Readings.node(),
                        0,
                        List.of(),
                        List.of(),
                        List.of(),
                        tallies,
                        List.of(),
                        VIEW,
                        List.of(Readings.member("tested", NodeState.UP), Readings.member("bee", bee)),
                        Optional.of(TreeSample.of(Readings.cores(cores), Readings.COSTS))),
                0);
    }

    private static double value(Scraped scrape, String name, String... labels) {
        return scrape.value("multikernel_" + name, labels).orElseThrow(() -> new AssertionError(name));
    }

    @Test
    void shouldShowWhomThisNodeSees() throws Exception {
        sample(List.of(), NodeState.UNREACHABLE, 1);
        var scrape = live.await(
                one -> one.value("multikernel_member_unreachable", "to=bee").isPresent());
        assertEquals(1, value(scrape, "member_up", "to=tested"));
        assertEquals(0, value(scrape, "member_up", "to=bee"));
        assertEquals(1, value(scrape, "member_unreachable", "to=bee"));
        assertEquals(4, value(scrape, "cluster_view"));
    }

    @Test
    void shouldShowHowPartitionsStandAndHowTheirCommandsEnded() throws Exception {
        sample(List.of(Readings.partitions()), NodeState.UP, 1);
        var scrape = live.await(one -> one.value("multikernel_partition_commands_total", "outcome=no-majority")
                .isPresent());
        assertEquals(8, value(scrape, "partitions", "domain=web"));
        assertEquals(4, value(scrape, "partitions_owned", "domain=web"));
        assertEquals(3, value(scrape, "partitions_leased", "domain=web"));
        assertEquals(2, value(scrape, "partitions_leaderless", "domain=web"));
        assertEquals(1, value(scrape, "partitions_lacking", "domain=web"));
        assertEquals(77, value(scrape, "partitions_ballot", "domain=web"));
        assertTrue(value(scrape, "partition_taken_total", "domain=web") >= 1);
        assertTrue(value(scrape, "partition_late_total", "domain=web") >= 1);
        assertTrue(value(scrape, "partition_commands_total", "outcome=no-majority") >= 1);
        assertTrue(value(scrape, "partition_commands_total", "outcome=done") >= 1);
    }

    @Test
    void shouldShowALinkUntilItIsForgotten() throws Exception {
        sample(List.of(Readings.link()), NodeState.UP, 1);
        var scrape = live.await(
                one -> one.value("multikernel_link_kept_bytes", "plane=data").isPresent());
        assertEquals(1, value(scrape, "link_up", "to=bee", "tier=shared-memory"));
        assertEquals(1, value(scrape, "link_silent", "to=bee"));
        assertEquals(0.000_08, value(scrape, "link_round_trip_seconds", "to=bee"));
        assertEquals(100, value(scrape, "link_kept_bytes", "to=bee", "plane=control"));
        assertEquals(200, value(scrape, "link_kept_bytes", "to=bee", "plane=data"));
        assertTrue(value(scrape, "link_connections_total", "to=bee") >= 2);
        assertTrue(value(scrape, "link_resent_total", "to=bee") >= 5);
        assertTrue(value(scrape, "link_fenced_total", "to=bee") >= 6);
        sample(List.of(), NodeState.UP, 1);
        live.await(
                one -> one.series().stream().noneMatch(series -> series.name().startsWith("multikernel_link_")));
    }

    @Test
    void shouldShowTheTreeWithWhatItsEdgesCost() throws Exception {
        sample(List.of(), NodeState.UP, 3);
        var scrape = live.await(one ->
                one.value("multikernel_distance_seconds", "from=2", "to=0").isPresent()
                        && one.value("multikernel_tree_each_seconds").isPresent());
        assertEquals(2, scrape.named("multikernel_tree_edge_seconds").size());
        assertEquals(2, value(scrape, "tree_below", "core=0"));
        assertEquals(100e-9, value(scrape, "distance_seconds", "from=0", "to=1"), 1e-12);
        assertEquals(400e-9, value(scrape, "distance_seconds", "from=2", "to=0"), 1e-12);
        assertTrue(value(scrape, "tree_broadcast_seconds") <= value(scrape, "tree_gathered_seconds"));
        assertTrue(value(scrape, "tree_gathered_seconds") <= value(scrape, "tree_each_seconds"));
    }

    @Test
    void shouldShowTheMeanDistanceToEachCoreWhereThereAreTooManyPairs() throws Exception {
        meters.close();
        meters = new NodeMeters(5, true);
        sample(List.of(), NodeState.UP, 3);
        var scrape = live.await(one ->
                one.value("multikernel_distance_seconds", "from=all", "to=1").isPresent());
        assertEquals(3, scrape.named("multikernel_distance_seconds").size());
        assertEquals(250e-9, value(scrape, "distance_seconds", "from=all", "to=1"), 1e-12);
        assertEquals(400e-9, value(scrape, "distance_seconds", "from=all", "to=2"), 1e-12);
    }
}
