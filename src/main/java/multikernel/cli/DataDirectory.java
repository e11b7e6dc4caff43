package multikernel.cli;

import java.nio.file.Path;
import java.util.Map;

/** Where a node keeps its data unless told otherwise: {@code STATE/multikernel/HOST-PORT}, by its HTTP address. */
final class DataDirectory {

    private DataDirectory() {}

    static Path of(Map<String, String> environment, String host, int port) {
        var state = environment.getOrDefault("XDG_STATE_HOME", "");
        var home = environment.getOrDefault("HOME", "");
        var base = state.isEmpty() ? Path.of(home, ".local", "state") : Path.of(state);
        var name = host.equalsIgnoreCase("localhost") ? "127.0.0.1" : unbracketed(host);
        return base.resolve("multikernel").resolve(name + "-" + port);
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
