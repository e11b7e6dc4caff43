package multikernel.service;

import akka.dispatch.MessageDispatcher;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.Uri;
import akka.http.javadsl.model.headers.RawHeader;
import akka.stream.Materializer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import multikernel.base.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of a request: the guard, the table of routes, the body, the kernel; and an answer whatever happens. */
final class Front {

    private static final Logger LOG = LoggerFactory.getLogger(Front.class);

    private final Guard guard;
    private final List<Route> routes;
    private final HttpSettings settings;
    private final Body bodies;
    private final MessageDispatcher executor;

    /** @param executor runs what follows an outcome: the kernel may complete it on any of its threads */
    Front(
            Guard guard,
            List<Route> routes,
            HttpSettings settings,
            Materializer materializer,
            MessageDispatcher executor) {
        this.guard = guard;
        this.routes = routes;
        this.settings = settings;
        this.bodies = new Body(settings, materializer);
        this.executor = executor;
    }

    CompletionStage<HttpResponse> answer(HttpRequest request) {
        try {
            return choose(request).exceptionally(failure -> explain(request, failure));
        } catch (Declined | RuntimeException failure) {
            bodies.discard(request.entity());
            return CompletableFuture.completedStage(explain(request, failure));
        }
    }

    private CompletionStage<HttpResponse> choose(HttpRequest request) throws Declined {
        decline(guard.refusal(request));
        var path = segments(request.getUri());
        var here = routes.stream()
                .filter(route -> route.arguments(path).isPresent())
                .toList();
        if (here.isEmpty()) {
            throw new Declined(Problem.of(Fault.NOT_FOUND, "GET /openapi.json lists every path"));
        }
        var method = request.method().value();
        for (var route : here) {
            if (route.method().equals(method)) {
                return take(route, request, route.arguments(path).orElseThrow());
            }
        }
        bodies.discard(request.entity());
        return CompletableFuture.completedStage(otherMethod(here));
    }

    private CompletionStage<HttpResponse> take(Route route, HttpRequest request, List<String> arguments)
            throws Declined {
        return switch (route) {
            case Route.Reading reading -> {
                bodies.discard(request.entity());
                yield CompletableFuture.completedStage(reading.answer().answer());
            }
            case Route.File file -> {
                var answer = file.fetch().fetch(arguments, request);
                bodies.discard(request.entity());
                yield CompletableFuture.completedStage(answer);
            }
            case Route.Asking asking -> {
                if (asking.isGuarded()) {
                    decline(guard.actionRefusal(request));
                }
                var answer = limited(asking.ask().ask(arguments, request.getUri()));
                bodies.discard(request.entity());
                yield answer;
            }
            case Route.Action action -> {
                decline(guard.actionRefusal(request));
                yield bodies.read(request.entity()).thenComposeAsync(body -> act(action, arguments, body), executor);
            }
        };
    }

    private CompletionStage<HttpResponse> act(Route.Action action, List<String> arguments, byte[] body) {
        try {
            return limited(action.act().act(arguments, body));
        } catch (Declined declined) {
            return CompletableFuture.failedStage(declined);
        }
    }

    private CompletionStage<HttpResponse> limited(CompletionStage<HttpResponse> answer) {
        return answer.thenApply(response -> response)
                .toCompletableFuture()
                .orTimeout(settings.requestLimit().toMillis(), TimeUnit.MILLISECONDS)
                .thenApplyAsync(response -> response, executor);
    }

    /** The decoded segments; an empty one counts, which Akka's own list leaves out. */
    private static List<String> segments(Uri uri) {
        var path = uri.getPathString();
        var segments =
                StreamSupport.stream(uri.pathSegments().spliterator(), false).toList();
        return path.split("/", -1).length - 1 == segments.size() ? segments : List.of(path.substring(1));
    }

    private static HttpResponse otherMethod(List<Route> here) {
        var allowed = here.stream()
                .map(route -> route.method().equals("GET") ? "GET, HEAD" : route.method())
                .collect(Collectors.joining(", "));
        return Problem.of(Fault.METHOD_NOT_ALLOWED, "this path takes " + allowed)
                .response()
                .addHeader(RawHeader.create("Allow", allowed));
    }

    private static void decline(Optional<Problem> problem) throws Declined {
        if (problem.isPresent()) {
            throw new Declined(problem.get());
        }
    }

    private HttpResponse explain(HttpRequest request, Throwable failure) {
        return switch (Failures.cause(failure)) {
            case Declined declined -> declined.problem().response();
            case TimeoutException late ->
                Problem.of(
                                Refusal.TIMED_OUT,
                                "no outcome within " + settings.requestLimit().toMillis()
                                        + " ms; read the tables before asking again")
                        .response();
            case Throwable broken -> {
                LOG.error(
                        "{} {} failed.",
                        request.method().value(),
                        request.getUri().path(),
                        broken);
                yield Problem.of(Fault.BROKEN, "look for this request in the node's log")
                        .response();
            }
        };
    }
}
