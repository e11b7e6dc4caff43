package multikernel.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What {@code mvn verify} leaves in {@code target/multikernel}; runs after packaging. */
class DistributionIT {

    private static final Path HOME = Path.of("target", "multikernel");

    @Test
    void shouldHoldALauncherThatRuns() {
        assertTrue(Files.isExecutable(HOME.resolve("bin").resolve("multikernel")));
    }

    @Test
    void shouldHoldConfigurationAndDashboardsAsTheyStandInTheSource() throws Exception {
        for (var name : List.of("conf", "dashboards")) {
            assertEquals(files(Path.of(name)), files(HOME.resolve(name)), name);
        }
    }

    @Test
    void shouldHoldTheProgramWithAManifestThatOpensWhatItNeeds() throws Exception {
        try (var jar = new JarFile(program().toFile())) {
            var manifest = jar.getManifest().getMainAttributes();
            assertEquals("multikernel.cli.Main", manifest.getValue("Main-Class"));
            assertEquals("ALL-UNNAMED", manifest.getValue("Enable-Native-Access"));
            assertTrue(manifest.getValue("Add-Opens").contains("java.base/jdk.internal.misc"));
            assertTrue(jar.stream().anyMatch(entry -> entry.getName().startsWith("licenses/")));
        }
    }

    @Test
    void shouldHoldOneCopyOfEveryLibrary() throws Exception {
        try (var jars = Files.list(HOME.resolve("lib"))) {
            var names = jars.map(jar -> jar.getFileName().toString())
                    .map(name -> name.replaceFirst("-\\d[\\w.]*?(-linux-\\w+)?(-SNAPSHOT)?\\.jar$", "$1"))
                    .sorted()
                    .toList();
            assertEquals(names.stream().distinct().toList(), names);
            assertTrue(names.contains("jvm.options"));
        }
    }

    @Test
    void shouldSayItsVersion() throws Exception {
        try (var command = NodeProcess.of(List.of(
                HOME.resolve("bin").resolve("multikernel").toAbsolutePath().toString(), "--version"))) {
            assertEquals(0, command.awaitExit(), () -> command.errors().toString());
            var version = program().getFileName().toString().replaceFirst("multikernel-(.*)\\.jar", "$1");
            assertTrue(
                    String.join("\n", command.output()).contains(version),
                    () -> command.output().toString());
            assertEquals(List.of(), command.errors());
        }
    }

    /** Shapes alone: what it measured says nothing on a machine that runs tests. */
    @Test
    void shouldMeasureAndPrintOneDocument() throws Exception {
        try (var command = NodeProcess.of(List.of(
                HOME.resolve("bin").resolve("multikernel").toAbsolutePath().toString(),
                "bench",
                "urpc",
                "--seconds",
                "2",
                "--json"))) {
            assertEquals(0, command.awaitExit(), () -> command.errors().toString());
            var document = new ObjectMapper().readTree(String.join("\n", command.output()));
            assertEquals("urpc", document.get("experiment").asText());
            assertTrue(document.at("/machine/cpus").asInt() >= 2);
            var subjects = document.get("rows").findValuesAsText("subject");
            var named = List.of("multikernel", "JCTools", "Agrona", "Disruptor", "Aeron IPC");
            assertTrue(subjects.containsAll(named), subjects::toString);
            var ratios = document.get("ratios");
            assertTrue(ratios.findValuesAsText("of").containsAll(named), ratios::toString);
            assertTrue(ratios.findValuesAsText("to").containsAll(named), ratios::toString);
        }
    }

    private static Path program() throws IOException {
        try (var jars = Files.newDirectoryStream(HOME.resolve("lib"), "multikernel-*.jar")) {
            return jars.iterator().next();
        }
    }

    private static Map<String, String> files(Path root) throws IOException {
        var found = new TreeMap<String, String>();
        if (Files.exists(root)) {
            try (var walk = Files.walk(root)) {
                for (var file : walk.filter(Files::isRegularFile).toList()) {
                    found.put(root.relativize(file).toString(), Files.readString(file));
                }
            }
        }
        return found;
    }
}
