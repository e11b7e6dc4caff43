package multikernel.service;

import akka.NotUsed;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.Uri;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import multikernel.base.CoreId;
import multikernel.base.CoreReading;
import multikernel.base.DomainReading;
import multikernel.base.DomainSpec;
import multikernel.base.Outcome;
import multikernel.domain.Kernel;

/** Every path that is served, and what the kernel is asked for it. */
final class Routes {

    private final Kernel kernel;
    private final Events events;
    private final Console console = Console.load();
    private final byte[] openApi = Console.resource("openapi.json");

    Routes(Kernel kernel, Events events) {
        this.kernel = kernel;
        this.events = events;
    }

    List<Route> table() {
        var own = List.of(
                new Route.File("/", (none, request) -> console.response(Console.PAGE, request)),
                new Route.File(
                        "/console/{file}", (arguments, request) -> console.response(arguments.getFirst(), request)),
                new Route.Reading("/openapi.json", () -> Answers.of(200, ContentTypes.APPLICATION_JSON, openApi)),
                new Route.Reading(
                        "/alive", () -> Answers.json(200, Json.object().put("alive", true))),
                new Route.Reading("/ready", this::ready),
                json("/api/status", () -> Readings.node(kernel.status())),
                json("/api/nodes", () -> Json.array(kernel.nodes(), Readings::member)),
                json("/api/cores", () -> Json.array(kernel.cores(), Readings::core)),
                new Route.Asking("/api/channels", false, (none, uri) -> channels(uri)),
                json("/api/groups", this::groups),
                json("/api/operations", () -> Json.array(kernel.counts().operations(), Readings::operation)),
                json("/api/requests", () -> Json.array(kernel.counts().requests(), Readings::requests)),
                json("/api/agreements", () -> Json.array(kernel.counts().agreements(), Readings::agreement)),
                json("/api/partitions", () -> Json.array(kernel.counts().partitions(), Readings::partition)),
                json("/api/kinds", () -> Json.array(kernel.kinds(), Readings::kind)),
                json("/api/domains", () -> Json.array(kernel.domains(), Readings::domain)),
                new Route.Reading("/api/events", () -> stream(events.stream())),
                new Route.Asking("/api/stream", false, (none, uri) -> live(uri)),
                new Route.Action("POST", "/api/domains", (none, body) -> spawn(body)),
                new Route.Action("DELETE", "/api/domains/{name}", (arguments, none) -> kill(arguments.getFirst())),
                new Route.Action(
                        "POST", "/api/domains/{name}/span", (arguments, body) -> span(arguments.getFirst(), body)));
        return Stream.of(
                        own,
                        new CoreRoutes(kernel).table(),
                        new MemoryRoutes(kernel).table(),
                        new TraceRoutes(kernel).table(),
                        new KnowledgeRoutes(kernel).table())
                .flatMap(List::stream)
                .toList();
    }

    private JsonNode groups() {
        var all = kernel.groups();
        return Json.array(all, each -> Readings.group(each, all));
    }

    private static Route json(String path, Supplier<JsonNode> reading) {
        return new Route.Reading(path, () -> Answers.json(200, reading.get()));
    }

    private HttpResponse ready() {
        var reason = kernel.unreadyReason();
        return reason.isEmpty()
                ? Answers.json(200, Json.object().put("ready", true))
                : Problem.of(Fault.NOT_READY, reason).response();
    }

    /** All of them, or those from a core, or to one. */
    private CompletionStage<HttpResponse> channels(Uri uri) throws Declined {
        var members = Members.of(uri, "from", "to");
        var from = members.has("from") ? Optional.of(members.core("from")) : Optional.<CoreId>empty();
        var to = members.has("to") ? Optional.of(members.core("to")) : Optional.<CoreId>empty();
        var chosen = kernel.channels().stream()
                .filter(each -> from.isEmpty() || from.get().equals(each.from()))
                .filter(each -> to.isEmpty() || to.get().equals(each.to()))
                .toList();
        return CompletableFuture.completedStage(Answers.json(200, Json.array(chosen, Readings::channel)));
    }

    private CompletionStage<HttpResponse> live(Uri uri) throws Declined {
        var members = Members.of(uri, "millis");
        var millis = members.has("millis")
                ? members.number("millis", Live.MILLIS_MIN, Live.MILLIS_MAX)
                : Live.MILLIS_UNLESS_SAID;
        return CompletableFuture.completedStage(stream(new Live(kernel, events).stream(Duration.ofMillis(millis))));
    }

    private static HttpResponse stream(Source<ByteString, NotUsed> stream) {
        return Answers.bare(200)
                .withEntity(HttpEntities.createChunked(ContentTypes.create(MediaTypes.TEXT_EVENT_STREAM), stream));
    }

    private CompletionStage<HttpResponse> spawn(byte[] body) throws Declined {
        var all = kernel.cores().stream().map(CoreReading::id).toList();
        var spec = DomainRequest.parse(body, all);
        return kernel.spawn(spec).thenApply(outcome -> switch (outcome) {
            case Outcome.Done done -> {
                var json = Readings.spawned(row(spec));
                json.put("operation", done.operation().toString()).put("micros", done.micros());
                yield Answers.json(201, json);
            }
            case Outcome.Refused refused -> Problem.of(refused).response();
        });
    }

    private CompletionStage<HttpResponse> span(String name, byte[] body) throws Declined {
        var all = kernel.cores().stream().map(CoreReading::id).toList();
        return kernel.span(name, DomainRequest.span(body, all)).thenApply(outcome -> named(name, outcome));
    }

    private CompletionStage<HttpResponse> kill(String name) {
        return kernel.kill(name).thenApply(outcome -> named(name, outcome));
    }

    private static HttpResponse named(String name, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> {
                var json = Json.object().put("name", name);
                json.put("operation", done.operation().toString()).put("micros", done.micros());
                yield Answers.json(200, json);
            }
            case Outcome.Refused refused -> Problem.of(refused).response();
        };
    }

    /** The new domain as the table has it, or as it was asked where someone has killed it since. */
    private DomainReading row(DomainSpec spec) {
        return kernel.domains().stream()
                .filter(domain -> domain.name().equals(spec.name()))
                .findFirst()
                .orElseGet(() -> new DomainReading(
                        spec.name(),
                        spec.kind(),
                        spec.cores().stream().map(core -> core.index()).toList(),
                        spec.shards(),
                        "running",
                        spec.settings()));
    }
}
