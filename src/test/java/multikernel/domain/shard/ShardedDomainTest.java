package multikernel.domain.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import multikernel.domain.BootFailure;
import multikernel.domain.Cores;
import multikernel.domain.Multikernel;
import multikernel.domain.shard.Counters.Command;
import multikernel.domain.shard.Counters.Count;
import multikernel.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program's partitions on one node, and on three of which one goes. */
class ShardedDomainTest {

    private static final int PARTITIONS = 6;
    private static final int KEYS = 30;
    private static final long LIMIT_SECONDS = 60;

    @TempDir
    Path directory;

    private Multikernel alone() {
        return Multikernel.boot(Settings.load(
                null,
                ConfigFactory.parseMap(Map.of(
                        "multikernel.cores",
                        2,
                        "multikernel.data",
                        directory.toString(),
                        "multikernel.metrics.enabled",
                        "off"))));
    }

    private Multikernel node(int number, String seeds) {
        return Multikernel.boot(Settings.load(
                null,
                ConfigFactory.parseMap(Map.ofEntries(
                        Map.entry("multikernel.host", "127.0.0." + number),
                        Map.entry("multikernel.cores", 1),
                        Map.entry(
                                "multikernel.data",
                                directory.resolve("node" + number).toString()),
                        Map.entry("multikernel.metrics.enabled", "off"),
                        Map.entry("multikernel.cluster.enabled", "on"),
                        Map.entry("multikernel.cluster.port", 0),
                        Map.entry("multikernel.cluster.seeds", seeds),
                        Map.entry("multikernel.network.port", 0)))));
    }

    /** As a caller who is told to try again does. */
    private static Count done(Sharded<Command, Count> domain, Command command) throws Exception {
        for (var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS); ; ) {
            try {
                return domain.shard(command.name())
                        .ask(command)
                        .toCompletableFuture()
                        .get(LIMIT_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException failed) {
                var isPassing = failed.getCause() instanceof ShardRefused refused
                        && !refused.refusal().isUndecided();
                if (!isPassing || System.nanoTime() - deadline > 0) {
                    throw failed;
                }
            }
        }
    }

    @Test
    void shouldKeepEachKeyInOnePartitionAndDoWhatIsTold() throws Exception {
        try (var kernel = alone()) {
            var counters = kernel.spawn("counters", Counters.spec(PARTITIONS, Durability.of("auto")), Cores.all());
            var used = new ArrayList<Integer>();
            for (var key = 0; key < KEYS; key++) {
                var name = "counter " + key;
                counters.shard(name).tell(new Command.Add(name, key));
                counters.shard(name).tell(new Command.Add(name, 1));
                assertEquals(new Count(key + 1), done(counters, new Command.Get(name)));
                used.add(counters.shard(name).partition());
            }
            assertEquals(PARTITIONS, used.stream().distinct().count());
            assertEquals(PARTITIONS, kernel.domains().getFirst().shards());
        }
    }

    @Test
    void shouldAnswerOnACoreAndWakeNoOtherThread() throws Exception {
        try (var kernel = alone()) {
            var counters = kernel.spawn("counters", Counters.spec(PARTITIONS, Durability.of("auto")), Cores.all());
            done(counters, new Command.Add("counter", 1));
            for (var call = 0; call < KEYS; call++) {
                var thread = counters.shard("counter")
                        .ask(new Command.Get("counter"))
                        .thenApply(count -> Thread.currentThread())
                        .toCompletableFuture()
                        .get(LIMIT_SECONDS, TimeUnit.SECONDS);
                var isCaller = thread.equals(Thread.currentThread()); // it was done before that was said
                assertTrue(isCaller || thread.getName().startsWith("core-"), thread::toString);
            }
        }
    }

    @Test
    void shouldRefuseReplicasWhereThereAreNoOtherNodes() {
        try (var kernel = alone()) {
            var spec = Counters.spec(PARTITIONS, Durability.of("replicated(3)"));
            var why = assertThrows(BootFailure.class, () -> kernel.spawn("counters", spec, Cores.all()));
            assertTrue(String.valueOf(why.getMessage()).contains("replicated(3)"), why::toString);
        }
    }

    @Test
    void shouldKeepWhatWasAnsweredWhenTheNodeThatOwnsItLeaves() throws Exception {
        try (var first = node(1, "")) {
            var at = first.clusterAddress().orElseThrow();
            var seeds = at.getHostString() + ":" + at.getPort();
            var second = node(2, seeds);
            try (var third = node(3, seeds)) {
                var spec = Counters.spec(PARTITIONS, Durability.of("auto"));
                var domains = new ArrayList<Sharded<Command, Count>>();
                for (var node : List.of(first, second, third)) {
                    domains.add(node.spawn("counters", spec, Cores.all()));
                }
                for (var key = 0; key < KEYS; key++) {
                    assertEquals(new Count(1), done(domains.get(key % 3), new Command.Add("counter " + key, 1)));
                }
                second.close();
                for (var key = 0; key < KEYS; key++) {
                    var from = domains.get(key % 2 == 0 ? 0 : 2);
                    assertEquals(new Count(2), done(from, new Command.Add("counter " + key, 1)));
                }
            } finally {
                second.close();
            }
        }
    }
}
