package multikernel.service;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.Uri;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import multikernel.base.CoreId;
import multikernel.base.CoreReading;
import multikernel.base.Outcome;
import multikernel.domain.CapabilityReading;
import multikernel.domain.Held;
import multikernel.domain.Kernel;
import multikernel.domain.MemoryDesk;
import multikernel.ownership.Placed;
import multikernel.ownership.Request;

/** The paths below {@code /api/capabilities}, and what the memory desk is asked for each. */
final class MemoryRoutes {

    /** Bytes that one request reads or writes: written in hexadecimal they fit a body twice. */
    static final int WINDOW_BYTES_MAX = 16_384;

    private static final String ALL = "/api/capabilities";
    private static final String ONE = ALL + "/{ref}";

    private final Kernel kernel;
    private final MemoryDesk desk;
    private final References references = References.random(MemoryDesk.OPERATOR);
    private final FarRoutes far;

    MemoryRoutes(Kernel kernel) {
        this.kernel = kernel;
        this.desk = kernel.memory();
        this.far = new FarRoutes(desk.far(), references, () -> kernel.status().node(), this::rows);
    }

    /** What is asked of one copy, from the body. */
    private interface Form {
        Request request(Held held, byte[] body) throws Declined;
    }

    List<Route> table() {
        return List.of(
                new Route.Asking(ALL, false, (none, query) -> list(query)),
                new Route.Action("POST", ALL, (none, body) -> allocate(body)),
                new Route.Asking(ONE, false, (arguments, query) -> show(arguments.getFirst(), query)),
                new Route.Asking(ONE + "/bytes", true, (arguments, query) -> read(arguments.getFirst(), query)),
                new Route.Action("POST", ONE + "/bytes", (arguments, body) -> write(arguments.getFirst(), body)),
                new Route.Action("POST", ONE + "/retype", (arguments, body) -> retype(arguments.getFirst(), body)),
                new Route.Action("POST", ONE + "/copy", (arguments, body) -> copy(arguments.getFirst(), body)),
                placing("mint", MemoryRequest::mint),
                placing("move", MemoryRequest::move),
                staying("map", (held, body) -> MemoryRequest.map(held, body, cores())),
                staying("unmap", MemoryRequest::unmap),
                staying("revoke", MemoryRequest::revoke),
                new Route.Action("DELETE", ONE, (arguments, body) -> delete(arguments.getFirst(), body)));
    }

    /** An action that makes one copy, and answers with it. */
    private Route placing(String word, Form form) {
        return new Route.Action("POST", ONE + "/" + word, (arguments, body) -> {
            if (References.isFar(arguments.getFirst())) {
                return word.equals("mint")
                        ? far.mint(arguments.getFirst(), body)
                        : far.homeOnly(arguments.getFirst(), word);
            }
            var held = references.held(arguments.getFirst());
            return desk.ask(held, form.request(held, body)).thenCompose(answer -> one(200, answer));
        });
    }

    /** An action that leaves the copy where it is, and answers with what it is now. */
    private Route staying(String word, Form form) {
        return new Route.Action("POST", ONE + "/" + word, (arguments, body) -> {
            if (References.isFar(arguments.getFirst())) {
                return far.homeOnly(arguments.getFirst(), word);
            }
            var held = references.held(arguments.getFirst());
            return desk.ask(held, form.request(held, body)).thenCompose(answer -> same(held, answer));
        });
    }

    private CompletionStage<HttpResponse> list(Uri uri) throws Declined {
        Members.of(uri);
        return rows().thenApply(rows -> Answers.json(200, rows.all()));
    }

    private CompletionStage<HttpResponse> allocate(byte[] body) throws Declined {
        var members = Members.of(body, "bytes", "core");
        long bytes = members.number("bytes", 1, Long.MAX_VALUE);
        var core = members.has("core") ? members.core("core") : CoreId.of(0);
        return desk.allocate(core, bytes).thenCompose(answer -> one(201, answer));
    }

    private CompletionStage<HttpResponse> copy(String reference, byte[] body) throws Declined {
        if (References.isFar(reference)) {
            return far.copy(reference, body);
        }
        var held = references.held(reference);
        var to = Members.of(body, "core").place("core");
        return to.node().isEmpty() || to.node().equals(kernel.status().node())
                ? desk.ask(held, MemoryRequest.copy(held, to.core())).thenCompose(answer -> one(200, answer))
                : far.give(held, to);
    }

    private CompletionStage<HttpResponse> show(String reference, Uri uri) throws Declined {
        if (References.isFar(reference)) {
            return far.show(reference, uri);
        }
        Members.of(uri);
        var held = references.held(reference);
        return desk.ask(held, new Request.Identify(held.address())).thenCompose(answer -> same(held, answer));
    }

    private CompletionStage<HttpResponse> retype(String reference, byte[] body) throws Declined {
        if (References.isFar(reference)) {
            return far.homeOnly(reference, "retype");
        }
        var held = references.held(reference);
        var retyping = MemoryRequest.Retyping.parse(body);
        return size(held, retyping)
                .thenCompose(bytes -> desk.ask(held, retyping.of(held, bytes)))
                .thenCompose(answer -> after(answer.outcome(), (done, rows) -> {
                    var json = ended(Json.object(), done);
                    json.set("capabilities", Json.array(answer.placed(), placed -> json(rows, placed)));
                    return Answers.json(201, json);
                }));
    }

    /** Bytes of what is to be divided; asked for only where the request leaves the size open. */
    private CompletionStage<Long> size(Held held, MemoryRequest.Retyping retyping) {
        return retyping.bytes() > 0
                ? CompletableFuture.completedStage(0L)
                : rows().thenApply(rows -> rows.find(held)
                        .map(copy -> copy.capability().object().bytes())
                        .orElse(0L));
    }

    private CompletionStage<HttpResponse> delete(String reference, byte[] body) throws Declined {
        if (References.isFar(reference)) {
            return far.delete(reference, body);
        }
        var held = references.held(reference);
        return desk.ask(held, MemoryRequest.delete(held, body)).thenApply(answer -> switch (answer.outcome()) {
            case Outcome.Done done -> Answers.json(200, ended(Json.object().put("ref", reference), done));
            case Outcome.Refused refused -> Problem.of(refused).response();
        });
    }

    private CompletionStage<HttpResponse> read(String reference, Uri uri) throws Declined {
        if (References.isFar(reference)) {
            return far.read(reference, uri);
        }
        var held = references.held(reference);
        var query = Members.of(uri, "core", "offset", "bytes");
        var core = query.core("core");
        long offset = query.number("offset", 0, Long.MAX_VALUE);
        int bytes = (int) query.number("bytes", 1, WINDOW_BYTES_MAX);
        return desk.read(held, core, offset, bytes).thenApply(read -> switch (read.outcome()) {
            case Outcome.Done done -> {
                var json = window(core, offset, read.bytes().length)
                        .put("hex", HexFormat.of().formatHex(read.bytes()));
                yield Answers.json(200, ended(json, done));
            }
            case Outcome.Refused refused -> Problem.of(refused).response();
        });
    }

    private CompletionStage<HttpResponse> write(String reference, byte[] body) throws Declined {
        if (References.isFar(reference)) {
            return far.write(reference, body);
        }
        var held = references.held(reference);
        var members = Members.of(body, "core", "offset", "hex");
        var core = members.core("core");
        long offset = members.number("offset", 0, Long.MAX_VALUE);
        var bytes = members.hex("hex", WINDOW_BYTES_MAX);
        return desk.write(held, core, offset, bytes).thenApply(outcome -> switch (outcome) {
            case Outcome.Done done -> Answers.json(200, ended(window(core, offset, bytes.length), done));
            case Outcome.Refused refused -> Problem.of(refused).response();
        });
    }

    static ObjectNode window(CoreId core, long offset, int bytes) {
        return Json.object().put("core", core.index()).put("offset", offset).put("bytes", bytes);
    }

    private CompletionStage<HttpResponse> one(int status, MemoryDesk.Answer answer) {
        return after(
                answer.outcome(),
                (done, rows) ->
                        Answers.json(status, ended(json(rows, answer.placed().getFirst()), done)));
    }

    private CompletionStage<HttpResponse> same(Held held, MemoryDesk.Answer answer) {
        return after(
                answer.outcome(),
                (done, rows) -> Answers.json(
                        200,
                        ended(
                                rows.find(held)
                                        .map(rows::json)
                                        .orElseGet(() -> Json.object().put("ref", references.of(held))),
                                done)));
    }

    /** The table as it is once the operation has ended; a refusal passes through unchanged. */
    private CompletionStage<HttpResponse> after(
            Outcome outcome, BiFunction<Outcome.Done, CapabilityRows, HttpResponse> shown) {
        return switch (outcome) {
            case Outcome.Done done -> rows().thenApply(rows -> shown.apply(done, rows));
            case Outcome.Refused refused ->
                CompletableFuture.completedStage(Problem.of(refused).response());
        };
    }

    private CompletionStage<CapabilityRows> rows() {
        return desk.capabilities()
                .thenCombine(
                        desk.far().reading(),
                        (readings, others) ->
                                new CapabilityRows(references, kernel.status().node(), readings, others));
    }

    /** What was made as the table has it, or as it was made where someone has taken it away since. */
    private ObjectNode json(CapabilityRows rows, Placed placed) {
        return rows.json(rows.find(placed).orElseGet(() -> {
            var object = placed.capability().object();
            var held = new Held(placed.core(), incarnation(placed.core()), placed.address(), object.id());
            return new CapabilityReading(held, placed.capability(), placed.core(), 0, Optional.empty(), List.of());
        }));
    }

    private int incarnation(CoreId core) {
        return kernel.cores().stream()
                .filter(reading -> reading.id().equals(core))
                .findFirst()
                .map(CoreReading::incarnation)
                .orElse(0);
    }

    private List<CoreId> cores() {
        return kernel.cores().stream().map(CoreReading::id).toList();
    }

    private static ObjectNode ended(ObjectNode json, Outcome.Done done) {
        return json.put("operation", done.operation().toString()).put("micros", done.micros());
    }
}
