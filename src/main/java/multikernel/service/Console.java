package multikernel.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/** The page at {@code /}: one file that loads nothing, and a policy that lets it run its own script and style only. */
final class Console {

    private final byte[] page;
    private final String policy;

    private Console(byte[] page, String policy) {
        this.page = page;
        this.policy = policy;
    }

    static Console load() {
        var page = resource("console.html");
        var text = new String(page, UTF_8);
        var policy = "default-src 'none'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
                + "frame-ancestors 'none'; script-src " + hash(text, "script") + "; style-src " + hash(text, "style");
        return new Console(page, policy);
    }

    HttpResponse response() {
        return Answers.of(200, ContentTypes.TEXT_HTML_UTF8, page)
                .addHeader(RawHeader.create("Content-Security-Policy", policy))
                .addHeader(RawHeader.create("X-Frame-Options", "DENY"));
    }

    static byte[] resource(String name) {
        try (var in = Objects.requireNonNull(Console.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The policy's word for the page's one element of this name, by its content. */
    private static String hash(String page, String element) {
        int begin = page.indexOf("<" + element + ">") + element.length() + 2;
        var content = page.substring(begin, page.indexOf("</" + element + ">", begin));
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
