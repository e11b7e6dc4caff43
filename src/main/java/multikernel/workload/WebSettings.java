package multikernel.workload;

import java.util.List;
import multikernel.domain.Setting;

/**
 * The settings of a web domain, limits checked against one another.
 *
 * @param directory empty for the site that comes with the program
 */
record WebSettings(
        int port,
        String directory,
        String database,
        int connectionsMax,
        int requestsInFlightMax,
        int pipelinedMax,
        int queriesInFlightMax,
        int itemsMax,
        int targetBytesMax,
        int headBytesMax,
        int bodyBytesMax,
        int fileBytesMax,
        int cacheBytesMax,
        int idleMillis,
        int triesMax,
        int requestMillis,
        int queryMillis) {

    static final List<Setting> KNOWN = List.of(
            new Setting("port", "8081", "port on the node's address, 0 to 65535; 0: any free one"),
            new Setting("directory", "", "directory of static files; empty: the site that comes with the program"),
            new Setting("database", "database", "name of the database domain that answers for items"),
            new Setting("connections-max", "4096", "open connections, 1 to 100000; more are answered 503 and closed"),
            new Setting("requests-in-flight-max", "4096", "requests without an answer, 1 to 1000000; more get 503"),
            new Setting(
                    "pipelined-max",
                    "16",
                    "requests of one connection without an answer, 1 to 1000; then it is not read"),
            new Setting(
                    "queries-in-flight-max",
                    "1024",
                    "queries of one core without an answer, 1 to 1000000; more get 503"),
            new Setting("items-max", "50", "items in the answer for an author, 1 to 1000"),
            new Setting("target-bytes-max", "4096", "bytes of a request's first line, 64 to 65536; more get 414"),
            new Setting("head-bytes-max", "16384", "bytes of a request's headers, 256 to 1048576; more get 431"),
            new Setting(
                    "body-bytes-max",
                    "65536",
                    "bytes of a request's body, which is discarded, 0 to 2^30; more get 413"),
            new Setting(
                    "file-bytes-max",
                    "262144",
                    "bytes of a file that is read into memory, 0 to 2^30; larger are sent from disk"),
            new Setting("cache-bytes-max", "16777216", "bytes of files that one core remembers, 0 to 2^30"),
            new Setting(
                    "idle-millis",
                    "15000",
                    "without a whole request or progress of an answer, 10 to 3600000; then closed"),
            new Setting(
                    "tries-max",
                    "3",
                    "web servers, and databases, that one request is given to, 1 to 100: the next one when the core of"
                            + " the one before is lost or has left; then 503"),
            new Setting("request-millis", "5000", "a web server has for an answer, 10 to 600000; then 503"),
            new Setting(
                    "query-millis",
                    "2000",
                    "the database has for an answer, 10 to 600000, below request-millis; then 503"));

    private static final int GIBI = 1 << 30;

    WebSettings {
        if (queryMillis >= requestMillis) {
            throw new IllegalArgumentException("setting query-millis is %d: give less than request-millis, which is %d"
                    .formatted(queryMillis, requestMillis));
        }
    }

    static WebSettings of(Values values) {
        return new WebSettings(
                values.integer("port", 0, 65_535),
                values.text("directory"),
                values.text("database"),
                values.integer("connections-max", 1, 100_000),
                values.integer("requests-in-flight-max", 1, 1_000_000),
                values.integer("pipelined-max", 1, 1_000),
                values.integer("queries-in-flight-max", 1, 1_000_000),
                values.integer("items-max", 1, 1_000),
                values.integer("target-bytes-max", 64, 65_536),
                values.integer("head-bytes-max", 256, 1_048_576),
                values.integer("body-bytes-max", 0, GIBI),
                values.integer("file-bytes-max", 0, GIBI),
                values.integer("cache-bytes-max", 0, GIBI),
                values.integer("idle-millis", 10, 3_600_000),
                values.integer("tries-max", 1, 100),
                values.integer("request-millis", 10, 600_000),
                values.integer("query-millis", 10, 600_000));
    }
}
