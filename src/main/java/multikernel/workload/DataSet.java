package multikernel.workload;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.sqlite.SQLiteConfig;

/**
 * The making of a file in the shape of TPC-W's item and author tables, the same for the same seed. It goes in slices,
 * because it happens on a core's thread; the file has its name only once it is whole and on the disk.
 */
final class DataSet implements AutoCloseable {

    /** A slice takes a few milliseconds. */
    private static final int ROWS_PER_SLICE = 50;

    /** TPC-W has a quarter as many authors as items. */
    private static final int ITEMS_PER_AUTHOR = 4;

    /** Money is in cents: SQLite has no decimals. */
    private static final List<String> SCHEMA = List.of("""
        CREATE TABLE author (
          a_id INTEGER PRIMARY KEY, a_fname VARCHAR(20) NOT NULL, a_lname VARCHAR(20) NOT NULL COLLATE NOCASE,
          a_mname VARCHAR(20) NOT NULL, a_dob DATE NOT NULL, a_bio VARCHAR(500) NOT NULL)\
        """, """
        CREATE TABLE item (
          i_id INTEGER PRIMARY KEY, i_title VARCHAR(60) NOT NULL,
          i_a_id INTEGER NOT NULL REFERENCES author (a_id), i_pub_date DATE NOT NULL,
          i_publisher VARCHAR(60) NOT NULL, i_subject VARCHAR(60) NOT NULL, i_desc VARCHAR(500) NOT NULL,
          i_related1 INTEGER NOT NULL, i_related2 INTEGER NOT NULL, i_related3 INTEGER NOT NULL,
          i_related4 INTEGER NOT NULL, i_related5 INTEGER NOT NULL, i_thumbnail VARCHAR(40) NOT NULL,
          i_image VARCHAR(40) NOT NULL, i_srp INTEGER NOT NULL, i_cost INTEGER NOT NULL, i_avail DATE NOT NULL,
          i_stock INTEGER NOT NULL, i_isbn CHAR(13) NOT NULL, i_page INTEGER NOT NULL,
          i_backing VARCHAR(15) NOT NULL, i_dimensions VARCHAR(25) NOT NULL)\
        """);

    private static final List<String> INDEXES = List.of(
            "CREATE INDEX author_by_name ON author (a_lname, a_id)",
            "CREATE INDEX item_by_author ON item (i_a_id, i_id)",
            "CREATE INDEX item_by_title ON item (i_title)",
            "CREATE INDEX item_by_subject ON item (i_subject, i_pub_date)");

    private final Path file;
    private final Path temporary;
    private final Random random;
    private final int authors;
    private final int items;
    private final Connection connection;
    private final PreparedStatement author;
    private final PreparedStatement item;
    private int made;

    private DataSet(Path file, Path temporary, long seed, int items, Connection connection) throws SQLException {
        this.file = file;
        this.temporary = temporary;
        this.random = new Random(seed);
        this.items = items;
        this.authors = Math.max(1, items / ITEMS_PER_AUTHOR);
        this.connection = connection;
        try (var statement = connection.createStatement()) {
            for (var table : SCHEMA) {
                statement.execute(table);
            }
        }
        author = connection.prepareStatement("INSERT INTO author VALUES (?,?,?,?,?,?)");
        item = connection.prepareStatement("INSERT INTO item VALUES (" + "?,".repeat(21) + "?)");
    }

    static DataSet begin(Path file, long seed, int items) throws IOException, SQLException {
        var directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IOException("it names no file");
        }
        Files.createDirectories(directory);
        var temporary = Files.createTempFile(directory, file.getFileName() + ".", ".making");
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.OFF);
        config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
        var connection = config.createConnection("jdbc:sqlite:" + temporary.toUri());
        connection.setAutoCommit(false);
        try {
            return new DataSet(file, temporary, seed, items, connection);
        } catch (SQLException unusable) {
            connection.close();
            Files.deleteIfExists(temporary);
            throw unusable;
        }
    }

    /** Makes the next slice; true once the file stands under its name. */
    boolean step() throws IOException, SQLException {
        if (made < authors + items) {
            for (var row = 0; row < ROWS_PER_SLICE && made < authors + items; row++, made++) {
                if (made < authors) {
                    addAuthor(made + 1);
                } else {
                    addItem(made - authors + 1);
                }
            }
            return false;
        }
        var index = made++ - authors - items;
        if (index < INDEXES.size()) {
            try (var statement = connection.createStatement()) {
                statement.execute(INDEXES.get(index));
            }
            return false;
        }
        finish();
        return true;
    }

    private void finish() throws IOException, SQLException {
        connection.commit();
        connection.close();
        try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private void addAuthor(int id) throws SQLException {
        bind(
                author,
                id,
                DataSetWords.pick(random, DataSetWords.FIRST_NAMES),
                DataSetWords.lastName(random),
                random.nextBoolean() ? DataSetWords.pick(random, DataSetWords.FIRST_NAMES) : "",
                day(1800, 190),
                DataSetWords.prose(random, 500));
    }

    private void addItem(int id) throws SQLException {
        var published = LocalDate.parse(day(1930, 70));
        var srp = 100 + random.nextInt(999_900);
        var related = related();
        bind(
                item,
                id,
                DataSetWords.title(random),
                id <= authors ? id : 1 + random.nextInt(authors),
                published.toString(),
                DataSetWords.publisher(random),
                DataSetWords.pick(random, DataSetWords.SUBJECTS),
                DataSetWords.prose(random, 200 + random.nextInt(300)),
                related[0],
                related[1],
                related[2],
                related[3],
                related[4],
                "img" + id % 100 + "/thumb_" + id + ".gif",
                "img" + id % 100 + "/image_" + id + ".gif",
                srp,
                srp - (int) (srp * random.nextDouble() * 0.5),
                published.plusDays(1 + random.nextInt(30)).toString(),
                10 + random.nextInt(21),
                "%013d".formatted(Math.floorMod(random.nextLong(), 10_000_000_000_000L)),
                20 + random.nextInt(9_980),
                DataSetWords.pick(random, DataSetWords.BACKINGS),
                "%d.%02dx%d.%02dx%d.%02d"
                        .formatted(
                                random.nextInt(100),
                                random.nextInt(100),
                                random.nextInt(100),
                                random.nextInt(100),
                                random.nextInt(100),
                                random.nextInt(100)));
    }

    /** Five different items; fewer where there are not so many. */
    private int[] related() {
        var seen = new HashSet<Integer>();
        var related = new int[5];
        for (var at = 0; at < related.length; at++) {
            do {
                related[at] = 1 + random.nextInt(items);
            } while (!seen.add(related[at]) && seen.size() < Math.min(items, related.length));
        }
        return related;
    }

    private String day(int firstYear, int years) {
        return LocalDate.ofYearDay(firstYear + random.nextInt(years), 1 + random.nextInt(365))
                .toString();
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (var at = 0; at < values.length; at++) {
            statement.setObject(at + 1, values[at]);
        }
        statement.executeUpdate();
    }

    /** Gives up what is not finished. */
    @Override
    public void close() throws IOException, SQLException {
        connection.close();
        Files.deleteIfExists(temporary);
    }
}
