package multikernel.service;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import multikernel.workload.EntityTag;
import multikernel.workload.MimeTypes;

/**
 * The page at {@code /} and the files that it is made of, read once. A browser keeps them and asks each time whether
 * they are still the same; the policy lets it load from here alone and run nothing that stands in the page itself.
 */
final class Console {

    static final String PAGE = "index.html";

    /** Beside {@link #PAGE}. */
    static final List<String> FILES = List.of(
            "agreements.js",
            "api.js",
            "app.js",
            "base.css",
            "channels.js",
            "cluster.js",
            "cores.js",
            "dialogs.js",
            "domains.js",
            "dom.js",
            "events.js",
            "forms.js",
            "heat.js",
            "icon.svg",
            "knowledge.js",
            "machine.js",
            "memory.js",
            "parts.css",
            "search.js",
            "store.js",
            "stream.js",
            "table.js",
            "traces.js",
            "tree.js",
            "views.css");

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            + "require-trusted-types-for 'script'; trusted-types 'none'";

    private record Kept(ContentType type, String tag, byte[] bytes) {}

    private final Map<String, Kept> files = new HashMap<>();

    private Console() {
        keep(PAGE);
        FILES.forEach(this::keep);
    }

    static Console load() {
        return new Console();
    }

    private void keep(String name) {
        var bytes = resource("/console/" + name);
        files.put(name, new Kept(ContentTypes.parse(MimeTypes.of(name)), EntityTag.of(ByteBuffer.wrap(bytes)), bytes));
    }

    /** The file, or that the asker has it already. */
    HttpResponse response(String name, HttpRequest request) throws Declined {
        var file = files.get(name);
        if (file == null) {
            throw new Declined(Problem.of(Fault.NOT_FOUND, "the console has no file " + Json.quoted(name)));
        }
        var isKnown = request.getHeader("If-None-Match")
                .filter(tags -> EntityTag.listed(tags.value(), file.tag()))
                .isPresent();
        var response = Answers.kept(isKnown ? 304 : 200)
                .addHeader(RawHeader.create("ETag", file.tag()))
                .addHeader(RawHeader.create("Content-Security-Policy", POLICY))
                .addHeader(RawHeader.create("X-Frame-Options", "DENY"));
        return isKnown ? response : response.withEntity(HttpEntities.create(file.type(), file.bytes()));
    }

    static byte[] resource(String name) {
        try (var in = Objects.requireNonNull(Console.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
