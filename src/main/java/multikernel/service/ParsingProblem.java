package multikernel.service;

import akka.event.LoggingAdapter;
import akka.http.ParsingErrorHandler;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.scaladsl.model.ErrorInfo;
import akka.http.scaladsl.model.StatusCode;
import akka.http.scaladsl.settings.ServerSettings;

/** A problem document for what is not even HTTP; named in the settings of the server, which reads {@link #MODULE$}. */
public final class ParsingProblem extends ParsingErrorHandler {

    /** Where Akka looks for the one instance, as if this were an object of Scala's. */
    @SuppressWarnings("MemberName")
    public static final ParsingProblem MODULE$ = new ParsingProblem();

    private ParsingProblem() {}

    @Override
    public HttpResponse handle(StatusCode status, ErrorInfo error, LoggingAdapter log, ServerSettings settings) {
        var detail = status.intValue() == StatusCodes.URI_TOO_LONG.intValue() ? tooLong(settings) : error.summary();
        return new Problem(status.intValue(), Fault.MALFORMED.word(), Fault.MALFORMED.sentence(), detail).response();
    }

    private static String tooLong(ServerSettings settings) {
        return "the address has more than " + settings.getParserSettings().getMaxUriLength()
                + " characters; how long a goal may be, multikernel.knowledge.goal-max says";
    }
}
