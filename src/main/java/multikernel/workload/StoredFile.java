package multikernel.workload;

import java.util.List;

/** A file of a site at one moment, ready to be sent. */
record StoredFile(String type, String tag, Content content) {

    /** The answer to a GET or HEAD of this file. */
    Response answer(Request request) {
        if (!request.ifNoneMatch().isEmpty() && EntityTag.listed(request.ifNoneMatch(), tag)) {
            return new Response(304, headers(), Body.EMPTY);
        }
        return switch (range(request)) {
            case ByteRange.Whole whole -> whole();
            case ByteRange.Part part ->
                new Response(206, headers(), content.slice(part.first(), part.length()))
                        .with("Content-Type", type)
                        .with("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + content.length());
            case ByteRange.Unsatisfiable nothing ->
                Answers.problem(416, "No byte of this range exists.")
                        .with("Content-Range", "bytes */" + content.length());
        };
    }

    private Response whole() {
        return new Response(200, headers(), content).with("Content-Type", type);
    }

    private ByteRange range(Request request) {
        var stale = !request.ifRange().isEmpty() && !request.ifRange().equals(tag);
        return stale || !request.method().equals("GET")
                ? ByteRange.Whole.WHOLE
                : ByteRange.of(request.range(), content.length());
    }

    private List<Response.Header> headers() {
        return List.of(
                new Response.Header("ETag", tag),
                new Response.Header("Accept-Ranges", "bytes"),
                new Response.Header("Cache-Control", "no-cache"));
    }
}
