package multikernel.workload;

import java.util.Map;

/** The answers that are no file and no item: each says in one sentence what was wrong. */
final class Answers {

    static final String HTML = "text/html; charset=utf-8";

    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(200, "OK"),
            Map.entry(206, "Partial Content"),
            Map.entry(301, "Moved Permanently"),
            Map.entry(304, "Not Modified"),
            Map.entry(400, "Bad Request"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(408, "Request Timeout"),
            Map.entry(413, "Content Too Large"),
            Map.entry(414, "URI Too Long"),
            Map.entry(416, "Range Not Satisfiable"),
            Map.entry(417, "Expectation Failed"),
            Map.entry(431, "Request Header Fields Too Large"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(505, "HTTP Version Not Supported"));

    private Answers() {}

    static String reason(int status) {
        return REASONS.getOrDefault(status, "Unknown");
    }

    static Response problem(int status, String sentence) {
        var title = status + " " + reason(status);
        var page = Html.page(title, "<h1>" + title + "</h1>\n<p>" + Html.escape(sentence) + "</p>");
        return Response.of(status, HTML, page).with("Cache-Control", "no-store");
    }

    /** Something on the way is full, away or late; a client may come back. */
    static Response unavailable(String sentence) {
        return problem(503, sentence).with("Retry-After", "1");
    }

    static Response moved(String location) {
        return problem(301, "It is at " + location + ".").with("Location", location);
    }
}
