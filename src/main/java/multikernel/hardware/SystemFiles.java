package multikernel.hardware;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The files in which Linux describes the machine. What is not there, not readable or not as expected is empty. */
public interface SystemFiles {

    /** Longer files describe something else. */
    int BYTES_MAX = 1 << 20;

    /** More names in one directory are not looked at: the number of CPUs that Linux can have, and some. */
    int NAMES_MAX = 1 << 16;

    /** @param path from the root, without a leading slash */
    Optional<String> read(String path);

    /** The names in a directory, sorted; empty for none. */
    List<String> names(String directory);

    /** This system's own. */
    static SystemFiles below(Path root) {
        return new Directory(root);
    }

    /** The first line, stripped. */
    default Optional<String> line(String path) {
        return read(path).flatMap(text -> text.lines().findFirst()).map(String::strip);
    }

    /** The number that the file holds; {@code K}, {@code M} and {@code G} after it count by 1024. */
    default OptionalLong number(String path) {
        return line(path).map(Numbers::parse).orElse(OptionalLong.empty());
    }

    /** The number, if it is one that an {@code int} holds, and -1 if not. */
    default int whole(String path) {
        long number = number(path).orElse(-1);
        return number < 0 || number > Integer.MAX_VALUE ? -1 : (int) number;
    }

    default List<Integer> cpus(String path) {
        return line(path).map(CpuList::parse).orElse(List.of());
    }

    /** Below a directory that stands for the root of the file system. */
    record Directory(Path root) implements SystemFiles {

        @Override
        public Optional<String> read(String path) {
            try {
                var file = root.resolve(path);
                if (!Files.isRegularFile(file)) {
                    return Optional.empty();
                }
                try (var in = Files.newInputStream(file)) {
                    // Not as UTF-8: a name in a device's file may be in any encoding.
                    return Optional.of(new String(in.readNBytes(BYTES_MAX), StandardCharsets.ISO_8859_1));
                }
            } catch (IOException | InvalidPathException | SecurityException hidden) {
                return Optional.empty();
            }
        }

        @Override
        public List<String> names(String directory) {
            try (var entries = Files.list(root.resolve(directory))) {
                return entries.limit(NAMES_MAX)
                        .map(entry -> String.valueOf(entry.getFileName()))
                        .sorted()
                        .toList();
            } catch (IOException | UncheckedIOException | InvalidPathException | SecurityException hidden) {
                return List.of();
            }
        }
    }
}
