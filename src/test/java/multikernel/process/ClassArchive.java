package multikernel.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * The classes that a node loads, read once and kept in a file that later processes map: most of what a start costs. It
 * is made by one node, when so many processes were started that it pays.
 *
 * <p>A JVM takes such a file for the class path that it was made with and whatever follows that, and nothing but
 * archives may be in it; so the program's classes become one, and what only tests need comes last.
 */
final class ClassArchive {

    /** What its making costs, in starts that it makes cheaper. */
    private static final int PAYS_AFTER = 4;

    private static final Path DIRECTORY = Path.of("target", "class-archive");
    private static final String CLASSES = "target" + File.separator + "classes";
    private static final String TESTS = "target" + File.separator + "test-classes";

    private static int starts;
    private static List<String> options = List.of();
    private static List<String> program =
            all().filter(entry -> !entry.endsWith(TESTS)).toList();

    private ClassArchive() {}

    /** The words for a JVM that runs the program, or another class of the tests: options, class path, class. */
    static synchronized List<String> run(String main) throws Exception {
        if (starts++ == PAYS_AFTER) {
            make();
        }
        var isProgram = main.equals(NodeProcess.MAIN);
        var path = Stream.concat(program.stream(), all().filter(entry -> entry.endsWith(TESTS) && !isProgram));
        return words(options, path.toList(), main);
    }

    private static List<String> words(List<String> options, List<String> path, String main) {
        var words = new ArrayList<>(options);
        words.addAll(List.of("-cp", String.join(File.pathSeparator, path), main));
        return words;
    }

    private static Stream<String> all() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator));
    }

    private static void make() throws Exception {
        Files.createDirectories(DIRECTORY);
        var archive = DIRECTORY.resolve("classes.jsa");
        Files.deleteIfExists(archive);
        var jars = jars();
        var making = words(options("ArchiveClassesAtExit", archive), jars, NodeProcess.MAIN);
        try (var node = NodeProcess.run(making, DIRECTORY.resolve("data"))) {
            node.awaitReady();
            node.terminate();
            node.awaitExit();
        }
        if (Files.exists(archive)) {
            options = options("SharedArchiveFile", archive);
            program = jars;
        } else {
            System.err.println("this JVM keeps no classes in a file: processes of tests start as slowly as ever");
        }
    }

    private static List<String> options(String name, Path archive) {
        return List.of("-XX:" + name + "=" + archive, "-Xlog:cds=off", "-Xlog:aot=off");
    }

    private static List<String> jars() throws IOException {
        var jar = DIRECTORY.resolve("program.jar");
        Files.deleteIfExists(jar);
        var classes = program.stream()
                .filter(entry -> entry.endsWith(CLASSES))
                .findFirst()
                .orElseThrow();
        var status = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", classes, ".");
        if (status != 0) {
            throw new IOException("no archive of " + classes + ": status " + status);
        }
        return Stream.concat(program.stream().filter(entry -> !Files.isDirectory(Path.of(entry))), Stream.of("" + jar))
                .toList();
    }
}
