package multikernel.service;

import multikernel.base.Words;

/** What can be wrong with a request before the kernel hears of it, or with the node itself; one sentence each. */
enum Fault {
    MALFORMED(400, "The request is not what this path takes."),
    MALFORMED_GOAL(400, "The query is no goal."),
    UNAUTHORIZED(401, "An action needs the token of this start."),
    FOREIGN_ORIGIN(403, "The request comes from a page that this node did not serve."),
    NOT_FOUND(404, "Nothing is at this path."),
    METHOD_NOT_ALLOWED(405, "This path does not take this method."),
    SLOW_BODY(408, "The body took too long to arrive."),
    ALREADY_RECORDING(409, "A recording runs already, and there is one at a time."),
    TOO_LONG(409, "A recording may not take so long."),
    NO_FILE(409, "The trace has no file: it is being recorded, or could not be written."),
    TOO_LARGE(413, "The body is larger than the limit."),
    MISDIRECTED(421, "The Host of the request is not a name that this node serves."),
    QUERY_TOO_LONG(422, "The query went beyond a limit and was stopped."),
    NO_SENSE(422, "The goal cannot be worked out."),
    BROKEN(500, "The node failed to answer; its log says why."),
    NOT_READY(503, "The node cannot do its work now.");

    private final int status;
    private final String sentence;

    Fault(int status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }

    int status() {
        return status;
    }

    String sentence() {
        return sentence;
    }

    String word() {
        return Words.of(this);
    }
}
