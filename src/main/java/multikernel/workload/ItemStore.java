package multikernel.workload;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import multikernel.workload.Item.Author;
import org.sqlite.SQLiteConfig;

/**
 * The queries on an opened file of items; belongs to one core's thread. The file is opened as one that never changes,
 * so that a query takes no lock and asks the system nothing: replace it by a rename and spawn the domain anew.
 */
final class ItemStore implements AutoCloseable {

    private static final String COLUMNS = """
        SELECT i_id, i_title, a_id, a_fname, a_mname, a_lname, i_pub_date, i_publisher, i_subject, i_desc,
          i_related1, i_related2, i_related3, i_related4, i_related5, i_srp, i_cost, i_avail, i_stock, i_isbn,
          i_page, i_backing, i_dimensions
        FROM item JOIN author ON a_id = i_a_id
        """;

    /** Sorts after every letter that a name may go on with. */
    private static final String LAST = "\uffff";

    private final Connection connection;
    private final PreparedStatement byId;
    private final PreparedStatement byAuthor;

    private ItemStore(Connection connection) throws SQLException {
        this.connection = connection;
        byId = connection.prepareStatement(COLUMNS + "WHERE i_id = ?");
        byAuthor = connection.prepareStatement(
                COLUMNS + "WHERE a_lname >= ? AND a_lname < ? ORDER BY a_lname, a_id, i_id LIMIT ?");
    }

    /** Loads SQLite's native library. */
    static void load() {
        try {
            new SQLiteConfig().createConnection("jdbc:sqlite::memory:").close();
        } catch (SQLException unavailable) {
            throw new IllegalStateException("SQLite cannot run on this machine", unavailable);
        }
    }

    /** Fails where the file is none, cannot be read, or is no database with these tables. */
    static ItemStore open(Path file) throws SQLException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new SQLException("not a file that can be read");
        }
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        var connection = config.createConnection("jdbc:sqlite:" + file.toUri() + "?mode=ro&immutable=1");
        try {
            return new ItemStore(connection);
        } catch (SQLException unusable) {
            connection.close();
            throw unusable;
        }
    }

    List<Item> byId(long id) throws SQLException {
        byId.setLong(1, id);
        return items(byId);
    }

    List<Item> byAuthor(String lastName, int limit) throws SQLException {
        byAuthor.setString(1, lastName);
        byAuthor.setString(2, lastName + LAST);
        byAuthor.setInt(3, limit);
        return items(byAuthor);
    }

    private static List<Item> items(PreparedStatement query) throws SQLException {
        var items = new ArrayList<Item>();
        try (var row = query.executeQuery()) {
            while (row.next()) {
                items.add(item(row));
            }
        }
        return items;
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(
                row.getLong(1),
                row.getString(2),
                new Author(row.getLong(3), row.getString(4), row.getString(5), row.getString(6)),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                List.of(row.getLong(11), row.getLong(12), row.getLong(13), row.getLong(14), row.getLong(15)),
                row.getLong(16),
                row.getLong(17),
                row.getString(18),
                row.getInt(19),
                row.getString(20),
                row.getInt(21),
                row.getString(22),
                row.getString(23));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
