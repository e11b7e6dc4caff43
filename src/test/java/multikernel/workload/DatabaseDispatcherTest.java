package multikernel.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import multikernel.workload.Database.Command;
import multikernel.workload.Database.Failed;
import multikernel.workload.Database.Found;
import multikernel.workload.Database.ItemById;
import multikernel.workload.Database.ItemsByAuthor;
import multikernel.workload.Database.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseDispatcherTest {

    @TempDir
    Path directory;

    private Cores cores;
    private TestProbe<Reply> probe;

    @BeforeEach
    void start() {
        cores = new Cores(directory);
        probe = cores.kit.createTestProbe();
    }

    @AfterEach
    void stop() {
        cores.close();
    }

    private Board.Context context(Map<String, String> settings) {
        return cores.board.context("database", List.of(Cores.SECOND), Cores.SECOND, settings, directory);
    }

    private ActorRef<Command> spawn(Board.Context context) {
        return cores.kit.spawn(new DatabaseKind().create(context).unsafeCast(), Cores.on(Cores.SECOND));
    }

    private Found ask(ActorRef<Command> database, Command command) {
        database.tell(command);
        return probe.expectMessageClass(Found.class);
    }

    @Test
    void shouldMakeItsFileAndAnswerWhatWasAskedMeanwhile() {
        var database = spawn(context(Map.of("items", "1000")));
        var found = ask(database, new ItemById(42, 1000, probe.ref()));
        assertEquals(42, found.ticket());
        assertEquals(1000, found.items().getFirst().id());
        assertTrue(Files.exists(directory.resolve("tpcw.db")));
    }

    @Test
    void shouldRefuseWhatItCannotHoldWhileTheFileIsMade() {
        var database = spawn(context(Map.of("items", "2000", "held-max", "1")));
        for (var ticket = 0; ticket < 3; ticket++) {
            database.tell(new ItemById(ticket, 1, probe.ref()));
        }
        var replies = List.of(probe.receiveMessage(), probe.receiveMessage(), probe.receiveMessage());
        assertEquals(2, replies.stream().filter(Failed.class::isInstance).count());
    }

    @Test
    void shouldFindByAnyCaseOfTheStartOfALastNameUpToALimit() {
        var database = spawn(context(Map.of("items", "1000")));
        var name = ask(database, new ItemById(1, 1, probe.ref()))
                .items()
                .getFirst()
                .author()
                .last();
        var start = name.substring(0, 3);
        var many = ask(database, new ItemsByAuthor(2, start.toUpperCase(Locale.ROOT), 500, probe.ref()));
        assertTrue(many.items().stream().allMatch(item -> item.author().last().startsWith(start)));
        assertTrue(many.items().stream().anyMatch(item -> item.id() == 1));
        var few = ask(database, new ItemsByAuthor(3, start, 2, probe.ref()));
        assertEquals(many.items().subList(0, 2), few.items());
        assertEquals(
                List.of(),
                ask(database, new ItemsByAuthor(4, "' OR 1=1 --", 9, probe.ref()))
                        .items());
    }

    @Test
    void shouldUseAFileThatIsThereAndNotMakeAnother() {
        ask(spawn(context(Map.of("items", "100"))), new ItemById(1, 1, probe.ref()));
        var second = spawn(context(Map.of("items", "5000")));
        assertEquals(List.of(), ask(second, new ItemById(2, 101, probe.ref())).items());
    }

    @Test
    void shouldSayWhichFileIsNoDatabaseAndWhatToDo() throws Exception {
        Files.writeString(directory.resolve("tpcw.db"), "no database at all, though long enough".repeat(100));
        var context = context(Map.of());
        var database = spawn(context);
        assertLine(context);
        database.tell(new ItemById(7, 1, probe.ref()));
        assertEquals(new Failed(7, "the database cannot be read"), probe.receiveMessage());
    }

    @Test
    void shouldSayWhichFileCannotBeReadOrMade() throws Exception {
        Files.createDirectories(directory.resolve("tpcw.db"));
        var existing = context(Map.of());
        spawn(existing);
        assertLine(existing);
        Files.writeString(directory.resolve("plain"), "a file where a directory is needed");
        var impossible =
                context(Map.of("file", directory.resolve("plain/tpcw.db").toString()));
        spawn(impossible);
        assertLine(impossible);
    }

    private static void assertLine(Board.Context context) throws Exception {
        var line = context.unable.get(20, TimeUnit.SECONDS);
        assertTrue(line.contains("tpcw.db") && line.contains("set file"), line);
        assertEquals(1, line.lines().count(), line);
    }
}
