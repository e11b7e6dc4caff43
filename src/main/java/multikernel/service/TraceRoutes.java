package multikernel.service;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import multikernel.base.TraceReading;
import multikernel.domain.Kernel;
import multikernel.runtime.TraceDesk;

/** Recordings: begun by an action, listed while they run and afterwards, and fetched as the file that they are. */
final class TraceRoutes {

    private static final String PATH = "/api/traces";
    private static final Set<String> MEMBERS = Set.of("millis");

    private final Kernel kernel;

    TraceRoutes(Kernel kernel) {
        this.kernel = kernel;
    }

    List<Route> table() {
        return List.of(
                new Route.Reading(PATH, () -> Answers.json(200, Json.array(desk().traces(), TraceRoutes::row))),
                new Route.Action("POST", PATH, (none, body) -> record(body)),
                new Route.Asking(PATH + "/{name}", true, (arguments, uri) -> fetch(arguments.getFirst())));
    }

    private TraceDesk desk() {
        return kernel.traces();
    }

    static JsonNode row(TraceReading trace) {
        return Json.object()
                .put("name", trace.name())
                .put("state", trace.state())
                .put("bytes", trace.bytes());
    }

    private CompletionStage<HttpResponse> record(byte[] body) throws Declined {
        return switch (desk().record(millis(body))) {
            case TraceDesk.Answer.Begun(var name, var millis) ->
                done(Answers.json(202, Json.object().put("name", name).put("millis", millis)));
            case TraceDesk.Answer.AlreadyRecording(var name) ->
                throw new Declined(Problem.of(Fault.ALREADY_RECORDING, name + " is being recorded; wait for its end"));
            case TraceDesk.Answer.TooLong(var millisMax) ->
                throw new Declined(Problem.of(
                        Fault.TOO_LONG, "at most " + millisMax + " ms, as multikernel.trace.recording-max says"));
        };
    }

    private static long millis(byte[] body) throws Declined {
        var json = Json.read(body);
        for (var member : json.properties()) {
            if (!MEMBERS.contains(member.getKey())) {
                throw Declined.malformed("unknown member " + Json.quoted(member.getKey()) + "; known is millis");
            }
        }
        var millis = json.path("millis");
        if (!millis.isIntegralNumber() || !millis.canConvertToLong() || millis.longValue() < 1) {
            throw Declined.malformed("the body must be a JSON object whose millis is a whole number from 1 on");
        }
        return millis.longValue();
    }

    private CompletionStage<HttpResponse> fetch(String name) throws Declined {
        var file = desk().file(name);
        if (file.isPresent()) {
            return done(Answers.bare(200)
                    .withEntity(HttpEntities.create(
                            ContentTypes.APPLICATION_JSON, file.get().toFile())));
        }
        var state = desk().traces().stream()
                .filter(trace -> trace.name().equals(name))
                .map(TraceReading::state)
                .findFirst();
        throw new Declined(
                state.isPresent()
                        ? Problem.of(Fault.NO_FILE, Json.quoted(name) + " is " + state.get())
                        : Problem.of(Fault.NOT_FOUND, "GET " + PATH + " lists every trace"));
    }

    private static CompletionStage<HttpResponse> done(HttpResponse response) {
        return CompletableFuture.completedStage(response);
    }
}
