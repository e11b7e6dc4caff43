package multikernel.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The page of results is what the models say. After a change of either, {@code simulate all --output src/docs} makes it
 * again, with its plots; so does this test, under {@code -Dresults=rewrite}.
 */
class ResultsPageTest {

    private static final Path DOCS = Path.of("src", "docs");

    @Test
    void shouldSayWhatTheModelsSay() throws Exception {
        if ("rewrite".equals(System.getProperty("results"))) {
            ResultsPage.write(DOCS);
        }
        assertEquals(ResultsPage.text(DOCS), Files.readString(DOCS.resolve(ResultsPage.FILE)));
    }
}
