package multikernel.settings;

import java.util.List;

/**
 * How a node is one of several, {@code multikernel.cluster}; what each means stands in {@code reference.conf}.
 *
 * @param host where remoting listens; empty where there is no cluster and it was not set
 * @param announcedPort that others are told; 0: where remoting listens
 * @param seeds each {@code HOST:PORT}; empty for a node that begins a cluster
 */
public record ClusterSettings(
        boolean enabled,
        String host,
        int port,
        int announcedPort,
        List<String> seeds,
        int namesMax,
        int movesMax,
        long pauseMillis,
        long stableMillis,
        long leaveTimeoutMillis,
        long returnTimeoutMillis) {

    /**
     * As many are told to a node that joins, in one message of remoting, which takes 256 KiB and drops what is more.
     */
    public static final int NAMES_MAX = 3_584;

    private static final String ADDRESS = "[A-Za-z0-9]([A-Za-z0-9.-]{0,252})|[0-9a-fA-F:]*:[0-9a-fA-F:]*";

    private static final String SEED = "([A-Za-z0-9][A-Za-z0-9.-]{0,252}|\\[[0-9a-fA-F:]+\\]):[0-9]{1,5}";

    static ClusterSettings read(Section section) {
        var settings = new ClusterSettings(
                section.flag("enabled"),
                section.text(
                        "host",
                        "(?!0\\.0\\.0\\.0$|::$)(" + ADDRESS + ")?",
                        "an address that other nodes can reach, not all of this machine's, or \"\" for"
                                + " multikernel.host"),
                section.port("port"),
                section.port("announced-port"),
                section.texts("seeds", SEED, "a list of HOST:PORT, or one text with commas between them"),
                section.whole("names-max", 1, NAMES_MAX),
                section.whole("moves-max", 1, 1 << 10),
                section.millis("pause", 500, 60_000),
                section.millis("stable-after", 1_000, 600_000),
                section.millis("leave-timeout", 100, 60_000),
                section.millis("return-timeout", 3_000, 600_000));
        section.close();
        return settings;
    }

    /** Which others are told, and seeds name. */
    public int toldPort() {
        return announcedPort == 0 ? port : announcedPort;
    }

    boolean isOnLoopback() {
        return host.matches(Settings.LOOPBACK);
    }
}
