package multikernel.workload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetTest {

    @TempDir
    Path directory;

    private Path make(String name, long seed, int items) throws Exception {
        var file = directory.resolve(name);
        var making = DataSet.begin(file, seed, items);
        while (!making.step()) {
            assertFalse(Files.exists(file), "the name is given to the whole file only");
        }
        return file;
    }

    private static Item item(Path file, long id) throws Exception {
        try (var store = ItemStore.open(file)) {
            return store.byId(id).getFirst();
        }
    }

    @Test
    void shouldMakeTheSameFileFromTheSameSeed() throws Exception {
        var one = make("one.db", 1, 300);
        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(make("again.db", 1, 300)));
        assertNotEquals(item(one, 5), item(make("other.db", 2, 300), 5));
    }

    @Test
    void shouldMakeWhatThisReleaseHasAlwaysMade() throws Exception {
        var item = item(make("one.db", 2009, 300), 1);
        assertEquals(
                "The Hidden Machine and the Harbour by Nadia Rossen",
                item.title() + " by " + item.author().fullName());
    }

    @Test
    void shouldKeepToTheShapesOfTpcw() throws Exception {
        try (var store = ItemStore.open(make("shape.db", 3, 400))) {
            for (var id = 1; id <= 400; id++) {
                var item = store.byId(id).getFirst();
                assertTrue(item.title().length() <= 60 && item.description().length() <= 500, item.title());
                assertTrue(
                        item.publisher().length() <= 60 && item.author().last().length() <= 20);
                assertTrue(item.costCents() > 0 && item.costCents() <= item.srpCents());
                assertTrue(item.published().compareTo(item.available()) < 0);
                assertTrue(item.isbn().length() == 13 && item.dimensions().length() <= 25);
                assertEquals(5, new HashSet<>(item.related()).size());
                assertTrue(item.author().id() >= 1 && item.author().id() <= 100);
            }
            assertEquals(List.of(), store.byId(401));
        }
    }

    @Test
    void shouldLeaveNothingWhenItIsGivenUp() throws Exception {
        var making = DataSet.begin(directory.resolve("half.db"), 1, 10_000);
        making.step();
        making.close();
        try (var left = Files.list(directory)) {
            assertEquals(List.of(), left.toList());
        }
    }
}
