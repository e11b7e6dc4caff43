package multikernel.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import multikernel.base.TraceReading;
import multikernel.trace.ChromeTrace;
import multikernel.trace.Timeline;

/** The traces that a node keeps in its data directory: so many files at most, each of so many bytes. */
final class TraceFiles {

    private static final String SUFFIX = ".json";
    private static final String UNFINISHED = ".part";

    /** Sorts by time. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final int filesMax;
    private final long bytesMax;

    /** More than a file may have. */
    static final class TooBig extends IOException {
        private static final long serialVersionUID = 1;

        TooBig(long bytesMax) {
            super("more than " + bytesMax + " bytes");
        }
    }

    TraceFiles(Path directory, int filesMax, long bytesMax) {
        this.directory = directory;
        this.filesMax = filesMax;
        this.bytesMax = bytesMax;
    }

    /** A name that sorts after all before it; two of one millisecond cannot be: there is a limit to how often. */
    static String name(Instant now, String what) {
        return TIME.format(now) + "-" + what + SUFFIX;
    }

    /**
     * Writes it, under its name only once it is whole, and deletes of too many the oldest of those alike.
     *
     * @throws TooBig and nothing is left, if it would have more bytes than a file may
     */
    void write(String name, Timeline timeline) throws IOException {
        Files.createDirectories(directory);
        var part = directory.resolve(name + UNFINISHED);
        try {
            try (var out = new Limited(Files.newBufferedWriter(part, UTF_8), bytesMax)) {
                ChromeTrace.write(timeline, out);
            } catch (UncheckedIOException failed) {
                throw failed.getCause();
            }
            makeRoom();
            Files.move(part, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** For one more: whoever looks never finds too many. */
    private void makeRoom() throws IOException {
        var all = new ArrayList<>(readings());
        while (all.size() >= filesMax) {
            var least = leastNeeded(all);
            Files.deleteIfExists(directory.resolve(least.name()));
            all.remove(least);
        }
    }

    /**
     * The oldest of what there is most of: what goes on happening would otherwise take the place of what it began with.
     *
     * @param all the oldest first
     */
    private static TraceReading leastNeeded(List<TraceReading> all) {
        var counts = all.stream().collect(Collectors.groupingBy(TraceFiles::what, Collectors.counting()));
        var most = Collections.max(counts.values());
        return all.stream()
                .filter(each -> most.equals(counts.get(what(each))))
                .findFirst()
                .orElseThrow();
    }

    /** What its name says after the time. */
    private static String what(TraceReading reading) {
        return reading.name().replaceFirst("^[0-9-]*", "");
    }

    /** The oldest first. */
    List<TraceReading> readings() throws IOException {
        var found = new ArrayList<TraceReading>();
        if (Files.isDirectory(directory)) {
            try (var files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
                for (var file : files) {
                    found.add(new TraceReading(file.getFileName().toString(), "done", Files.size(file)));
                }
            }
        }
        found.sort((left, right) -> left.name().compareTo(right.name()));
        return found;
    }

    /** Only what is listed: a name from outside is no path. */
    Optional<Path> file(String name) throws IOException {
        return readings().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .map(each -> directory.resolve(each.name()));
    }

    /** Counts what it is given as bytes of UTF-8, and refuses what is beyond the limit. */
    private static final class Limited extends Writer {

        private final Writer out;
        private final long bytesMax;
        private long bytes;

        Limited(Writer out, long bytesMax) {
            this.out = out;
            this.bytesMax = bytesMax;
        }

        @Override
        public void write(char[] text, int from, int length) throws IOException {
            for (var at = from; at < from + length; at++) {
                bytes += text[at] < 0x80 ? 1 : 3;
            }
            if (bytes > bytesMax) {
                throw new TooBig(bytesMax);
            }
            out.write(text, from, length);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
