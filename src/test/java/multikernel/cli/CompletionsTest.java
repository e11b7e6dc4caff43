package multikernel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionsTest {

    @TempDir
    Path directory;

    private static String script(String shell) {
        var ran = Ran.of(Map.of(), List.of("completions", shell));
        assertEquals(0, ran.status());
        assertEquals("", ran.err());
        return ran.out();
    }

    /** What a real bash offers where the words so far are these. */
    private List<String> offered(String... words) throws Exception {
        var file = Files.writeString(directory.resolve("completions"), script("bash"));
        var line = "source " + file + "; COMP_WORDS=(" + String.join(" ", words) + "); COMP_CWORD=" + (words.length - 1)
                + "; _complete_multikernel; printf '%s\\n' \"${COMPREPLY[@]}\"";
        var bash = new ProcessBuilder("bash", "--norc", "-c", line)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, bash.waitFor());
        return out.lines().map(String::strip).toList();
    }

    private static boolean hasBash() {
        try {
            return new ProcessBuilder("bash", "-c", "exit 0").start().waitFor() == 0;
        } catch (IOException | InterruptedException none) {
            return false;
        }
    }

    @Test
    void shouldLetBashCompleteCommandsAndOptions() throws Exception {
        assumeTrue(hasBash(), "no bash here");
        assertTrue(offered("multikernel", "tr").contains("trace"));
        assertTrue(offered("multikernel", "trace", "--sec").contains("--seconds"));
        assertTrue(offered("multikernel", "memory", "ret").contains("retype"));
    }

    @Test
    void shouldTellZshToRunWhatIsForBash() {
        var zsh = script("zsh");
        assertTrue(zsh.startsWith("#compdef multikernel\n"));
        assertTrue(zsh.indexOf("bashcompinit") < zsh.indexOf("_complete_multikernel"));
        assertTrue(zsh.endsWith(script("bash")));
    }

    @Test
    void shouldKnowNoOtherShell() {
        assertEquals(2, Ran.of(Map.of(), List.of("completions", "fish")).status());
        assertEquals(2, Ran.of(Map.of(), List.of("completions")).status());
    }
}
