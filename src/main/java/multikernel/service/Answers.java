package multikernel.service;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Answers that carry what every answer of ours carries: not to be guessed at, embedded by another site, or kept. */
final class Answers {

    private static final List<HttpHeader> HEADERS = List.of(
            RawHeader.create("X-Content-Type-Options", "nosniff"),
            RawHeader.create("Cross-Origin-Resource-Policy", "same-origin"),
            RawHeader.create("Referrer-Policy", "no-referrer"));

    private Answers() {}

    static HttpResponse json(int status, JsonNode body) {
        return of(status, ContentTypes.APPLICATION_JSON, Json.bytes(body));
    }

    static HttpResponse of(int status, ContentType type, byte[] body) {
        return bare(status).withEntity(HttpEntities.create(type, body));
    }

    static HttpResponse bare(int status) {
        return of(status, "no-store");
    }

    /** May be kept by whoever asks each time whether it is still the same. */
    static HttpResponse kept(int status) {
        return of(status, "no-cache");
    }

    private static HttpResponse of(int status, String keeping) {
        return HttpResponse.create()
                .withStatus(status)
                .addHeader(RawHeader.create("Cache-Control", keeping))
                .addHeaders(HEADERS);
    }
}
