package multikernel.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/** Every file of ours is small, says what it is, and hides nothing. */
@Execution(CONCURRENT)
class TidyTest {

    private static final Path MAIN = Path.of("src", "main", "java");

    private static final Path CONSOLE = Path.of("src", "main", "resources", "console");

    /** What a visitor sees first; everything else at the top is generated or begins with a dot. */
    private static final Set<String> TOP = Set.of("pom.xml", "README.md", "LICENSE", "src", "conf", "dashboards");

    /** Packages of ours that may hold a monitor with a block, for want of a modifier that byte code would show. */
    private static final Set<String> LOCKING = Set.of("multikernel.urpc", "multikernel.runtime");

    @Test
    void shouldKeepFilesShortAndLinesNarrow() throws Exception {
        assertEquals(
                List.of(),
                all().flatMap(source -> TidyRules.size(source).stream()).toList());
    }

    @Test
    void shouldKeepTheFilesOfTheConsoleAsShortAndAsNarrow() throws Exception {
        var pages = Source.pagesUnder(CONSOLE);
        assertFalse(pages.isEmpty());
        assertEquals(
                List.of(),
                pages.stream()
                        .flatMap(page -> Stream.concat(TidyRules.size(page).stream(), TidyRules.banned(page).stream()))
                        .toList());
    }

    @Test
    void shouldKeepMethodsShort() throws Exception {
        assertEquals(List.of(), TidyRules.methods(all().filter(Source::isJava).toList()));
    }

    @Test
    void shouldLeaveNothingUnfinishedSleptOnOrTiedToOneMachine() throws Exception {
        assertEquals(
                List.of(),
                all().flatMap(source -> TidyRules.banned(source).stream()).toList());
    }

    @Test
    void shouldLockBlocksOnlyInUrpcAndRuntime() throws Exception {
        assertEquals(
                List.of(),
                Source.under(MAIN).stream()
                        .filter(source -> !LOCKING.contains(source.packageName()))
                        .filter(TidyRules::locks)
                        .map(Source::path)
                        .toList());
    }

    @Test
    void shouldSayOfEveryPackageWhatItIs() throws Exception {
        var program = House.program();
        var found = new ArrayList<String>();
        for (var packageName :
                Source.under(MAIN).stream().map(Source::packageName).collect(Collectors.toCollection(TreeSet::new))) {
            var file = MAIN.resolve(packageName.replace('.', '/')).resolve("package-info.java");
            var text = Files.exists(file) ? Files.readString(file) : "";
            found.addAll(TidyRules.packageInfo(packageName, program.packageOf(packageName), text));
        }
        assertEquals(List.of(), found);
    }

    @Test
    void shouldShowNothingElseAtTheTop() throws Exception {
        var seen = new TreeSet<String>();
        tracked().forEach(file -> seen.add(file.getName(0).toString()));
        seen.removeIf(name -> name.startsWith(".") || name.equals("target"));
        assertEquals(TOP, seen);
    }

    @Test
    void shouldKeepTheReadmeShort() throws Exception {
        var lines = Files.readAllLines(Path.of("README.md")).size();
        assertTrue(lines <= TidyRules.README_LINES_MAX, lines + " lines");
    }

    @Test
    void shouldRefuseALongFileAndAWideLine() {
        var tall = new Source(Path.of("Tall.java"), Collections.nCopies(TidyRules.LINES_MAX + 1, ""));
        var wide = new Source(Path.of("Wide.java"), List.of("x".repeat(TidyRules.COLUMNS_MAX + 1)));
        assertEquals(1, TidyRules.size(tall).size());
        assertEquals(List.of("Wide.java:1 is wider than 120"), TidyRules.size(wide));
    }

    @Test
    void shouldRefuseALongMethod() throws Exception {
        var longest = method(TidyRules.METHOD_LINES_MAX - 2);
        var tooLong = method(TidyRules.METHOD_LINES_MAX - 1);
        assertEquals(List.of(), TidyRules.methods(List.of(longest)));
        assertEquals(
                List.of("Some.java some has 41 lines, more than 40"), TidyRules.methods(List.of(longest, tooLong)));
    }

    @Test
    void shouldRefuseEveryBannedWord() {
        for (var line : List.of(
                "// TO" + "DO later",
                "Thread" + ".sleep(5);",
                "TimeUnit.SECONDS" + ".sleep(5);",
                "@Dis" + "abled",
                "\"do this\" ign" + "ore {",
                "Path.of(\"/ho" + "me/me\")",
                "Path.of(\"C:" + "\\\\me\")")) {
            var source = new Source(Path.of("Some.java"), List.of(line));
            assertEquals(1, TidyRules.banned(source).size(), line);
        }
    }

    @Test
    void shouldRefuseAPackageThatDoesNotSayItsFloor() {
        assertEquals(List.of(), TidyRules.packageInfo("p", "base", "Floor 0. @NullMarked"));
        assertEquals(2, TidyRules.packageInfo("p", "base", "Floor 1.").size());
    }

    @Test
    void shouldSeeABlockThatLocks() {
        assertTrue(TidyRules.locks(new Source(Path.of("Some.java"), List.of("synchronized" + " (this) {"))));
    }

    private static Source method(int statements) {
        var lines = new ArrayList<>(List.of("class Some {", "void some() {"));
        lines.addAll(Collections.nCopies(statements, "hashCode();"));
        lines.addAll(List.of("}", "}"));
        return new Source(Path.of("Some.java"), lines);
    }

    /** What git knows of, or in a copy without its history what is there. */
    private static List<Path> tracked() throws Exception {
        var git = new ProcessBuilder("git", "ls-files")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var files = git.inputReader().lines().map(Path::of).toList();
        if (git.waitFor() == 0) {
            return files;
        }
        try (var listed = Files.list(Path.of(""))) {
            return listed.toList();
        }
    }

    private static Stream<Source> all() throws Exception {
        return Source.under(Path.of("src")).stream();
    }
}
