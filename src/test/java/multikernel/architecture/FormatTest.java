package multikernel.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/**
 * The formatter as a test, because it must run on the JDK whose language the sources use. {@code mvn test
 * -Dtest=FormatTest -Dformat=apply} rewrites what differs.
 */
@Execution(CONCURRENT)
class FormatTest {

    private static final boolean APPLY = "apply".equals(System.getProperty("format"));

    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .formatJavadoc(true)
            .build());

    @Test
    void shouldFindEverySourceFormatted() throws Exception {
        var differing = sources().parallelStream().filter(this::differs).toList();
        assertEquals(List.of(), differing, "run: mvn test -Dtest=FormatTest -Dformat=apply");
    }

    /** Whether it still does: where it is to be applied, what differed is rewritten. */
    private boolean differs(Path file) {
        try {
            var source = Files.readString(file);
            var formatted = formatter.formatSourceAndFixImports(source);
            if (formatted.equals(source)) {
                return false;
            }
            if (APPLY) {
                Files.writeString(file, formatted);
            }
            return !APPLY;
        } catch (IOException | FormatterException failed) {
            throw new AssertionError(file.toString(), failed);
        }
    }

    private static List<Path> sources() throws Exception {
        try (var walk = Files.walk(Path.of("src"))) {
            return walk.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }
}
