package multikernel.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole protocols as text: each file has commands ({@code > …}), and below each what the cores then heard and did.
 * {@code mvn test -Dtest=ConversationsTest -Dconversations=rewrite} writes the answers anew, to be reviewed as a diff.
 */
class ConversationsTest {

    private static final Path FOLDER = Path.of("src/test/resources/conversations");
    private static final boolean REWRITE = "rewrite".equals(System.getProperty("conversations"));

    @ParameterizedTest
    @MethodSource("files")
    void shouldConverseAsWritten(Path file) throws Exception {
        var written = Files.readString(file);
        var spoken = new Script().play(written);
        if (REWRITE) {
            Files.writeString(file, spoken);
        } else {
            assertEquals(written, spoken, "if this is meant: -Dconversations=rewrite");
        }
    }

    @Test
    void shouldFindTheConversations() throws Exception {
        assertTrue(files().size() >= 6, () -> "only " + FOLDER);
    }

    static List<Path> files() throws Exception {
        try (var list = Files.list(FOLDER)) {
            return list.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }
}
