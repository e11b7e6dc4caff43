package multikernel.settings;

import multikernel.link.LinkLimits;

/**
 * How a node talks to other processes, {@code multikernel.network}; what each means stands in {@code reference.conf}.
 *
 * @param port where links of other nodes are answered
 * @param announcedPort that others are told; 0: where links are answered
 */
public record NetworkSettings(int port, int announcedPort, Link link, SharedMemory sharedMemory, Tls tls) {

    private static final long MILLI_NANOS = 1_000_000;

    /** A link to another node. */
    public record Link(
            int messageBytesMax,
            int window,
            int keptBytesMax,
            int channelsMax,
            long aliveMillis,
            long silentMillis,
            long greetingMillis,
            long redialMillisMin,
            long redialMillisMax) {

        public LinkLimits limits() {
            return new LinkLimits(
                    messageBytesMax,
                    window,
                    keptBytesMax,
                    channelsMax,
                    MILLI_NANOS * aliveMillis,
                    MILLI_NANOS * silentMillis,
                    MILLI_NANOS * greetingMillis,
                    MILLI_NANOS * redialMillisMin,
                    MILLI_NANOS * redialMillisMax);
        }
    }

    /** @param directory a file system in memory, or empty for none */
    public record SharedMemory(String directory, int ringCapacity, long spinNanos, long napNanosMax) {}

    /** Paths, all of them empty for no TLS. */
    public record Tls(String keyStore, String trustStore, String passwordFile) {

        public boolean isOn() {
            return !keyStore.isEmpty();
        }
    }

    static NetworkSettings read(Section network) {
        var settings = new NetworkSettings(
                network.port("port"),
                network.port("announced-port"),
                link(network.section("link")),
                sharedMemory(network.section("shared-memory")),
                tls(network.section("tls")));
        network.close();
        return settings;
    }

    private static Link link(Section section) {
        var link = new Link(
                (int) section.bytes("message-max", 64 << 10, 64 << 20),
                section.whole("window", 2, 1 << 16),
                (int) section.bytes("kept-max", 128 << 10, 1 << 30),
                section.whole("channels-max", 1, 1 << 16),
                section.millis("alive", 10, 10_000),
                section.millis("silent", 50, 60_000),
                section.millis("greeting", 50, 60_000),
                section.millis("redial-min", 1, 10_000),
                section.millis("redial-max", 1, 60_000));
        section.close();
        return link;
    }

    private static SharedMemory sharedMemory(Section section) {
        var memory = new SharedMemory(
                section.text("directory", "[^\\p{Cntrl}]{0,4096}", "the path of a directory, or \"\" for none"),
                section.powerOfTwo("ring-capacity", 2, 1 << 20),
                section.nanos("spin", 0, 100),
                section.nanos("nap-max", 100, 1_000_000));
        section.close();
        return memory;
    }

    private static Tls tls(Section section) {
        var path = "[^\\p{Cntrl}]{0,4096}";
        var tls = new Tls(
                section.text("key-store", path, "the path of a PKCS12 file, or \"\" for none"),
                section.text("trust-store", path, "the path of a PKCS12 file, or \"\" for none"),
                section.text("password-file", path, "the path of a file, or \"\" for none"));
        section.close();
        return tls;
    }
}
