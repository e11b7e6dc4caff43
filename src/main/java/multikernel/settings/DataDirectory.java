package multikernel.settings;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where a node keeps what outlives it, and where the command line finds that node's token: both derive it from the same
 * three things.
 */
public final class DataDirectory {

    private DataDirectory() {}

    /**
     * {@code MULTIKERNEL_DATA} if set, else {@code multikernel/HOST-PORT} under the place that the XDG rules give for
     * state.
     *
     * @param port the one that the HTTP API is bound to, not 0
     */
    public static Path of(Map<String, String> environment, String host, int port) {
        var explicit = environment.getOrDefault("MULTIKERNEL_DATA", "");
        return explicit.isEmpty() ? derived(environment, host, port) : Path.of(explicit);
    }

    private static Path derived(Map<String, String> environment, String host, int port) {
        var state = environment.getOrDefault("XDG_STATE_HOME", "");
        var home = environment.getOrDefault("HOME", "");
        // The XDG rules: a path that is not absolute is to be ignored.
        if (state.startsWith("/")) {
            return Path.of(state, "multikernel", name(host, port));
        }
        if (home.isEmpty()) {
            throw new BadSetting("multikernel.data = \"\": no place can be derived, because neither XDG_STATE_HOME nor"
                    + " HOME is set; set multikernel.data or MULTIKERNEL_DATA");
        }
        return Path.of(home, ".local", "state", "multikernel", name(host, port));
    }

    /** One name for an address, however a URL spells it. */
    private static String name(String host, int port) {
        var bare = host.replace("[", "").replace("]", "").replace(':', '_');
        return (bare.equals("localhost") ? "127.0.0.1" : bare) + "-" + port;
    }
}
