package multikernel.network;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import multikernel.base.CoreId;
import multikernel.base.Outcome;
import multikernel.base.Tier;
import multikernel.codec.Stub;
import multikernel.domain.Cores;
import multikernel.domain.Domain;
import multikernel.domain.Multikernel;
import multikernel.runtime.DispatcherContext;
import multikernel.runtime.Inlet;
import multikernel.settings.Settings;
import multikernel.urpc.Channel;

/** A node of two cores in this process, with a domain that exports {@link Talk} and does what it is told. */
final class TalkingNode implements AutoCloseable {

    private static final long LIMIT_SECONDS = 120;

    /** What a core is told to do. */
    record Task(Runnable work) {}

    private record Heard(String from, int number) {}

    private final Tier tier;
    private final Multikernel kernel;
    private Domain<Task> domain;
    private final Map<CoreId, DispatcherContext> contexts = new HashMap<>();
    private final Map<CoreId, BlockingQueue<Heard>> heard =
            Map.of(CoreId.of(0), new LinkedBlockingQueue<>(), CoreId.of(1), new LinkedBlockingQueue<>());
    private final List<Channel<Talk>> made = new CopyOnWriteArrayList<>();
    private final Map<CoreId, Stub<Integer, Integer>> stubs = new ConcurrentHashMap<>();
    private final List<Inlet> inlets = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Channel.Ending> endings = new LinkedBlockingQueue<>();

    private TalkingNode(Path data, String host, String seeds, Tier tier) {
        this.tier = tier;
        kernel = Multikernel.boot(Settings.load(
                null,
                ConfigFactory.parseMap(Map.ofEntries(
                        Map.entry("multikernel.host", host),
                        Map.entry("multikernel.cores", 2),
                        Map.entry("multikernel.data", data.toString()),
                        Map.entry("multikernel.messages", "warn"),
                        Map.entry("multikernel.metrics.enabled", "off"),
                        Map.entry("multikernel.cluster.enabled", "on"),
                        Map.entry("multikernel.cluster.port", 0),
                        Map.entry("multikernel.cluster.seeds", seeds),
                        Map.entry("multikernel.network.port", 0),
                        Map.entry(
                                "multikernel.network.shared-memory.directory",
                                tier == Tier.SHARED_MEMORY ? "/dev/shm" : ""),
                        Map.entry("multikernel.network.link.message-max", "64KiB")))));
        domain = spawned();
    }

    private Domain<Task> spawned() {
        return kernel.spawn("talk", Task.class, this::create, Cores.all());
    }

    /** Begins anew with a domain that has heard nothing, once every channel of the one before is gone. */
    void renew() throws Exception {
        assertInstanceOf(
                Outcome.Done.class, kernel.kill("talk").toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS));
        for (var one : made) {
            Patience.until("the end of a channel", () -> one.state() == Channel.State.CLOSED);
        }
        made.clear();
        inlets.clear();
        endings.clear();
        heard.values().forEach(BlockingQueue::clear);
        domain = spawned();
    }

    /** @param tier what is to carry its channels to others */
    static TalkingNode first(Path data, String host, Tier tier) {
        return new TalkingNode(data, host, "", tier);
    }

    TalkingNode joined(Path data, String host) throws Exception {
        var at = kernel.clusterAddress().orElseThrow();
        int expected = kernel.view().members().size() + 1;
        var other = new TalkingNode(data, host, at.getHostString() + ":" + at.getPort(), tier);
        Patience.until("all in one view", () -> kernel.view().members().size() == expected);
        return other;
    }

    Multikernel kernel() {
        return kernel;
    }

    String name() {
        return kernel.settings().node();
    }

    private Behavior<Task> create(DispatcherContext context) {
        synchronized (contexts) {
            contexts.put(context.core(), context);
        }
        context.export(Talk.INTERFACE, inlet -> new Ear(context.core(), inlet));
        return Behaviors.receiveMessage(task -> {
            task.work().run();
            return Behaviors.same();
        });
    }

    private final class Ear implements Channel.Receiver<Talk> {

        private final CoreId core;
        private final Inlet inlet;

        Ear(CoreId core, Inlet inlet) {
            this.core = core;
            this.inlet = inlet;
            inlets.add(inlet);
        }

        @Override
        public void received(Talk message) {
            switch (message) {
                case Talk.Word(int number, String _) ->
                    queue(core).add(new Heard(inlet.node() + "/" + inlet.core().index(), number));
                case Talk.Long _ -> {}
                case Talk.Question(long token, int number) -> answer(new Talk.Answer(token, number * number));
                case Talk.Answer(long token, int number) -> stub(core).calls().replied(token, number);
            }
        }

        /** Over a channel of its own, on this core. */
        private void answer(Talk.Answer answer) {
            context(core.index())
                    .connect(inlet.node(), "talk", inlet.core(), Talk.INTERFACE)
                    .thenAccept(back -> {
                        made.add(back);
                        back.trySend(answer);
                    });
        }

        @Override
        public void closed(Channel.Ending why) {
            endings.add(why);
        }
    }

    private Stub<Integer, Integer> stub(CoreId core) {
        return Objects.requireNonNull(stubs.get(core));
    }

    /** A caller on one core, by a channel; to be used there. */
    Stub<Integer, Integer> caller(int core, Channel<Talk> channel) {
        var stub = new Stub<Integer, Integer>(
                4, (token, number) -> channel.trySend(new Talk.Question(token, number)) == Channel.Sent.ACCEPTED);
        stubs.put(CoreId.of(core), stub);
        return stub;
    }

    private BlockingQueue<Heard> queue(CoreId core) {
        return Objects.requireNonNull(heard.get(core));
    }

    /** Runs there and waits for the result. */
    <T> T on(int core, Callable<T> work) throws Exception {
        var done = new CompletableFuture<T>();
        domain.on(CoreId.of(core)).tell(new Task(() -> {
            try {
                done.complete(work.call());
            } catch (Exception | AssertionError failed) {
                done.completeExceptionally(failed);
            }
        }));
        return done.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private DispatcherContext context(int core) {
        synchronized (contexts) {
            return Objects.requireNonNull(contexts.get(CoreId.of(core)));
        }
    }

    /** Once the two gateways have found each other. */
    Channel<Talk> connect(int from, TalkingNode other, int to) throws Exception {
        var found = new CompletableFuture<Channel<Talk>>();
        Patience.until("a link to " + other.name(), () -> {
            var attempt = attempt(from, other.name(), "talk", CoreId.of(to)).handle((channel, refused) -> {
                if (channel != null) {
                    found.complete(channel);
                }
                return channel != null;
            });
            return attempt.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        });
        made.add(found.join());
        return found.join();
    }

    Channel<Talk> connect(int from, String node, String service, CoreId to) throws Exception {
        return attempt(from, node, service, to).get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private CompletableFuture<Channel<Talk>> attempt(int from, String node, String service, CoreId to)
            throws Exception {
        return this.<CompletableFuture<Channel<Talk>>>on(
                from,
                () -> context(from).connect(node, service, to, Talk.INTERFACE).toCompletableFuture());
    }

    void pour(int core, Channel<Talk> channel, int count) throws Exception {
        pourOn(core, channel, 0, count);
    }

    /** Goes on by itself as there is room. */
    void pourOn(int core, Channel<Talk> channel, int first, int end) throws Exception {
        on(core, () -> {
            new Pouring(channel, first, end).go();
            return "";
        });
    }

    /** Waits until so many came in order to a core, all of one sender, and says who that is. */
    String heardFrom(int core, int count) throws Exception {
        var from = "";
        for (var number = 0; number < count; number++) {
            var word = queue(CoreId.of(core)).poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (word == null || word.number() != number || !(from.isEmpty() || from.equals(word.from()))) {
                throw new AssertionError("after " + number + " of " + count + " came " + word);
            }
            from = word.from();
        }
        return from;
    }

    int next(int core) throws Exception {
        return Objects.requireNonNull(queue(CoreId.of(core)).poll(LIMIT_SECONDS, TimeUnit.SECONDS))
                .number();
    }

    /** Wants no more of what comes to a core. */
    void hangUp(int core) throws Exception {
        on(core, () -> {
            inlets.forEach(Inlet::close);
            return "";
        });
    }

    /** How many have come to a core and were not asked for. */
    int heard(int core) {
        return queue(CoreId.of(core)).size();
    }

    Channel.Ending ending() throws Exception {
        return endings.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /** A core that does nothing else until this is closed. */
    HeldUp holdUp(int core) throws Exception {
        var begun = new CountDownLatch(1);
        var over = new CountDownLatch(1);
        domain.on(CoreId.of(core)).tell(new Task(() -> {
            begun.countDown();
            try {
                over.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }));
        begun.await();
        return new HeldUp(over);
    }

    @Override
    public void close() {
        kernel.close();
    }
}
