package multikernel.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import java.util.HashMap;
import java.util.LinkedHashMap;
import multikernel.link.LinkLimits;

/** What must hold between two settings. Each refusal names both, with where they were written. */
final class Limits {

    /** Promised to users: a core that stands still is seen within it. */
    private static final long STUCK_SEEN_WITHIN_MILLIS = 1000;

    private static final int STUCK_SAMPLES_MIN = 3;

    private static final String TLS = "multikernel.network.tls.";

    private static final String LINK = "multikernel.network.link.";

    private static final String LANES_MEMORY_MAX = "multikernel.dispatcher.lanes-memory-max";

    private Limits() {}

    static void all(Config config, Settings settings) {
        dispatcher(config, settings.dispatcher());
        groups(config, settings);
        liveness(config, settings.liveness());
        memory(config, settings);
        http(config, settings);
        ports(config, settings);
        network(config, settings.network().link());
        tls(config, settings);
        returning(config, settings);
        domains(config, settings);
        settings.cores().count().ifPresent(cores -> cores(config, settings, cores));
    }

    static void dispatcher(Config config, DispatcherSettings settings) {
        if (settings.parkedPerSenderMax() > settings.parkedPerCoreMax()) {
            throw contradiction(
                    config,
                    "multikernel.dispatcher.parked-per-sender-max",
                    "at most",
                    "multikernel.dispatcher.parked-per-core-max");
        }
    }

    /** A member's mailbox has room for others than one group. */
    private static void groups(Config config, Settings settings) {
        if (settings.groups().mailboxMax() > settings.dispatcher().mailboxCapacity()) {
            throw contradiction(
                    config, "multikernel.groups.mailbox-max", "at most", "multikernel.dispatcher.mailbox-capacity");
        }
    }

    /** What only the number of cores can show; with {@code cores = auto} that comes from the hardware. */
    static void cores(Config config, Settings settings, int cores) {
        var needed = settings.dispatcher().lanesMemoryBytes(cores);
        if (needed > settings.dispatcher().lanesMemoryBytesMax()) {
            throw BadSetting.of(
                    LANES_MEMORY_MAX,
                    value(config, LANES_MEMORY_MAX),
                    "at least " + needed + "B for " + cores + " cores, as " + shown(config, "multikernel.cores")
                            + " and " + shown(config, "multikernel.dispatcher.lane-capacity") + " want",
                    "raise it, or take fewer cores or smaller lanes");
        }
        regionOf(config, settings, cores);
        buffersOf(config, settings, cores);
        for (var i = 0; i < settings.domains().size(); i++) {
            if (settings.domains().get(i).cores().among(cores).isEmpty()) {
                throw BadSetting.of(
                        "multikernel.domains",
                        config.getList("multikernel.domains").get(i),
                        "cores from 0 to " + (cores - 1) + ", because the node has " + cores,
                        "change the cores of domain "
                                + settings.domains().get(i).name());
            }
        }
    }

    private static void regionOf(Config config, Settings settings, int cores) {
        var region = "multikernel.memory.region";
        var needed = cores * MemorySettings.CORE_BYTES_MIN;
        if (settings.memory().regionBytes() < needed) {
            throw BadSetting.of(
                    region,
                    value(config, region),
                    "at least " + needed + "B for " + cores + " cores, as " + shown(config, "multikernel.cores")
                            + " wants",
                    "raise it, or take fewer cores");
        }
    }

    private static void buffersOf(Config config, Settings settings, int cores) {
        var max = "multikernel.trace.memory-max";
        var needed = cores * settings.trace().bufferBytes();
        if (needed > settings.trace().memoryBytesMax()) {
            throw BadSetting.of(
                    max,
                    value(config, max),
                    "at least " + needed + "B for " + cores + " cores, as " + shown(config, "multikernel.cores")
                            + " and " + shown(config, "multikernel.trace.buffer") + " want",
                    "raise it, or take smaller buffers");
        }
    }

    private static void memory(Config config, Settings settings) {
        if (settings.memory().commitsMax() < settings.agreement().pendingMax()) {
            throw contradiction(
                    config, "multikernel.memory.commits-max", "at least", "multikernel.agreement.pending-max");
        }
        if (settings.memory().holderTimeoutMillis() >= settings.agreement().timeoutMillis()) {
            throw contradiction(
                    config, "multikernel.memory.holder-timeout", "shorter than", "multikernel.agreement.timeout");
        }
    }

    private static void liveness(Config config, Settings.Liveness liveness) {
        var stuckAfter = "multikernel.liveness.stuck-after";
        var interval = "multikernel.liveness.interval";
        if (liveness.stuckAfterMillis() < STUCK_SAMPLES_MIN * liveness.intervalMillis()) {
            throw contradiction(config, stuckAfter, "at least " + STUCK_SAMPLES_MIN + " times", interval);
        }
        if (liveness.stuckAfterMillis() + liveness.intervalMillis() > STUCK_SEEN_WITHIN_MILLIS) {
            throw contradiction(
                    config, stuckAfter, "at most " + STUCK_SEEN_WITHIN_MILLIS + "ms together with", interval);
        }
    }

    private static void http(Config config, Settings settings) {
        var request = "multikernel.http.request-timeout";
        if (settings.http().requestTimeoutMillis() <= settings.agreement().timeoutMillis()) {
            throw contradiction(config, request, "longer than", "multikernel.agreement.timeout");
        }
        if (settings.http().idleTimeoutMillis() < settings.http().requestTimeoutMillis()) {
            throw contradiction(config, "multikernel.http.idle-timeout", "at least", request);
        }
    }

    private static void ports(Config config, Settings settings) {
        var ports = new LinkedHashMap<String, Integer>();
        ports.put("multikernel.http.port", settings.http().port());
        ports.put("multikernel.web.port", settings.webPort());
        ports.put("multikernel.store.port", settings.storePort());
        if (settings.metrics().enabled()) {
            ports.put("multikernel.metrics.port", settings.metrics().port());
        }
        ports.put("multikernel.cluster.port", settings.cluster().port());
        ports.put("multikernel.network.port", settings.network().port());
        var taken = new HashMap<Integer, String>();
        ports.forEach((key, port) -> {
            var other = port == 0 ? null : taken.putIfAbsent(port, key);
            if (other != null) {
                throw contradiction(config, key, "a port other than", other);
            }
        });
    }

    private static void network(Config config, NetworkSettings.Link link) {
        if (link.keptBytesMax() < 2L * link.messageBytesMax()) {
            throw contradiction(config, LINK + "kept-max", "at least twice", LINK + "message-max");
        }
        if (link.silentMillis() < LinkLimits.SILENT_ALIVES_MIN * link.aliveMillis()) {
            throw contradiction(
                    config, LINK + "silent", "at least " + LinkLimits.SILENT_ALIVES_MIN + " times", LINK + "alive");
        }
        if (link.redialMillisMax() < link.redialMillisMin()) {
            throw contradiction(config, LINK + "redial-max", "at least", LINK + "redial-min");
        }
    }

    /** The three go together, and what is said beyond this machine is said under them. */
    private static void tls(Config config, Settings settings) {
        var tls = settings.network().tls();
        var paths = new LinkedHashMap<String, String>();
        paths.put(TLS + "key-store", tls.keyStore());
        paths.put(TLS + "trust-store", tls.trustStore());
        paths.put(TLS + "password-file", tls.passwordFile());
        var said = paths.entrySet().stream()
                .filter(path -> !path.getValue().isEmpty())
                .map(path -> shown(config, path.getKey()))
                .findFirst();
        paths.forEach((key, path) -> {
            if (said.isPresent() && path.isEmpty()) {
                throw BadSetting.of(
                        key,
                        value(config, key),
                        "a path, as with " + said.get(),
                        "set all three of the block, or none");
            }
        });
        var host = "multikernel.cluster.host";
        if (settings.cluster().enabled()
                && said.isEmpty()
                && !settings.cluster().isOnLoopback()) {
            throw BadSetting.of(
                    host,
                    value(config, host),
                    "a loopback address unless " + TLS + "key-store, trust-store and password-file are set",
                    "set these, so that nodes prove who they are, or stay on loopback");
        }
    }

    /** Who looks for the others begins a cluster only after it, and must not have given up by then. */
    private static void returning(Config config, Settings settings) {
        if (settings.cluster().enabled() && settings.cluster().returnTimeoutMillis() >= settings.startTimeoutMillis()) {
            throw contradiction(
                    config, "multikernel.cluster.return-timeout", "shorter than", "multikernel.start-timeout");
        }
    }

    private static void domains(Config config, Settings settings) {
        var names = new HashMap<String, ConfigValue>();
        for (var i = 0; i < settings.domains().size(); i++) {
            var name = settings.domains().get(i).name();
            var value = config.getList("multikernel.domains").get(i);
            var other = names.putIfAbsent(name, value);
            if (other != null) {
                throw BadSetting.of(
                        "multikernel.domains",
                        value,
                        "each name once, and " + name + " is also at " + BadSetting.place(other.origin()),
                        "rename one of the two");
            }
        }
        var max = "multikernel.agreement.domains-max";
        if (settings.domains().size() > settings.agreement().domainsMax()) {
            throw BadSetting.of(
                    max,
                    value(config, max),
                    "at least the " + settings.domains().size() + " that multikernel.domains lists",
                    "raise it");
        }
    }

    private static BadSetting contradiction(Config config, String key, String relation, String other) {
        return BadSetting.of(key, value(config, key), relation + " " + shown(config, other), "change one of the two");
    }

    private static String shown(Config config, String key) {
        return BadSetting.shown(key, value(config, key));
    }

    private static ConfigValue value(Config config, String key) {
        return config.getValue(key);
    }
}
