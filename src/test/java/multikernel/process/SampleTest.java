package multikernel.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sample is run as its comment says. */
class SampleTest {

    @Test
    void shouldPutTypedAndClassicActorsOnCoresByConfigurationAlone() throws Exception {
        try (var shop = NodeProcess.of(command())) {
            assertEquals(0, shop.awaitExit(), () -> String.join("\n", shop.errors()));
            var said = shop.output().stream()
                    .filter(line -> line.matches("\\w+, (typed|classic), on .*"))
                    .sorted()
                    .toList();
            assertEquals(3, said.size(), said::toString);
            assertTrue(said.get(0).matches("customer, typed, on core-[01]"), said::toString);
            assertEquals("till, classic, on core-0", said.get(1));
            assertTrue(said.get(2).matches("warehouse, typed, on core-[01]"), said::toString);
            assertTrue(
                    !said.get(0).substring(18).equals(said.get(2).substring(19)), "each on a core of its own: " + said);
        }
    }

    private static List<String> command() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Arrays.asList(System.getProperty("jvm.args", "").trim().split("\\s+")));
        command.removeIf(String::isEmpty);
        var tests = File.separator + "test-classes";
        var path = new ArrayList<>(List.of(Path.of("src", "sample", "resources").toString()));
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith(tests))
                .forEach(path::add);
        command.addAll(List.of("-cp", String.join(File.pathSeparator, path)));
        command.add(Path.of("src", "sample", "java", "Shop.java").toString());
        return command;
    }
}
