package multikernel.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the block {@code multikernel} says, checked; what each key means stands in {@code reference.conf}.
 *
 * @param data where the user wants the node's data; empty to derive it with {@link DataDirectory}
 * @param source the whole configuration that this was read from, resolved: what an actor system and Kamon are given
 */
public record Settings(
        String node,
        CoresSetting cores,
        String host,
        String data,
        boolean faultInjection,
        Messages messages,
        Http http,
        int webPort,
        int storePort,
        Metrics metrics,
        ClusterSettings cluster,
        NetworkSettings network,
        long startTimeoutMillis,
        long drainTimeoutMillis,
        DispatcherSettings dispatcher,
        Liveness liveness,
        Agreement agreement,
        MemorySettings memory,
        TraceSettings trace,
        HardwareSettings hardware,
        KnowledgeSettings knowledge,
        GroupSettings groups,
        List<DomainPlan> domains,
        Config source) {

    /** Names of blocks that Akka looks up in {@link #source()}. */
    public static final String HOST_DISPATCHER = "multikernel.host-dispatcher";

    public static final String CLUSTER_DISPATCHER = "multikernel.cluster-dispatcher";

    public static final String CORE_DISPATCHER = "multikernel.core-dispatcher";

    static final String LOOPBACK = "localhost|::1|127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}";

    /** What happens to messages of an application that are not deeply immutable. */
    public enum Messages {
        STRICT,
        WARN
    }

    public record Http(
            int port,
            int connectionsMax,
            int bodyBytesMax,
            int headerBytesMax,
            long requestTimeoutMillis,
            long idleTimeoutMillis) {}

    public record Metrics(boolean enabled, int port, long intervalMillis, int channelsMax) {}

    public record Liveness(
            long intervalMillis,
            long stuckAfterMillis,
            int restartsMax,
            long restartsWindowMillis,
            long departureMillis) {}

    public record Agreement(long timeoutMillis, int pendingMax, int domainsMax, int recentMax, int heldMax) {}

    /**
     * The configuration in its layers, resolved.
     *
     * @param file the user's, or null for none
     * @param overrides what stands above the file
     * @throws BadSetting if the file is not there, not readable or not HOCON
     */
    public static Config load(@Nullable Path file, Config overrides) {
        return Layers.of(file, overrides);
    }

    /** What was said on the command line, {@code key=value}, as a layer that errors can name. */
    public static Config commandLine(Map<String, String> values) {
        try {
            return ConfigFactory.parseMap(values, "command line");
        } catch (ConfigException unreadable) {
            throw BadSetting.unreadable(unreadable);
        }
    }

    /**
     * Reads and checks everything.
     *
     * @param config resolved, with every {@code reference.conf} below it
     * @throws BadSetting at the first thing that no node can start with
     */
    public static Settings of(Config config) {
        var section = Section.at(config, "multikernel");
        var settings = read(section, config);
        section.close();
        Limits.all(config, settings);
        return settings;
    }

    /** The same of a file and what stands above it, for who has no use for the configuration itself. */
    public static Settings of(@Nullable Path file, Map<String, String> overrides) {
        return of(load(file, commandLine(overrides)));
    }

    /** Checks what depends on the number of cores, for a node that was told {@code cores = auto}. */
    public void check(int coresOfNode) {
        Limits.cores(source, this, coresOfNode);
    }

    private static Settings read(Section section, Config config) {
        blocks(section);
        return new Settings(
                section.text("node", "[A-Za-z0-9]([A-Za-z0-9._-]{0,62})", "1 to 63 letters, digits, dots, - and _"),
                CoresSetting.read(section, "cores"),
                section.text("host", LOOPBACK, "a loopback address: 127.x.y.z, ::1 or localhost"),
                section.text("data", "[^\\p{Cntrl}]{0,4096}", "the path of a directory, or \"\" to derive it"),
                section.flag("fault-injection"),
                section.constant("messages", Messages.class),
                http(section.section("http")),
                port(section.section("web")),
                port(section.section("store")),
                metrics(section.section("metrics")),
                ClusterSettings.read(section.section("cluster")),
                NetworkSettings.read(section.section("network")),
                section.millis("start-timeout", 1_000, 600_000),
                section.millis("drain-timeout", 0, 60_000),
                DispatcherSettings.read(section.section("dispatcher")),
                liveness(section.section("liveness")),
                agreement(section.section("agreement")),
                MemorySettings.read(section.section("memory")),
                TraceSettings.read(section.section("trace")),
                HardwareSettings.read(section.section("hardware")),
                KnowledgeSettings.read(section.section("knowledge")),
                GroupSettings.read(section.section("groups")),
                section.blocks("domains", DomainPlan::read),
                config);
    }

    /** Blocks that Akka reads by their names; ours are those keys that name our classes. */
    private static void blocks(Section section) {
        section.block("host-dispatcher");
        section.block("cluster-dispatcher");
        var core = section.section("core-dispatcher");
        core.text("type", "multikernel\\.runtime\\.CoreDispatcherConfigurator", "the name of our configurator");
        CoreSelection.read(core, "cores");
        core.flag("pin");
        core.close();
        var mailbox = section.section("mailbox");
        mailbox.text("mailbox-type", "multikernel\\.runtime\\.UrpcMailbox", "the name of our mailbox");
        mailbox.close();
    }

    private static Http http(Section section) {
        var http = new Http(
                section.port("port"),
                section.whole("connections-max", 1, 65_536),
                (int) section.bytes("body-max", 1024, 16 << 20),
                (int) section.bytes("header-max", 1024, 1 << 20),
                section.millis("request-timeout", 1, 600_000),
                section.millis("idle-timeout", 1, 3_600_000));
        section.close();
        return http;
    }

    private static int port(Section section) {
        var port = section.port("port");
        section.close();
        return port;
    }

    private static Metrics metrics(Section section) {
        var metrics = new Metrics(
                section.flag("enabled"),
                section.port("port"),
                section.millis("interval", 100, 60_000),
                section.whole("channels-max", 1, 1 << 16));
        section.close();
        return metrics;
    }

    private static Liveness liveness(Section section) {
        var liveness = new Liveness(
                section.millis("interval", 1, 1_000),
                section.millis("stuck-after", 1, 1_000),
                section.whole("restarts-max", 0, 1_000),
                section.millis("restarts-window", 1_000, 86_400_000),
                section.millis("departure-timeout", 100, 600_000));
        section.close();
        return liveness;
    }

    private static Agreement agreement(Section section) {
        var agreement = new Agreement(
                section.millis("timeout", 10, 600_000),
                section.whole("pending-max", 1, 1 << 20),
                section.whole("domains-max", 1, 1 << 20),
                section.whole("recent-max", 1, 1 << 20),
                section.whole("held-max", 1, 1 << 20));
        section.close();
        return agreement;
    }
}
