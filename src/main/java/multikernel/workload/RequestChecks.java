package multikernel.workload;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From Netty's request to ours, and the reasons for which it is none. */
final class RequestChecks {

    /** A name or address with its port; a folded or forged line has spaces at least. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._~%:\\[\\]-]*");

    private RequestChecks() {}

    /** Refuses what could be read in two ways: a length beside chunks, two lengths, a bare line feed. */
    static HttpRequestDecoder decoder(WebSettings settings) {
        return new HttpRequestDecoder(new HttpDecoderConfig()
                .setMaxInitialLineLength(settings.targetBytesMax())
                .setMaxHeaderSize(settings.headBytesMax())
                .setAllowDuplicateContentLengths(false)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true)
                .setValidateHeaders(true));
    }

    static Response malformed(@Nullable Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException line -> Answers.problem(414, "The first line is too long.");
            case TooLongHttpHeaderException header -> Answers.problem(431, "The headers are too large.");
            case null, default -> Answers.problem(400, "This is not a well-formed HTTP/1.1 request.");
        };
    }

    static Optional<Response> refusal(HttpRequest request) {
        var headers = request.headers();
        var version = request.protocolVersion();
        if (version.majorVersion() != 1) {
            return Optional.of(Answers.problem(505, "HTTP/1.0 and HTTP/1.1 are spoken here."));
        }
        var hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1 || (hosts.isEmpty() && !oldProtocol(request))) {
            return Optional.of(Answers.problem(400, "A request has exactly one Host."));
        }
        if (!hosts.stream().allMatch(host -> HOST.matcher(host).matches())) {
            return Optional.of(Answers.problem(400, "The Host is malformed."));
        }
        var codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!codings.isEmpty() && (oldProtocol(request) || !codings.equals(List.of("chunked")))) {
            return Optional.of(Answers.problem(400, "A body comes with a length or, since HTTP/1.1, in chunks."));
        }
        return headers.contains(HttpHeaderNames.EXPECT)
                ? Optional.of(Answers.problem(417, "Nothing is expected here."))
                : Optional.empty();
    }

    static boolean staysOpen(HttpRequest request) {
        return HttpUtil.isKeepAlive(request);
    }

    static boolean oldProtocol(HttpRequest request) {
        return request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0;
    }

    static Request request(HttpRequest request) {
        return new Request(
                request.method().name(),
                request.uri(),
                header(request, HttpHeaderNames.ACCEPT),
                header(request, HttpHeaderNames.IF_NONE_MATCH),
                header(request, HttpHeaderNames.RANGE),
                header(request, HttpHeaderNames.IF_RANGE));
    }

    private static String header(HttpRequest request, CharSequence name) {
        return request.headers().get(name, "");
    }
}
