package multikernel.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A source file as text. */
record Source(Path path, List<String> lines) {

    /** Programs, and the pages that are served. */
    private static final List<String> KINDS = List.of(".java", ".scala", ".js", ".css", ".html");

    static List<Source> under(Path... roots) throws IOException {
        var found = new ArrayList<Source>();
        for (var root : roots) {
            try (var walk = Files.walk(root)) {
                for (var file : walk.filter(Source::isSource).sorted().toList()) {
                    found.add(new Source(file, Files.readAllLines(file)));
                }
            }
        }
        return found;
    }

    private static boolean isSource(Path file) {
        var name = file.toString();
        return KINDS.stream().anyMatch(name::endsWith);
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
