package multikernel.workload;

import java.util.ArrayList;
import java.util.List;

/**
 * An answer before it has met a connection: length, date and connection headers are the front-end's.
 *
 * @param headers in the order in which they are written
 */
public record Response(int status, List<Header> headers, Content content) {

    /** A header whose value cannot end its line: whatever a client sent, it cannot add a header to an answer. */
    public record Header(String name, String value) {

        public Header {
            if (value.chars().anyMatch(c -> c < ' ' || c > '~')) {
                throw new IllegalArgumentException("header " + name + " may hold printable ASCII only");
            }
        }
    }

    public Response {
        headers = List.copyOf(headers);
    }

    static Response of(int status, String type, Content content) {
        return new Response(status, List.of(new Header("Content-Type", type)), content);
    }

    Response with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Response(status, more, content);
    }

    String header(String name) {
        return headers.stream()
                .filter(header -> header.name().equals(name))
                .map(Header::value)
                .findFirst()
                .orElse("");
    }
}
