package multikernel.service;

import akka.actor.typed.Behavior;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import multikernel.base.ChannelReading;
import multikernel.base.CoreId;
import multikernel.base.CoreReading;
import multikernel.base.CountReading;
import multikernel.base.DomainReading;
import multikernel.base.DomainSpec;
import multikernel.base.Event;
import multikernel.base.GroupPlace;
import multikernel.base.GroupReading;
import multikernel.base.MemberReading;
import multikernel.base.NodeReading;
import multikernel.base.NodeState;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Plane;
import multikernel.base.Refusal;
import multikernel.base.RoundReading;
import multikernel.base.Tier;
import multikernel.domain.Kernel;
import multikernel.domain.Kind;
import multikernel.domain.Setting;
import multikernel.runtime.DispatcherContext;

/** A kernel of two cores that does what it is asked and remembers it, and can be told to answer otherwise. */
public final class FakeKernel implements Kernel {
    public final Map<String, DomainReading> domains = new ConcurrentSkipListMap<>();
    public final ConcurrentLinkedQueue<DomainSpec> asked = new ConcurrentLinkedQueue<>();
    public final ConcurrentLinkedQueue<String> orders = new ConcurrentLinkedQueue<>();
    public final CopyOnWriteArrayList<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
    public final FakeMemory memory = new FakeMemory();
    public final FakeTraces traces = new FakeTraces();
    public final FakeKnowledge knowledge = new FakeKnowledge();
    public volatile String unready = "";
    public volatile List<CoreReading> cores = FakeReadings.twoCores();
    public volatile List<ChannelReading> channels = threeChannels();
    public volatile List<MemberReading> members = twoMembers();
    public volatile CountReading counts = FakeReadings.counts();

    /** How often the channels were looked at. */
    public final AtomicInteger looks = new AtomicInteger();

    /** Instead of spawning or killing: what the kernel says to this name. */
    public volatile Function<String, CompletionStage<Outcome>> answer = this::unset;

    private CompletionStage<Outcome> unset(String name) {
        return CompletableFuture.completedStage(done());
    }

    private static Outcome done() {
        return new Outcome.Done(new OperationId(CoreId.of(1), 2, 7), 42);
    }

    public void refuse(Refusal refusal, String detail) {
        answer = name -> CompletableFuture.completedStage(new Outcome.Refused(refusal, detail));
    }

    public void publish(Event event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    @Override
    public FakeKnowledge knowledge() {
        return knowledge;
    }

    @Override
    public NodeReading status() {
        return new NodeReading("node-1", "0.1.0-SNAPSHOT", 2, 1, domains.size(), 1, 3_723_004, 5);
    }

    @Override
    public List<MemberReading> nodes() {
        return members;
    }

    private static List<MemberReading> twoMembers() {
        return List.of(
                new MemberReading("node-1", "127.0.0.1:25520", NodeState.UP, 1, 2, 1_795_000_000_000L),
                new MemberReading("node-2", "127.0.0.2:25520", NodeState.UNREACHABLE, 3, 4, 1_795_000_001_000L));
    }

    @Override
    public List<CoreReading> cores() {
        return cores;
    }

    @Override
    public CountReading counts() {
        return counts;
    }

    @Override
    public List<GroupReading> groups() {
        var waits = new RoundReading(
                "barrier",
                "loaded",
                3,
                false,
                2_000_000,
                List.of(CoreId.of(1)),
                List.of(new GroupPlace("node-2", CoreId.of(0))));
        var elsewhere = List.of(new GroupPlace("bee", CoreId.of(0)), new GroupPlace("bee", CoreId.of(1)));
        var owes = new RoundReading("barrier", "loaded", 3, true, 0, List.of(), List.of());
        return List.of(
                new GroupReading("site", "node-1", CoreId.of(0), 30, 4, 34, 0, 2, 0, List.of(waits), elsewhere),
                new GroupReading("site", "node-1", CoreId.of(1), 0, 0, 20, 10, 0, 1, List.of(owes), List.of()));
    }

    @Override
    public List<ChannelReading> channels() {
        looks.incrementAndGet();
        return channels;
    }

    private static List<ChannelReading> threeChannels() {
        return List.of(
                new ChannelReading(CoreId.of(0), CoreId.of(1), Tier.URPC, Plane.CONTROL, 64, 0, 1000, 1000, 2, 0),
                new ChannelReading(CoreId.of(1), CoreId.of(0), Tier.SHARED_MEMORY, Plane.DATA, 1024, 17, 99, 82, 0, 3),
                new ChannelReading(CoreId.of(1), CoreId.of(2), Tier.NETWORK, Plane.DATA, 256, 0, 7, 7, 0, 0, "bee"));
    }

    @Override
    public List<DomainReading> domains() {
        return List.copyOf(domains.values());
    }

    @Override
    public List<Kind> kinds() {
        return List.of(new Kind() {
            @Override
            public String name() {
                return "web";
            }

            @Override
            public List<Setting> settings() {
                return List.of(new Setting("root", "www", "directory that is served"));
            }

            @Override
            public Behavior<?> create(DispatcherContext context) {
                throw new UnsupportedOperationException("nothing is started here");
            }
        });
    }

    @Override
    public String unreadyReason() {
        return unready;
    }

    @Override
    public CompletionStage<Outcome> spawn(DomainSpec spec) {
        asked.add(spec);
        return answer.apply(spec.name()).thenApply(outcome -> {
            if (outcome instanceof Outcome.Done) {
                var cores = spec.cores().stream().map(CoreId::index).toList();
                var reading =
                        new DomainReading(spec.name(), spec.kind(), cores, spec.shards(), "running", spec.settings());
                domains.put(spec.name(), reading);
            }
            return outcome;
        });
    }

    @Override
    public CompletionStage<Outcome> kill(String domain) {
        return answer.apply(domain).thenApply(outcome -> {
            if (outcome instanceof Outcome.Done) {
                domains.remove(domain);
            }
            return outcome;
        });
    }

    @Override
    public CompletionStage<Outcome> span(String domain, List<CoreId> cores) {
        orders.add("span " + domain + " " + cores);
        return answer.apply(domain);
    }

    @Override
    public CompletionStage<Optional<Outcome.Refused>> offline(CoreId core) {
        return ordered("offline", core);
    }

    @Override
    public CompletionStage<Optional<Outcome.Refused>> online(CoreId core) {
        return ordered("online", core);
    }

    private CompletionStage<Optional<Outcome.Refused>> ordered(String what, CoreId core) {
        orders.add(what + " " + core.index());
        return answer.apply(what)
                .thenApply(outcome ->
                        outcome instanceof Outcome.Refused refused ? Optional.of(refused) : Optional.empty());
    }

    @Override
    public FakeMemory memory() {
        return memory;
    }

    @Override
    public FakeTraces traces() {
        return traces;
    }

    @Override
    public AutoCloseable onEvent(Consumer<Event> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
