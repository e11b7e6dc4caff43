package multikernel.network;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import multikernel.base.CoreId;
import multikernel.base.DomainReading;
import multikernel.base.DomainSpec;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.base.Tier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Domains with shards, spawned and ended on one of three nodes, of which the first ends last of all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ShardedDomainsTest {

    private static final DomainSpec CACHE = new DomainSpec(
            "cache", "store", List.of(CoreId.of(0), CoreId.of(1)), 6, Map.of("port", "0", "memory", "1048576"));

    private static final int KEYS = 100;

    @TempDir
    static Path directory;

    private final List<TalkingNode> nodes = new ArrayList<>();

    @BeforeAll
    void begin() throws Exception {
        nodes.add(TalkingNode.first(directory.resolve("1"), "127.0.0.1", Tier.NETWORK));
        nodes.add(nodes.getFirst().joined(directory.resolve("2"), "127.0.0.2"));
        nodes.add(nodes.getFirst().joined(directory.resolve("3"), "127.0.0.3"));
        awaitView();
    }

    private void awaitView() throws Exception {
        Patience.until(
                "all know who is there",
                () -> nodes.stream()
                        .allMatch(node -> node.kernel().view().members().size() == nodes.size()));
    }

    @AfterAll
    void end() {
        nodes.reversed().forEach(TalkingNode::close);
    }

    private Outcome spawn(int node, DomainSpec domain) throws Exception {
        return nodes.get(node).kernel().spawn(domain).toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private Outcome kill(int node) throws Exception {
        return nodes.get(node).kernel().kill("cache").toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static Refusal refusal(Outcome outcome) {
        return assertInstanceOf(Outcome.Refused.class, outcome).refusal();
    }

    private static Optional<DomainReading> cache(TalkingNode node) {
        return node.kernel().domains().stream()
                .filter(domain -> domain.name().equals("cache"))
                .findFirst();
    }

    private static boolean isWhole(TalkingNode node) {
        return isWhole(node, CACHE.shards());
    }

    private static boolean isWhole(TalkingNode node, int shards) {
        return cache(node).stream()
                        .anyMatch(domain ->
                                domain.shards() == shards && domain.state().equals("running"))
                && node.kernel().listening().containsKey("cache");
    }

    /** Keys enough for each of the partitions. It is not while what listened before the kill still ends. */
    private static boolean isWritable(TalkingNode node) throws Exception {
        var address = node.kernel().listening().get("cache");
        if (address == null) {
            return false;
        }
        try (var socket = new Socket(address.getAddress(), address.getPort())) {
            for (int key = 0; key < KEYS; key++) {
                socket.getOutputStream().write(("SET key-" + key + " v\r\n").getBytes(US_ASCII));
            }
            var replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            boolean isDone = true;
            for (int key = 0; key < KEYS; key++) {
                isDone &= "+OK".equals(replies.readLine());
            }
            return isDone;
        } catch (ConnectException over) {
            return false;
        }
    }

    @Test
    @Order(1)
    void shouldBeOnEveryNodeOfTheClusterOnceItIsSpawnedOnOneAndOnNoneOnceItIsEnded() throws Exception {
        Patience.until("spawned", () -> spawn(1, CACHE) instanceof Outcome.Done);
        Patience.until("on all nodes", () -> nodes.stream().allMatch(ShardedDomainsTest::isWhole));
        assertEquals(Refusal.NAME_TAKEN, refusal(spawn(2, CACHE)));
        nodes.add(nodes.getFirst().joined(directory.resolve("4"), "127.0.0.4"));
        Patience.until("on one that comes later", () -> isWhole(nodes.get(3)));
        assertInstanceOf(Outcome.Done.class, kill(2));
        Patience.until(
                "on none", () -> nodes.stream().allMatch(node -> cache(node).isEmpty()));
        var split = new DomainSpec("cache", "store", CACHE.cores(), 9, CACHE.settings());
        Patience.until("the name is free again", () -> spawn(0, split) instanceof Outcome.Done);
        Patience.until("whole again", () -> nodes.stream().allMatch(node -> isWhole(node, 9)));
        Patience.until("every partition written again", () -> isWritable(nodes.get(3)));
        assertInstanceOf(Outcome.Done.class, kill(0));
        nodes.removeLast().close();
        awaitView();
    }

    @Test
    @Order(2)
    void shouldEndEverywhereThoughTheNodeThatIsAskedHasNotStartedItYet() throws Exception {
        for (int time = 0; time < 2; time++) {
            Patience.until("spawned", () -> spawn(1, CACHE) instanceof Outcome.Done);
            Patience.until("ended", () -> kill(2) instanceof Outcome.Done);
            Patience.until(
                    "on none", () -> nodes.stream().allMatch(node -> cache(node).isEmpty()));
        }
        assertEquals(Refusal.NO_SUCH_DOMAIN, refusal(kill(2)));
    }

    @Test
    @Order(4)
    void shouldBeWholeAlthoughTheNodeThatBeganTheClusterHasEnded() throws Exception {
        Patience.until("the table has its replicas", () -> spawn(1, CACHE) instanceof Outcome.Done);
        Patience.until("ended", () -> kill(2) instanceof Outcome.Done);
        nodes.removeFirst().close();
        awaitView();
        nodes.add(nodes.getFirst().joined(directory.resolve("1"), "127.0.0.1"));
        Patience.until("spawned", () -> spawn(1, CACHE) instanceof Outcome.Done);
        Patience.until("on all nodes", () -> nodes.stream().allMatch(ShardedDomainsTest::isWhole));
        Patience.until("every partition written", () -> isWritable(nodes.get(0)));
    }

    @Test
    @Order(3)
    void shouldBeNowhereIfItCannotBeWhereItIsAskedFor() throws Exception {
        var some = new DomainSpec("cache", "store", List.of(CoreId.of(1)), 6, CACHE.settings());
        assertEquals(Refusal.NOT_SUPPORTED, refusal(spawn(0, some)));
        var unknown = new DomainSpec("cache", "web", CACHE.cores(), 6, Map.of());
        assertEquals(Refusal.NOT_SUPPORTED, refusal(spawn(0, unknown)));
        var setting = new DomainSpec("cache", "store", CACHE.cores(), 6, Map.of("memory", "1"));
        assertEquals(Refusal.BAD_SETTING, refusal(spawn(0, setting)));
    }
}
