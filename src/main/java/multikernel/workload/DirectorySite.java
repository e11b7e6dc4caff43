package multikernel.workload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The files below a directory of the machine, small ones remembered. Belongs to one core's thread.
 *
 * <p>Nothing outside the directory is served, wherever a link points; names that start with a dot are not served.
 */
final class DirectorySite implements Site {

    /** How long a remembered file is believed without a look at the disk. */
    private static final long TRUST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private record Remembered(StoredFile file, Path real, long size, long modifiedNanos, long lookedAtNanos) {}

    private final Path root;
    private final long fileBytesMax;
    private final long cacheBytesMax;
    private final LinkedHashMap<String, Remembered> cache = new LinkedHashMap<>(64, 0.75f, true);
    private long cachedBytes;

    /** @param fileBytesMax larger files are not read but sent from the disk */
    DirectorySite(Path root, long fileBytesMax, long cacheBytesMax) throws IOException {
        this.root = root.toRealPath();
        this.fileBytesMax = fileBytesMax;
        this.cacheBytesMax = cacheBytesMax;
        if (!Files.isDirectory(this.root) || !Files.isReadable(this.root)) {
            throw new IOException("not a directory that can be read");
        }
    }

    @Override
    public Find find(RequestTarget target, long nowNanos) {
        if (target.segments().stream().anyMatch(segment -> segment.startsWith("."))) {
            return Find.Nothing.NOTHING;
        }
        var key = String.join("/", target.segments()) + (target.directory() ? "/" : "");
        var known = cache.get(key);
        if (known != null && nowNanos - known.lookedAtNanos() < TRUST_NANOS) {
            return new Find.File(known.file());
        }
        try {
            return look(key, target, nowNanos);
        } catch (IOException unreadable) {
            forget(key);
            return Find.Nothing.NOTHING;
        }
    }

    private Find look(String key, RequestTarget target, long nowNanos) throws IOException {
        var path = root;
        for (var segment : target.segments()) {
            path = path.resolve(segment);
        }
        var real = path.toRealPath();
        if (real.startsWith(root) && Files.isDirectory(real)) {
            if (!target.directory() && !target.segments().isEmpty()) {
                return Find.Directory.DIRECTORY;
            }
            real = real.resolve("index.html").toRealPath();
        } else if (target.directory()) {
            return Find.Nothing.NOTHING;
        }
        var attributes = Files.readAttributes(real, BasicFileAttributes.class);
        if (!real.startsWith(root) || !attributes.isRegularFile() || !Files.isReadable(real)) {
            forget(key);
            return Find.Nothing.NOTHING;
        }
        return new Find.File(remembered(key, real, attributes, nowNanos));
    }

    private StoredFile remembered(String key, Path real, BasicFileAttributes attributes, long nowNanos)
            throws IOException {
        var modifiedNanos = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
        var known = cache.get(key);
        var file = known != null
                        && known.real().equals(real)
                        && known.size() == attributes.size()
                        && known.modifiedNanos() == modifiedNanos
                ? known.file()
                : read(real, attributes, modifiedNanos);
        forget(key);
        if (file.content() instanceof Body body && body.length() <= cacheBytesMax) {
            cache.put(key, new Remembered(file, real, attributes.size(), modifiedNanos, nowNanos));
            cachedBytes += body.length();
            shrink();
        }
        return file;
    }

    private StoredFile read(Path real, BasicFileAttributes attributes, long modifiedNanos) throws IOException {
        var type = MimeTypes.of(real.getFileName().toString());
        if (attributes.size() > fileBytesMax) {
            var tag = EntityTag.of(String.valueOf(attributes.fileKey()), attributes.size(), modifiedNanos);
            return new StoredFile(type, tag, new FileSlice(real.toString(), 0, attributes.size()));
        }
        var body = Body.copyOf(Files.readAllBytes(real));
        return new StoredFile(type, EntityTag.of(body), body);
    }

    private void forget(String key) {
        var gone = cache.remove(key);
        if (gone != null) {
            cachedBytes -= gone.file().content().length();
        }
    }

    /** The least recently used go first. */
    private void shrink() {
        while (cachedBytes > cacheBytesMax) {
            forget(cache.keySet().iterator().next());
        }
    }
}
