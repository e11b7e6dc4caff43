package multikernel.service;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import multikernel.domain.BootFailure;
import multikernel.domain.Multikernel;
import multikernel.settings.Settings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node in the foreground: boots it, opens the API, says where everything listens, and stays until the process is told
 * to end. What keeps it from starting leaves as an exception whose message is one line for the user.
 */
public final class NodeRun implements Boot {

    /** The name for it in sysexits.h is a failure that is over when one tries again. */
    private static final int REMOVED = 75;

    private static final Logger LOG = LoggerFactory.getLogger("multikernel");

    private final PrintStream out;
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();

    public NodeRun(PrintStream out) {
        this.out = out;
    }

    @Override
    public int run(@Nullable Path file, Map<String, String> overrides) {
        open(Multikernel.boot(withPort(Settings.load(file, Settings.commandLine(overrides)))));
        return ended.join();
    }

    private void open(Multikernel kernel) {
        var settings = kernel.settings();
        Service service;
        try {
            service = Service.open(
                    kernel.system(),
                    kernel,
                    new HttpSettings(
                            settings.host(),
                            settings.http().port(),
                            kernel.data(),
                            Settings.HOST_DISPATCHER,
                            settings.http().connectionsMax(),
                            settings.http().bodyBytesMax(),
                            settings.knowledge().goalCharactersMax(),
                            settings.http().headerBytesMax(),
                            Duration.ofMillis(settings.http().requestTimeoutMillis()),
                            Duration.ofMillis(settings.http().idleTimeoutMillis())));
        } catch (CannotServe taken) {
            kernel.close();
            throw taken;
        }
        var onSignal = new Thread(() -> stop(kernel, service), "stop");
        Runtime.getRuntime().addShutdownHook(onSignal);
        announce(kernel, service);
        kernel.removed().thenAccept(NodeRun::endAtOnce);
    }

    /**
     * A node that the others have removed answers nobody any more, and drains nothing: what it had is theirs. It ends
     * with a status of its own, so that whoever watches it knows to start it again.
     */
    private static void endAtOnce(String reason) {
        LOG.error("{}", reason);
        System.err.println("multikernel: " + reason);
        System.err.flush();
        Runtime.getRuntime().halt(REMOVED);
    }

    /** SIGTERM or Ctrl-C: a node that has drained has done what it was told, so the process ends with 0. */
    private void stop(Multikernel kernel, Service service) {
        try {
            LOG.info("draining");
            var closed = service.close(
                    Duration.ofMillis(Math.max(1, kernel.settings().drainTimeoutMillis())));
            kernel.close();
            closed.toCompletableFuture().getNow(null);
            LOG.info("ended");
            Runtime.getRuntime().halt(0);
        } catch (RuntimeException failure) {
            LOG.error("could not drain", failure);
            Runtime.getRuntime().halt(1);
        }
    }

    private void announce(Multikernel kernel, Service service) {
        for (var core : kernel.cores()) {
            var cpu = core.cpu() < 0 ? "no CPU of its own" : "CPU " + core.cpu();
            out.println(core.id() + " " + core.state().word() + ", " + cpu + ", "
                    + core.pinned().word());
        }
        var ready = new StringBuilder("ready node=" + kernel.settings().node());
        append(ready, "http", service.address());
        kernel.listening().forEach((domain, address) -> append(ready, domain, address));
        kernel.clusterAddress().ifPresent(address -> append(ready, "cluster", address));
        kernel.metricsPort()
                .ifPresent(port -> append(
                        ready,
                        "metrics",
                        new InetSocketAddress(service.address().getAddress(), port)));
        out.println(ready.append(" data=").append(kernel.data()));
        out.flush();
    }

    private static void append(StringBuilder line, String name, InetSocketAddress address) {
        var host = address.getAddress().getHostAddress();
        var literal = host.indexOf(':') < 0 ? host : "[" + host + "]";
        line.append(' ').append(name).append('=').append(literal).append(':').append(address.getPort());
    }

    /**
     * The data directory carries the port's number in its name, so a port that is to be any free one is chosen first.
     */
    private static Config withPort(Config config) {
        var settings = Settings.of(config);
        if (settings.http().port() != 0) {
            return config;
        }
        try (var probe = new ServerSocket(0, 1, InetAddress.getByName(settings.host()))) {
            return ConfigFactory.parseMap(Map.of("multikernel.http.port", probe.getLocalPort()), "a free port")
                    .withFallback(config);
        } catch (IOException none) {
            throw new BootFailure(
                    "multikernel.http.port = 0: no free port on " + settings.host() + ": " + none.getMessage());
        }
    }
}
