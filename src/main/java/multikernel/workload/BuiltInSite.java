package multikernel.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pages that come with the program, read once. */
final class BuiltInSite implements Site {

    private static final List<String> NAMES = List.of("index.html", "style.css", "favicon.svg");

    private final Map<String, Find> files = new HashMap<>();

    BuiltInSite() {
        NAMES.forEach(name -> files.put(name, new Find.File(read(name))));
    }

    @Override
    public Find find(RequestTarget target, long nowNanos) {
        var segments = target.segments();
        if (segments.isEmpty()) {
            return files.getOrDefault("index.html", Find.Nothing.NOTHING);
        }
        return segments.size() > 1 || target.directory()
                ? Find.Nothing.NOTHING
                : files.getOrDefault(segments.getFirst(), Find.Nothing.NOTHING);
    }

    private static StoredFile read(String name) {
        try (var in = BuiltInSite.class.getResourceAsStream("/site/" + name)) {
            if (in == null) {
                throw new IllegalStateException("site/" + name + " is missing from the program");
            }
            var body = Body.copyOf(in.readAllBytes());
            return new StoredFile(MimeTypes.of(name), EntityTag.of(body), body);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
