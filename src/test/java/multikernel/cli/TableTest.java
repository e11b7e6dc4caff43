package multikernel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    private record Row(String name, int count, String nodes) {}

    private static final Table<Row> TABLE = new Table<>(List.of(
            Table.text("NAME", Row::name),
            Table.number("COUNT", row -> Integer.toString(row.count())),
            Table.text("NODES", Row::nodes)));

    private static final List<Row> ROWS =
            List.of(new Row("store", 7, "node-1,node-2,node-3"), new Row("  a name of many words", 12, "-"));

    @Test
    void shouldBeAsWideAsItsCellsWhereThereIsRoom() {
        assertEquals("""
            NAME                    COUNT  NODES
            store                       7  node-1,node-2,node-3
              a name of many words     12  -
            """, TABLE.render(ROWS, 51));
    }

    @Test
    void shouldGoOnBelowWhereTheTerminalIsNarrower() {
        assertEquals("""
            NAME             COUNT  NODES
            store                7  node-1,node-2,
                                    node-3
              a name of         12  -
            many words
            """, TABLE.render(ROWS, 39));
    }

    @Test
    void shouldBreakNoWordAndNoNumberHoweverNarrowItIs() {
        assertEquals("""
            NAME   COUNT  NODES
            store      7  node-1,
                          node-2,
                          node-3
              a       12  -
            name
            of
            many
            words
            """, TABLE.render(ROWS, 1));
    }
}
