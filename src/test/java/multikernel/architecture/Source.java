package multikernel.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A source file as text. */
record Source(Path path, List<String> lines) {

    private static final List<String> PROGRAMS = List.of(".java", ".scala");
    private static final List<String> PAGES = List.of(".html", ".css", ".js");

    /** Every program below these. */
    static List<Source> under(Path... roots) throws IOException {
        return under(PROGRAMS, roots);
    }

    /** Every file below that a browser reads. */
    static List<Source> pagesUnder(Path root) throws IOException {
        return under(PAGES, root);
    }

    private static List<Source> under(List<String> kinds, Path... roots) throws IOException {
        var found = new ArrayList<Source>();
        for (var root : roots) {
            try (var walk = Files.walk(root)) {
                for (var file : walk.filter(file -> isOf(kinds, file)).sorted().toList()) {
                    found.add(new Source(file, Files.readAllLines(file)));
                }
            }
        }
        return found;
    }

    private static boolean isOf(List<String> kinds, Path file) {
        return kinds.stream().anyMatch(file.toString()::endsWith);
    }

    boolean isJava() {
        return path.toString().endsWith(".java");
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    String packageName() {
        return lines.stream()
                .filter(line -> line.startsWith("package "))
                .map(line ->
                        line.substring("package ".length()).replace(";", "").trim())
                .findFirst()
                .orElse("");
    }
}
