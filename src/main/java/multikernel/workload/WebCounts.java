package multikernel.workload;

import multikernel.metrics.RequestTally.Answer;

/** What a front-end has done since it started; belongs to one core's thread. */
final class WebCounts {

    /** Where a client may read them, beside every site. */
    static final String TARGET = "/-/counts";

    long connections;
    long connectionsRefused;
    long requests;
    long answered;
    long clientErrors;
    long unavailable;
    long serverErrors;
    long late;
    long serversLost;

    void answering(int status) {
        answered++;
        clientErrors += status >= 400 && status < 500 ? 1 : 0;
        unavailable += status == 503 ? 1 : 0;
        serverErrors += status >= 500 && status != 503 ? 1 : 0;
    }

    Response response(int open, int inFlight) {
        var json = """
            {"open":%d,"inFlight":%d,"connections":%d,"connectionsRefused":%d,"requests":%d,"answered":%d,\
            "clientErrors":%d,"unavailable":%d,"serverErrors":%d,"late":%d,"serversLost":%d}
            """.formatted(
                        open,
                        inFlight,
                        connections,
                        connectionsRefused,
                        requests,
                        answered,
                        clientErrors,
                        unavailable,
                        serverErrors,
                        late,
                        serversLost);
        return Response.of(200, "application/json", Body.utf8(json)).with("Cache-Control", "no-store");
    }

    static Answer answerOf(int status) {
        if (status == 503) {
            return Answer.UNAVAILABLE;
        }
        return status < 400 ? Answer.DONE : status < 500 ? Answer.REFUSED : Answer.FAILED;
    }
}
