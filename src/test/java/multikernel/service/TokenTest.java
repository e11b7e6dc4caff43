package multikernel.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenTest {

    @TempDir
    Path root;

    @Test
    void shouldHave256RandomBitsInHexadecimal() throws Exception {
        var first = written(root.resolve("one"));
        var second = written(root.resolve("two"));
        assertTrue(first.matches("[0-9a-f]{64}"), first);
        assertNotEquals(first, second);
    }

    @Test
    void shouldBeForItsOwnerOnlyInADirectoryForItsOwnerOnly() throws Exception {
        var data = root.resolve("deep").resolve("data");
        written(data);
        assertEquals("rwx------", permissions(data));
        assertEquals("rw-------", permissions(data.resolve("token")));
    }

    @Test
    void shouldCloseADirectoryThatIsEmptyOrHeldATokenBefore() throws Exception {
        var data = Files.createDirectory(root.resolve("data"));
        open(data, "rwxr-xrwx");
        var first = written(data);
        assertEquals("rwx------", permissions(data));
        open(data, "rwxr-xr-x");
        assertNotEquals(first, written(data));
        assertEquals("rwx------", permissions(data));
        try (var entries = Files.list(data)) {
            assertEquals(1, entries.count(), "nothing but the token is left");
        }
    }

    @Test
    void shouldReplaceALinkAndNotWriteThroughIt() throws Exception {
        var data = Files.createDirectory(root.resolve("data"));
        var target = Files.writeString(root.resolve("target"), "precious");
        Files.createSymbolicLink(data.resolve("token"), target);
        written(data);
        assertEquals("precious", Files.readString(target));
        assertFalse(Files.isSymbolicLink(data.resolve("token")));
    }

    @Test
    void shouldRefuseADirectoryOfOthersThatTheyMayWrite() throws Exception {
        var data = Files.createDirectory(root.resolve("data"));
        Files.writeString(data.resolve("mine"), "");
        open(data, "rwxrwxr-x");
        var refused = assertThrows(CannotServe.class, () -> Token.random().writeTo(data));
        assertTrue(refused.line().contains("chmod 700"), refused.line());
        open(data, "rwxr-xr-x");
        written(data);
        assertEquals("rwxr-xr-x", permissions(data), "what is not ours is left as it is");
    }

    @Test
    void shouldSayInOneLineWhyItCannotBeWritten() throws Exception {
        var file = Files.writeString(root.resolve("file"), "");
        for (var data : new Path[] {file, file.resolve("below")}) {
            var refused = assertThrows(CannotServe.class, () -> Token.random().writeTo(data));
            assertTrue(refused.line().startsWith("cannot write the token into " + data), refused.line());
            assertEquals(1, refused.line().lines().count());
        }
    }

    private static String written(Path data) throws IOException {
        var token = Token.random();
        token.writeTo(data);
        var text = Files.readString(data.resolve("token")).strip();
        assertTrue(token.matches(text));
        return text;
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void open(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
