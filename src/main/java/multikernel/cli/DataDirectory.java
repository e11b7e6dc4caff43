package multikernel.cli;

import java.nio.file.Path;
import java.util.Map;

/** Where a node keeps its data unless told otherwise: {@code multikernel/HOST-PORT}, by its HTTP address. */
final class DataDirectory {

    private DataDirectory() {}

    static Path of(Map<String, String> environment, String host, int port) {
        var explicit = environment.getOrDefault("MULTIKERNEL_DATA", "");
        if (!explicit.isEmpty()) {
            return Path.of(explicit);
        }
        var state = environment.getOrDefault("XDG_STATE_HOME", "");
        var home = environment.getOrDefault("HOME", "");
        // The XDG rules: a path that is not absolute is to be ignored.
        var base = state.startsWith("/") ? Path.of(state) : Path.of(home, ".local", "state");
        var bare = host.replace("[", "").replace("]", "").replace(':', '_');
        return base.resolve("multikernel").resolve((bare.equals("localhost") ? "127.0.0.1" : bare) + "-" + port);
    }
}
