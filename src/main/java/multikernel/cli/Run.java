package multikernel.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import multikernel.service.Boot;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        description = {
            "Runs a node in the foreground.",
            "Prints one line for each core, and then 'ready' with the addresses where it listens. SIGTERM or Ctrl-C"
                    + " ends it: it answers what it has begun and exits with 0."
        },
        footer = {
            "",
            "Options win over -D, -D over the file, the file over the defaults.",
            "",
            "Examples:",
            "  multikernel run --config conf/multikernel.conf",
            "  multikernel run --cores 4 --ports-from 9000 --data node",
            "  multikernel run --ports-from 0 -Dmultikernel.fault-injection=on"
        })
final class Run implements Callable<Integer> {

    private static final int PORT_MAX = 65_535;

    /** In the order of their ports after --ports-from. */
    private static final List<String> LISTENERS = List.of("http", "web", "store", "metrics", "cluster", "network");

    private final Boot boot;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "A configuration file, laid over the defaults.")
    private @Nullable Path file;

    @Option(
            names = "--cores",
            paramLabel = "N",
            description = "How many cores, or 'auto' for the CPUs allowed, less one from four up. More than there are"
                    + " CPUs are virtual cores.")
    private @Nullable String cores;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The loopback address of every listener: 127.0.0.1, 127.0.0.2 and 127.0.0.3 run three nodes"
                    + " on the same ports.")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "N", description = "The port of the HTTP API; 0 for any free one.")
    private @Nullable Integer port;

    @Option(
            names = "--ports-from",
            paramLabel = "N",
            description = "Consecutive ports: HTTP N, web N+1, store N+2, metrics N+3, cluster N+4,"
                    + " links between nodes N+5; 0 for any free ones, which the 'ready' line names.")
    private @Nullable Integer portsFrom;

    @Option(names = "--data", paramLabel = "DIR", description = "The directory where the node keeps what it writes.")
    private @Nullable Path data;

    @Option(names = "-D", paramLabel = "KEY=VALUE", description = "Any key: -Dmultikernel.node=one.")
    private Map<String, String> properties = new LinkedHashMap<>();

    Run(Boot boot) {
        this.boot = boot;
    }

    @Override
    public Integer call() {
        var overrides = new LinkedHashMap<>(properties);
        overrides.putAll(options());
        return boot.run(file, overrides);
    }

    /** Every option that was given, under the key that it stands for. */
    private Map<String, String> options() {
        var keys = new LinkedHashMap<String, String>();
        if (cores != null) {
            if (!cores.matches("auto|[1-9][0-9]{0,5}")) {
                throw wrong("--cores must be 'auto' or a number from 1 on, not " + cores);
            }
            keys.put("multikernel.cores", cores);
        }
        if (host != null) {
            keys.put("multikernel.host", host);
        }
        if (portsFrom != null) {
            keys.putAll(ports(checked("--ports-from", portsFrom, PORT_MAX - LISTENERS.size() + 1)));
        }
        if (port != null) {
            keys.put("multikernel.http.port", Integer.toString(checked("--port", port, PORT_MAX)));
        }
        if (data != null) {
            keys.put("multikernel.data", data.toString());
        }
        return keys;
    }

    private static Map<String, String> ports(int first) {
        int step = first == 0 ? 0 : 1;
        var ports = new LinkedHashMap<String, String>();
        for (var listener : LISTENERS) {
            ports.put("multikernel." + listener + ".port", Integer.toString(first + step * ports.size()));
        }
        return ports;
    }

    private int checked(String option, int port, int max) {
        if (port < 0 || port > max) {
            throw wrong(option + " must be 0 to " + max + ", not " + port);
        }
        return port;
    }

    private ParameterException wrong(String line) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), line);
    }
}
