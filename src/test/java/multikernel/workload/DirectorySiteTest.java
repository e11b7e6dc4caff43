package multikernel.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import multikernel.workload.Site.Find;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectorySiteTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @TempDir
    Path directory;

    private DirectorySite site;

    @BeforeEach
    void open() throws Exception {
        site = new DirectorySite(directory, 100, 25);
    }

    private Find find(String target, long now) {
        return site.find(RequestTarget.parse(target).orElseThrow(), now);
    }

    private StoredFile file(String target, long now) {
        return assertInstanceOf(Find.File.class, find(target, now)).file();
    }

    @Test
    void shouldBelieveWhatItRemembersForASecondAndThenLook() throws Exception {
        Files.writeString(directory.resolve("a"), "old");
        var first = file("/a", 0);
        Files.writeString(directory.resolve("a"), "newer");
        assertSame(first, file("/a", SECOND - 1));
        var second = file("/a", SECOND);
        assertEquals(Body.utf8("newer"), second.content());
        assertNotEquals(first.tag(), second.tag());
        assertSame(second, file("/a", 2 * SECOND), "what has not changed is not read again");
        Files.delete(directory.resolve("a"));
        assertEquals(Find.Nothing.NOTHING, find("/a", 3 * SECOND));
    }

    @Test
    void shouldForgetWhatWasUsedLongestAgo() throws Exception {
        for (var name : new String[] {"a", "b", "c"}) {
            Files.writeString(directory.resolve(name), "0123456789");
        }
        var a = file("/a", 0);
        var b = file("/b", 0);
        assertSame(a, file("/a", 0));
        file("/c", 0);
        assertSame(a, file("/a", 0));
        Files.delete(directory.resolve("b"));
        assertEquals(Find.Nothing.NOTHING, find("/b", 0), b + " is remembered no more");
    }

    @Test
    void shouldLeaveLargeFilesOnTheDisk() throws Exception {
        Files.writeString(directory.resolve("large"), "x".repeat(101));
        var slice = assertInstanceOf(FileSlice.class, file("/large", 0).content());
        assertEquals(101, slice.length());
        assertEquals(directory.toRealPath().resolve("large").toString(), slice.path());
    }

    @Test
    void shouldFollowLinksThatStayInsideAndNoOthers() throws Exception {
        Files.createDirectories(directory.resolve("inner"));
        var inner = new DirectorySite(directory.resolve("inner"), 100, 25);
        Files.writeString(directory.resolve("out"), "out");
        Files.writeString(directory.resolve("inner/in"), "in");
        Files.createSymbolicLink(directory.resolve("inner/good"), Path.of("in"));
        Files.createSymbolicLink(directory.resolve("inner/bad"), Path.of("../out"));
        Files.createSymbolicLink(directory.resolve("inner/up"), Path.of(".."));
        var good = RequestTarget.parse("/good").orElseThrow();
        assertInstanceOf(Find.File.class, inner.find(good, 0));
        for (var bad : new String[] {"/bad", "/up", "/up/", "/up/out"}) {
            assertEquals(
                    Find.Nothing.NOTHING, inner.find(RequestTarget.parse(bad).orElseThrow(), 0), bad);
        }
    }

    @Test
    void shouldServeNoHiddenFileAndNoDirectoryWithoutIndex() throws Exception {
        Files.writeString(directory.resolve(".hidden"), "h");
        Files.createDirectories(directory.resolve("empty"));
        assertEquals(Find.Nothing.NOTHING, find("/.hidden", 0));
        assertEquals(Find.Directory.DIRECTORY, find("/empty", 0));
        assertEquals(Find.Nothing.NOTHING, find("/empty/", 0));
        assertEquals(Find.Nothing.NOTHING, find("/", 0));
    }
}
