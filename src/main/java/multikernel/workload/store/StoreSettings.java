package multikernel.workload.store;

import java.util.List;
import multikernel.domain.Setting;
import multikernel.domain.shard.Durability;
import multikernel.workload.Values;

/**
 * The settings of a store, limits checked against one another.
 *
 * @param memory bytes of the frame of one core
 */
record StoreSettings(
        int port,
        long memory,
        int connectionsMax,
        RespLimits limits,
        int waitingMax,
        int ordersMax,
        int ordersBytesMax,
        int outputPauseBytes,
        int outputBytesMax,
        int slowReaderMillis,
        int answerMillis,
        Durability durability) {

    static final List<Setting> KNOWN = List.of(
            new Setting("port", "6380", "port on the node's address, 0 to 65535; 0: any free one"),
            new Setting(
                    "memory",
                    "33554432",
                    "bytes of each core for keys and values, 65536 to 2^36, a multiple of 4096; a fifth of it or less"
                            + " is their index; full, writes are refused as OOM"),
            new Setting("connections-max", "10000", "open connections of one core, 1 to 100000; more are refused"),
            new Setting("arguments-max", "65536", "words of one command, 1 to 1048576; more end the connection"),
            new Setting("bulk-bytes-max", "1048576", "bytes of a key or value, 1024 to 2^28; more end the connection"),
            new Setting(
                    "request-bytes-max",
                    "8388608",
                    "bytes of one request, 1024 to 2^29, at least bulk-bytes-max; more end the connection"),
            new Setting("inline-bytes-max", "65536", "bytes of a line, 64 to 2^20; more end the connection"),
            new Setting(
                    "waiting-max",
                    "256",
                    "replies of one connection that wait for other cores, and are kept in memory, 1 to 1000000; then"
                            + " it is not read"),
            new Setting(
                    "orders-max",
                    "65536",
                    "commands of one core that wait for another, 1 to 1048576; more are answered TRYAGAIN"),
            new Setting(
                    "orders-bytes-max",
                    "16777216",
                    "bytes of commands of one core that wait for another, 1024 to 2^30, at least request-bytes-max;"
                            + " more are answered TRYAGAIN"),
            new Setting(
                    "output-pause-bytes",
                    "1048576",
                    "bytes of replies that wait for a slow reader or for other cores, those to come taken for as long"
                            + " as the longest of late, 1024 to 2^30; then it is not read"),
            new Setting(
                    "output-bytes-max",
                    "268435456",
                    "the same, at least output-pause-bytes and bulk-bytes-max, to 2^31 - 1; then it is closed"),
            new Setting(
                    "slow-reader-millis",
                    "60000",
                    "for which a reader may leave output-pause-bytes waiting, 10 to 3600000; then it is closed"),
            new Setting(
                    "answer-millis",
                    "5000",
                    "another core has for an answer, 10 to 600000; then the outcome is unknown"),
            new Setting(
                    Durability.NAME,
                    "auto",
                    "with shards, on how many nodes a key is: local: on one; replicated(k): on k, which is 3, 5 or 7,"
                            + " and a write is answered once most of them have it; auto: replicated(3) in a cluster,"
                            + " else local"));

    private static final int PAGE = 4096;

    StoreSettings {
        if (memory % PAGE != 0) {
            throw new IllegalArgumentException("setting memory is " + memory + ": give a multiple of " + PAGE);
        }
        atLeast("request-bytes-max", limits.requestBytes(), "bulk-bytes-max", limits.bulkBytes());
        atLeast("orders-bytes-max", ordersBytesMax, "request-bytes-max", limits.requestBytes());
        atLeast("output-bytes-max", outputBytesMax, "output-pause-bytes", outputPauseBytes);
        atLeast("output-bytes-max", outputBytesMax, "bulk-bytes-max", limits.bulkBytes());
    }

    /**
     * Checks them against the shape of the domain.
     *
     * @param shards 0 for a partition on each core
     * @throws IllegalArgumentException in words that name the setting and the fix
     */
    StoreSettings over(int shards, int cores) {
        if (shards > 0) {
            var _ = Slice.bytes(memory, shards, cores);
        } else if (durability.isReplicated()) {
            throw new IllegalArgumentException("setting %s is replicated(%d), and the domain has no shards: give some"
                            .formatted(Durability.NAME, durability.seats())
                    + " with --shards, or auto");
        }
        return this;
    }

    private static void atLeast(String name, int value, String other, int least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "setting %s is %d: give at least %s, which is %d".formatted(name, value, other, least));
        }
    }

    static StoreSettings of(Values values) {
        return new StoreSettings(
                values.integer("port", 0, 65_535),
                values.number("memory", Geometry.BYTES_MIN, Geometry.BYTES_MAX),
                values.integer("connections-max", 1, 100_000),
                new RespLimits(
                        values.integer("arguments-max", 1, 1 << 20),
                        values.integer("bulk-bytes-max", 1024, 1 << 28),
                        values.integer("request-bytes-max", 1024, 1 << 29),
                        values.integer("inline-bytes-max", 64, 1 << 20)),
                values.integer("waiting-max", 1, 1_000_000),
                values.integer("orders-max", 1, 1 << 20),
                values.integer("orders-bytes-max", 1024, 1 << 30),
                values.integer("output-pause-bytes", 1024, 1 << 30),
                values.integer("output-bytes-max", 1024, Integer.MAX_VALUE),
                values.integer("slow-reader-millis", 10, 3_600_000),
                values.integer("answer-millis", 10, 600_000),
                Durability.of(values.text(Durability.NAME)));
    }
}
