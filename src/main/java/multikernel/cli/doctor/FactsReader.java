package multikernel.cli.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import multikernel.base.Pinning;
import multikernel.hardware.Machine;
import multikernel.hardware.ThreadMask;
import multikernel.settings.DataDirectory;
import multikernel.settings.Settings;

/** Reads the facts of this machine, or of one whose files were recorded. */
public final class FactsReader {

    private static final String CPUFREQ = "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor";
    private static final String CLOCK = "sys/devices/system/clocksource/clocksource0/";

    private final Path root;
    private final Settings settings;

    /** @param root of the file system */
    public FactsReader(Path root, Settings settings) {
        this.root = root;
        this.settings = settings;
    }

    /** @param data for a node whose settings do not say: derived of this environment */
    public Facts read(Map<String, String> environment) {
        var machine = Machine.probe();
        return new Facts(
                settings,
                Runtime.version().feature(),
                machine.cpus(),
                text("sys/fs/cgroup/cpu.max"),
                pinning(machine),
                text("sys/kernel/mm/transparent_hugepage/enabled"),
                text(CLOCK + "current_clocksource"),
                text(CLOCK + "available_clocksource"),
                text(CPUFREQ),
                text("proc/sys/net/ipv4/tcp_migrate_req"),
                text("proc/self/limits"),
                text("proc/meminfo"),
                sharedMemoryBytes(),
                dataProblem(environment),
                taken());
    }

    private String text(String file) {
        try {
            return Files.readString(root.resolve(file)).strip();
        } catch (IOException notThere) {
            return "";
        }
    }

    /** On a thread that is not used for anything else. */
    private static Pinning pinning(Machine machine) {
        var found = new CompletableFuture<Pinning>();
        var allowed = machine.allowed();
        var cpu = allowed.isEmpty() ? -1 : allowed.getFirst().number();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                found.complete(ThreadMask.pinCurrentThread(cpu));
            } catch (RuntimeException | LinkageError refused) {
                found.completeExceptionally(refused);
            }
        });
        return found.exceptionally(refused -> Pinning.UNSUPPORTED).join();
    }

    private OptionalLong sharedMemoryBytes() {
        var directory = settings.network().sharedMemory().directory();
        if (directory.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Files.getFileStore(Path.of(directory)).getUsableSpace());
        } catch (IOException notThere) {
            return OptionalLong.empty();
        }
    }

    /** Nothing is made: the nearest directory above that exists must be one that may be written to. */
    private String dataProblem(Map<String, String> environment) {
        var data = settings.data().isEmpty()
                ? DataDirectory.of(environment, settings.host(), settings.http().port())
                : Path.of(settings.data());
        var existing = data.toAbsolutePath();
        while (existing.getParent() != null && Files.notExists(existing)) {
            existing = existing.getParent();
        }
        return Files.isDirectory(existing) && Files.isWritable(existing) ? "" : existing + " may not be written to";
    }

    private Map<String, String> taken() {
        var taken = new LinkedHashMap<String, String>();
        ports(settings).forEach((key, port) -> {
            var host = key.startsWith("multikernel.cluster") ? clusterHost() : settings.host();
            try (var probe = new ServerSocket()) {
                probe.setReuseAddress(true);
                probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            } catch (IOException refused) {
                taken.put(key, port + " on " + host + " (" + refused.getMessage() + ")");
            }
        });
        return taken;
    }

    private String clusterHost() {
        var host = settings.cluster().host();
        return host.isEmpty() ? settings.host() : host;
    }

    /** Those that a node would open; 0 is any that is free. */
    static Map<String, Integer> ports(Settings settings) {
        var ports = new LinkedHashMap<String, Integer>();
        ports.put("multikernel.http.port", settings.http().port());
        if (settings.metrics().enabled()) {
            ports.put("multikernel.metrics.port", settings.metrics().port());
        }
        if (settings.cluster().enabled()) {
            ports.put("multikernel.cluster.port", settings.cluster().port());
            ports.put("multikernel.network.port", settings.network().port());
        }
        for (var plan : settings.domains()) {
            if (plan.kind().equals("web")) {
                ports.put("multikernel.web.port", settings.webPort());
            } else if (plan.kind().equals("store")) {
                ports.put("multikernel.store.port", settings.storePort());
            }
        }
        ports.values().removeIf(port -> port == 0);
        return ports;
    }
}
