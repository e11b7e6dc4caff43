package multikernel.hardware;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** A machine's files as a text with a line for each: its path, an equals sign, and its content. */
record RecordedFiles(Map<String, String> files) implements SystemFiles {

    static RecordedFiles of(String name) {
        var files = new TreeMap<String, String>();
        try (var in = RecordedFiles.class.getResourceAsStream("/machines/" + name + ".txt")) {
            var text = new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
            text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                int equals = line.indexOf('=');
                files.put(
                        line.substring(0, equals),
                        line.substring(equals + 1).replace("\\n", "\n").replace("\\t", "\t"));
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new RecordedFiles(files);
    }

    @Override
    public Optional<String> read(String path) {
        return Optional.ofNullable(files.get(path));
    }

    @Override
    public List<String> names(String directory) {
        return files.keySet().stream()
                .filter(path -> path.startsWith(directory))
                .map(path -> path.substring(directory.length()))
                .map(path -> path.indexOf('/') < 0 ? path : path.substring(0, path.indexOf('/')))
                .distinct()
                .toList();
    }
}
