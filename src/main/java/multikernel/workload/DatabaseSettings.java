package multikernel.workload;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import multikernel.domain.Setting;

/**
 * The settings of a database domain.
 *
 * @param file empty for the one in the node's data directory
 * @param heldMax queries that wait while the file is being made
 */
record DatabaseSettings(Optional<Path> file, long seed, int items, int heldMax) {

    static final List<Setting> KNOWN = List.of(
            new Setting(
                    "file",
                    "",
                    "SQLite file with tables item and author, not changed while in use; empty: tpcw.db in the node's"
                            + " data directory; made where it is missing"),
            new Setting("seed", "2009", "seed of the data set, used when the file is made"),
            new Setting(
                    "items", "10000", "items in the data set when it is made, 5 to 1000000; a quarter as many authors"),
            Setting.POLICY,
            new Setting("held-max", "1000", "queries that wait while the file is made, 1 to 100000"));

    static DatabaseSettings of(Values values) {
        return new DatabaseSettings(
                path(values.text("file")),
                values.number("seed", Long.MIN_VALUE, Long.MAX_VALUE),
                values.integer("items", 5, 1_000_000),
                values.integer("held-max", 1, 100_000));
    }

    Path fileUnder(Path data) {
        return file.orElse(data.resolve("tpcw.db"));
    }

    private static Optional<Path> path(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException wrong) {
            throw new IllegalArgumentException("setting file is no path: " + wrong.getReason(), wrong);
        }
    }
}
