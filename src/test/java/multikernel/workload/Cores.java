package multikernel.workload;

import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.DispatcherSelector;
import com.typesafe.config.ConfigFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import multikernel.base.CoreId;
import multikernel.domain.Kind;

/** Two cores, each a thread, on which domains can be spawned. */
final class Cores implements AutoCloseable {

    static final CoreId FIRST = CoreId.of(0);
    static final CoreId SECOND = CoreId.of(1);

    private static final String DISPATCHER = """
        { type = Dispatcher, throughput = 1, shutdown-timeout = 100 ms,
          executor = "multikernel.workload.CoreThreadConfigurator" }
        """;

    final ActorTestKit kit = ActorTestKit.create(
            "cores",
            ConfigFactory.parseString(
                            "core-0 = " + DISPATCHER + "\ncore-1 = " + DISPATCHER + "\nakka.loglevel = WARNING")
                    .withFallback(ConfigFactory.load()));
    final Board board = new Board();
    private final Map<String, ActorRef<?>> spawned = new HashMap<>();
    private final Path data;

    Cores(Path data) {
        this.data = data;
    }

    /** Starts one dispatcher, on a domain of the given cores. */
    Board.Context spawn(Kind kind, String domain, List<CoreId> cores, CoreId core, Map<String, String> settings) {
        var context = board.context(domain, cores, core, settings, data);
        var dispatcher = kit.spawn(
                kind.create(context).<Object>unsafeCast(),
                domain + "-" + core.index() + "-" + spawned.size(),
                on(core));
        spawned.put(domain + "-" + core.index(), dispatcher);
        board.put(domain, core, dispatcher);
        return context;
    }

    Board.Context web(Map<String, String> settings) {
        var all = new HashMap<>(Map.of("port", "0"));
        all.putAll(settings);
        return spawn(new WebKind(), "web", List.of(FIRST), FIRST, all);
    }

    Board.Context database(CoreId core) {
        return spawn(new DatabaseKind(), "database", List.of(core), core, Map.of("items", "100"));
    }

    /** An actor of the test's own in a domain's place. */
    void place(String domain, CoreId core, ActorRef<?> dispatcher) {
        board.put(domain, core, dispatcher);
    }

    void stop(String domain, CoreId core) {
        board.remove(domain, core);
        kit.stop(spawned.get(domain + "-" + core.index()));
    }

    static DispatcherSelector on(CoreId core) {
        return DispatcherSelector.fromConfig("core-" + core.index());
    }

    static RawClient client(Board.Context web) throws Exception {
        return new RawClient(address(web));
    }

    static InetSocketAddress address(Board.Context web) throws Exception {
        var address = web.listening.get(20, TimeUnit.SECONDS);
        assertTrue(web.announced, "whoever waits for the domain was not told to wait for this");
        return address;
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
    }
}
