package multikernel.bench;

import com.typesafe.config.ConfigFactory;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import multikernel.domain.Cores;
import multikernel.domain.Multikernel;
import multikernel.domain.shard.Durability;
import multikernel.domain.shard.PartitionState;
import multikernel.domain.shard.ShardRefused;
import multikernel.domain.shard.ShardSpec;
import multikernel.domain.shard.Sharded;
import multikernel.runtime.MessageInterface;
import multikernel.settings.Settings;

/** A node of one core, with a domain of one partition, which lives where the cluster began. */
final class ShardEnd implements AutoCloseable {

    private static final long READY_SECONDS_MAX = 60;

    /** What is asked, and what comes back: a parcel's payload. */
    record Step(long first, long second, long third, long fourth, long fifth, long sixth, long seventh) {}

    private static final Step STEP = new Step(1, 2, 3, 4, 5, 6, 7);
    private static final MessageInterface<Step> STEPS = MessageInterface.of(MethodHandles.lookup(), Step.class);

    /** Counts. */
    private static final class Count implements PartitionState<Step, Step> {

        private long steps;

        @Override
        public Step apply(Step step) {
            steps++;
            return new Step(steps, step.second(), step.third(), step.fourth(), step.fifth(), step.sixth(), 0);
        }

        @Override
        public Step read(Step step) {
            return step;
        }

        @Override
        public List<Step> history() {
            return List.of();
        }
    }

    private final Scratch data;
    private final Multikernel kernel;
    private final Sharded<Step, Step> domain;

    private ShardEnd(Scratch data, Multikernel kernel) {
        this.data = data;
        this.kernel = kernel;
        domain = kernel.spawn(
                "steps",
                new ShardSpec<>(1, Durability.of("local"), STEPS, STEPS, step -> false, Count::new),
                Cores.all());
    }

    /**
     * @param seeds empty where the cluster begins
     * @param shared whether it may use memory that it shares with the other
     */
    static ShardEnd begin(String host, String seeds, int cpu, boolean shared) {
        var data = Scratch.make();
        return new ShardEnd(
                data,
                Multikernel.boot(Settings.load(
                        null,
                        ConfigFactory.parseMap(Map.ofEntries(
                                Map.entry("multikernel.data", data.path().toString()),
                                Map.entry("multikernel.host", host),
                                Map.entry("multikernel.cores", List.of(Map.of("cpu", cpu))),
                                Map.entry("multikernel.messages", "warn"),
                                Map.entry("multikernel.metrics.enabled", "off"),
                                Map.entry("multikernel.cluster.enabled", "on"),
                                Map.entry("multikernel.cluster.port", 0),
                                Map.entry("multikernel.cluster.seeds", seeds),
                                Map.entry("multikernel.network.port", 0),
                                Map.entry("multikernel.network.shared-memory.directory", shared ? "/dev/shm" : ""))))));
    }

    /** Where others join. */
    String address() {
        var at = kernel.clusterAddress().orElseThrow();
        return at.getHostString() + ":" + at.getPort();
    }

    CompletionStage<Step> call() {
        return domain.shard(1).ask(STEP);
    }

    /** Waits until the partition answers; what carries the channels by then. */
    String ready() {
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS_MAX);
        while (true) {
            try {
                call().toCompletableFuture().get(READY_SECONDS_MAX, TimeUnit.SECONDS);
                return kernel.channels().stream()
                        .filter(channel -> !channel.toNode().isEmpty())
                        .map(channel -> channel.tier().word())
                        .findFirst()
                        .orElse("none");
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            } catch (ExecutionException | TimeoutException notYet) {
                if (!(notYet.getCause() instanceof ShardRefused) || System.nanoTime() - until > 0) {
                    throw new IllegalStateException("the partition does not answer", notYet);
                }
            }
        }
    }

    ActorSubject subject(Map<String, Object> parameters) {
        var callers = kernel.spawn("callers", Said.class, () -> Caller.of(this::call), Cores.first());
        return new ActorSubject(
                Laboratory.OURS, parameters, List.of(callers.on(callers.cores().getFirst())));
    }

    @Override
    public void close() {
        kernel.close();
        data.close();
    }
}
