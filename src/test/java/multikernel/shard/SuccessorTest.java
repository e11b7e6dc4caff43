package multikernel.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;
import multikernel.agreement.group.Counters;
import multikernel.agreement.group.GroupMessage;
import multikernel.base.CoreId;
import multikernel.base.Descent;
import multikernel.base.NodeMember;
import multikernel.base.NodeView;
import multikernel.shard.ShardAct.Send;
import org.junit.jupiter.api.Test;

/** Who owns a partition after a core that said no last word: the carrier of its node's links was gone with it. */
class SuccessorTest {

    private static final ShardLimits LIMITS = ShardLimits.of(1, 3);
    private static final long STEP_NANOS = LIMITS.group().heartbeatNanos() / 4;

    private final Map<ShardHost, Shards> hosts = new LinkedHashMap<>();
    private final Queue<Runnable> onTheWay = new ArrayDeque<>();
    private Origin origin = Origin.INHERITS;
    private long now = 1;

    private static ShardHost host(String node, int incarnation, int start) {
        var number = ShardHost.startOf(incarnation, start);
        return new ShardHost(node, CoreId.of(0), 0, 1, ShardHost.seatOf(node, number, 7), number);
    }

    private void add(ShardHost added, Origin origin) {
        var members =
                Stream.of("a", "b", "c").map(name -> new NodeMember(name, 1)).toList();
        add(added, origin, new NodeView(1, members), Descent.NONE);
    }

    private void add(ShardHost added, Origin origin, NodeView view, Descent descent) {
        var shards = new Shards(LIMITS, added, origin, partition -> new ShardCounters(new Counters((a, b) -> {})));
        perform(added, shards.view(view, descent, now));
        for (var other : List.copyOf(hosts.keySet())) {
            perform(other, shards(other).met(added, now));
            perform(added, shards.met(other, now));
        }
        hosts.put(added, shards);
    }

    private Shards shards(ShardHost host) {
        return Objects.requireNonNull(hosts.get(host));
    }

    private void remove(ShardHost gone) {
        hosts.remove(gone);
        for (var other : List.copyOf(hosts.keySet())) {
            perform(other, shards(other).parted(gone, now));
        }
    }

    private void perform(ShardHost by, List<ShardAct> acts) {
        for (var act : List.copyOf(acts)) {
            if (act instanceof Send(var to, var message)) {
                onTheWay.add(() -> {
                    if (hosts.containsKey(to) && hosts.containsKey(by)) {
                        perform(to, shards(to).heard(by, message, now));
                        perform(to, shards(to).flush(now));
                    }
                });
            }
        }
    }

    private void pass(long nanos) {
        for (long end = now + nanos; now < end; now += STEP_NANOS) {
            hosts.forEach((host, shards) -> perform(host, shards.ticked(now)));
            while (!onTheWay.isEmpty()) {
                onTheWay.remove().run();
            }
        }
    }

    /** The name that each has of it. */
    private List<String> owners() {
        return new ArrayList<>(
                hosts.values().stream().map(each -> each.owner(0)).toList());
    }

    /** Three nodes of which this one owns the partition. */
    private ShardHost owned() {
        add(host("a", 1, 1), Origin.FOUNDS);
        add(host("b", 1, 1), Origin.JOINS);
        add(host("c", 1, 1), Origin.JOINS);
        pass(4 * LIMITS.settleNanos());
        var owner = owners().getFirst();
        assertEquals(List.of(owner, owner, owner), owners());
        return host(owner, 1, 1);
    }

    /** Three nodes of which this one owned the partition and is then gone, unheard. */
    private ShardHost ownerGone() {
        var gone = owned();
        remove(gone);
        return gone;
    }

    private static NodeView view(long number, String... names) {
        return new NodeView(
                number, Stream.of(names).map(name -> new NodeMember(name, 1)).toList());
    }

    /** Two nodes, of which the one that began ends before there is a third; then there are three without it. */
    private void founderGone(Descent ofNext) {
        var first = new Descent(true, false, "a", 0);
        add(host("a", 1, 1), Origin.FOUNDS, view(2, "a", "b"), first);
        add(host("b", 1, 1), origin, view(2, "a", "b"), new Descent(false, false, "a", 0));
        pass(LIMITS.settleNanos());
        remove(host("a", 1, 1));
        var next = host("b", 1, 1);
        perform(next, shards(next).view(view(3, "b"), ofNext, now));
        for (var name : List.of("c", "d")) {
            add(host(name, 1, 1), origin, view(5, "b", "c", "d"), new Descent(false, false, "b", 0));
        }
        perform(next, shards(next).view(view(5, "b", "c", "d"), ofNext, now));
        pass(4 * LIMITS.settleNanos());
    }

    @Test
    void shouldBeFoundedByTheEldestIfWhoBeganTheClusterLeftBeforeThereWereNodesEnough() {
        founderGone(new Descent(false, true, "b", 1));
        assertTrue(hosts.values().stream().anyMatch(each -> each.reading(now).owned() == 1), owners()::toString);
        assertTrue(hosts.values().stream()
                .allMatch(each -> each.looks(now).getFirst().seats().size() == 3));
    }

    @Test
    void shouldNotBeFoundedByTheHeirIfItBeganOnAnotherNode() {
        origin = Origin.JOINS;
        founderGone(new Descent(false, true, "b", 1));
        assertEquals(List.of("", "", ""), owners());
    }

    @Test
    void shouldNotBeFoundedAgainIfAnotherThanWhoBeganTheClusterHasLeft() {
        founderGone(new Descent(false, false, "b", 2));
        assertEquals(List.of("", "", ""), owners());
    }

    @Test
    void shouldTakeItOverWithoutWaitingForALeaseOnceTheDispatcherHasStartedAgain() {
        var gone = ownerGone();
        add(host(gone.node(), 1, 2), Origin.JOINS);
        pass(LIMITS.group().leaseNanos() / 4);
        var next = owners().getFirst();
        assertNotEquals(gone.node(), next);
        assertTrue(hosts.values().stream().anyMatch(each -> each.reading(now).owned() == 1));
    }

    @Test
    void shouldTakeItOverAtOnceFromOneThatStartedMoreThanOnceBeforeItWasMet() {
        var gone = ownerGone();
        add(host(gone.node(), 1, 4), Origin.JOINS);
        pass(LIMITS.group().leaseNanos() / 4);
        assertTrue(hosts.values().stream().anyMatch(each -> each.reading(now).owned() == 1));
    }

    @Test
    void shouldWaitForTheLeaseOfOneThatWasFenced() {
        var gone = ownerGone();
        add(host(gone.node(), 1, (int) ShardHost.startAfter(ShardHost.startAfter(1, false), true)), Origin.JOINS);
        pass(LIMITS.group().leaseNanos() / 4);
        assertTrue(hosts.values().stream().allMatch(each -> each.reading(now).owned() == 0));
    }

    /** It said its last word, which all of the others hear before they hear of each other. */
    private Set<ShardHost> standAfter(ShardHost gone) {
        hosts.remove(gone);
        var standing = new HashSet<ShardHost>();
        for (var other : List.copyOf(hosts.keySet())) {
            var acts = shards(other).ended(gone, now);
            perform(other, acts);
            acts.stream().filter(SuccessorTest::isCandidate).forEach(act -> standing.add(other));
        }
        return standing;
    }

    private static boolean isCandidate(ShardAct act) {
        return act instanceof Send(var _, ShardMessage.Said said) && said.message() instanceof GroupMessage.Prepare;
    }

    @Test
    void shouldBeFollowedByOneAloneWhomeverShardingWants() {
        for (int wanted = 0; wanted < 2; wanted++) {
            hosts.clear();
            var gone = owned();
            var others =
                    hosts.keySet().stream().filter(host -> !host.equals(gone)).toList();
            perform(others.get(wanted), shards(others.get(wanted)).elected(0, true, now));
            pass(STEP_NANOS);
            assertEquals(1, standAfter(gone).size());
            pass(2 * STEP_NANOS);
            assertTrue(
                    hosts.values().stream().anyMatch(each -> each.reading(now).owned() == 1));
        }
    }

    @Test
    void shouldTellNothingOfStartsThatAreTooManyToCount() {
        var counted = host("a", 1, 0xFFFE);
        assertFalse(host("a", 1, 70_000).follows(counted.seat()));
        assertFalse(host("a", 1, 70_001).follows(host("a", 1, 70_000).seat()));
        assertTrue(counted.follows(host("a", 1, 0xFFFD).seat()));
        assertFalse(counted.follows(counted.seat()));
    }

    @Test
    void shouldWaitForTheLeaseOfAnEarlierStartOfANodeThatMayOnlyStandStill() {
        var gone = ownerGone();
        add(host(gone.node(), 2, 1), Origin.JOINS);
        pass(LIMITS.group().leaseNanos() / 4);
        assertTrue(hosts.values().stream().allMatch(each -> each.reading(now).owned() == 0));
        pass(2 * LIMITS.group().leaseNanos());
        assertTrue(hosts.values().stream().anyMatch(each -> each.reading(now).owned() == 1));
    }
}
