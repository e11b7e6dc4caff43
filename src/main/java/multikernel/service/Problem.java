package multikernel.service;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpCharsets;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.headers.RawHeader;
import java.util.ArrayList;
import multikernel.base.Outcome;
import multikernel.base.Refusal;

/**
 * An error as RFC 9457 has it.
 *
 * @param word what is wrong, stable; {@code urn:multikernel:WORD} on the wire
 * @param title one sentence that belongs to the word
 * @param detail what exactly, this time
 */
record Problem(int status, String word, String title, String detail) {

    /** Before the word of every problem's type. */
    static final String URN = "urn:multikernel:";

    private static final akka.http.javadsl.model.ContentType TYPE =
            ContentTypes.create(MediaTypes.applicationWithFixedCharset("problem+json", HttpCharsets.UTF_8));

    static Problem of(Fault fault, String detail) {
        return new Problem(fault.status(), fault.word(), fault.sentence(), detail);
    }

    static Problem of(Outcome.Refused refused) {
        return of(refused.refusal(), refused.detail());
    }

    static Problem of(Refusal refusal, String detail) {
        var sentence = refusal.sentence();
        return new Problem(statusOf(refusal), refusal.word(), sentence, detail.isEmpty() ? sentence : detail);
    }

    private static int statusOf(Refusal refusal) {
        return switch (refusal) {
            case BUSY, STOPPING, TIMED_OUT -> 503;
            default -> 409;
        };
    }

    HttpResponse response() {
        var body = Json.object()
                .put("type", URN + word)
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
        var headers = new ArrayList<HttpHeader>();
        if (status == 503) {
            headers.add(RawHeader.create("Retry-After", Integer.toString(HttpSettings.RETRY_AFTER_SECONDS)));
        }
        if (status == 401) {
            headers.add(RawHeader.create("WWW-Authenticate", "Bearer"));
        }
        return Answers.of(status, TYPE, Json.bytes(body)).addHeaders(headers);
    }
}
