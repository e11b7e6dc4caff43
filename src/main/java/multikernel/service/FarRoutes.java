package multikernel.service;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.Uri;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import multikernel.base.CoreId;
import multikernel.base.Refusal;
import multikernel.capability.Rights;
import multikernel.codec.Bytes;
import multikernel.domain.FarDesk;
import multikernel.domain.Held;
import multikernel.ownership.far.FarReading;
import multikernel.ownership.far.FarRef;
import multikernel.ownership.far.FarRequest;
import multikernel.ownership.far.FarResult;

/** What the paths below {@code /api/capabilities} do with what another node is home of, or is to name. */
final class FarRoutes {

    private final FarDesk desk;
    private final References references;
    private final Supplier<String> node;
    private final Supplier<CompletionStage<CapabilityRows>> rows;

    /**
     * @param node this one's name
     * @param rows the table as it is now
     */
    FarRoutes(
            FarDesk desk,
            References references,
            Supplier<String> node,
            Supplier<CompletionStage<CapabilityRows>> rows) {
        this.desk = desk;
        this.references = references;
        this.node = node;
        this.rows = rows;
    }

    /** What is divided, mapped, moved and revoked at home alone. */
    CompletionStage<HttpResponse> homeOnly(String reference, String word) throws Declined {
        var ref = references.far(reference);
        throw new Declined(
                Problem.of(Refusal.HOME_ONLY, word + " is for " + ref.home().name() + " to do"));
    }

    CompletionStage<HttpResponse> show(String reference, Uri uri) throws Declined {
        Members.of(uri);
        var ref = references.far(reference);
        return desk.ask(ref, new FarRequest.Identify())
                .thenCompose(answer -> after(answer, (done, rows) -> row(ref, rows, answer)));
    }

    CompletionStage<HttpResponse> read(String reference, Uri uri) throws Declined {
        var ref = references.far(reference);
        var query = Members.of(uri, "core", "offset", "bytes");
        var core = query.core("core");
        long offset = query.number("offset", 0, Long.MAX_VALUE);
        int bytes = (int) query.number("bytes", 1, MemoryRoutes.WINDOW_BYTES_MAX);
        return by(ref, core, new FarRequest.Read(offset, bytes))
                .thenApply(answer -> ended(answer, done -> {
                    var read = done.bytes().toArray();
                    return MemoryRoutes.window(core, offset, read.length)
                            .put("hex", HexFormat.of().formatHex(read));
                }));
    }

    CompletionStage<HttpResponse> write(String reference, byte[] body) throws Declined {
        var ref = references.far(reference);
        var members = Members.of(body, "core", "offset", "hex");
        var core = members.core("core");
        long offset = members.number("offset", 0, Long.MAX_VALUE);
        var bytes = members.hex("hex", MemoryRoutes.WINDOW_BYTES_MAX);
        return by(ref, core, new FarRequest.Write(offset, Bytes.copyOf(bytes)))
                .thenApply(answer -> ended(answer, done -> MemoryRoutes.window(core, offset, bytes.length)));
    }

    /** A core that has no copy has no way to the memory. */
    private CompletionStage<FarDesk.Answer> by(FarRef ref, CoreId core, FarRequest request) {
        return desk.reading().thenCompose(reading -> {
            boolean isElsewhere =
                    find(reading, ref).map(held -> !held.core().equals(core)).orElse(false);
            return isElsewhere
                    ? CompletableFuture.completedStage(FarDesk.refused(Refusal.NOT_MAPPED, core + " has no copy"))
                    : desk.ask(ref, request);
        });
    }

    private static Optional<FarReading.Held> find(FarReading reading, FarRef ref) {
        return reading.held().stream().filter(held -> held.ref().equals(ref)).findFirst();
    }

    /** Of what this node is home of. */
    CompletionStage<HttpResponse> give(Held held, Members.Place to) {
        return desk.copy(held, to.node(), to.core())
                .thenApply(answer -> ended(answer, done -> given(node.get(), to.node(), to.core())));
    }

    private static ObjectNode given(String home, String node, CoreId core) {
        return Json.object().put("home", home).put("node", node).put("core", core.index());
    }

    CompletionStage<HttpResponse> copy(String reference, byte[] body) throws Declined {
        var ref = references.far(reference);
        var place = Members.of(body, "core").place("core");
        var to = place.node().isEmpty() ? node.get() : place.node();
        return desk.reading().thenCompose(reading -> {
            var rights = find(reading, ref).map(FarReading.Held::rights).orElse(new Rights(0));
            return share(ref, to, place.core(), rights);
        });
    }

    CompletionStage<HttpResponse> mint(String reference, byte[] body) throws Declined {
        var ref = references.far(reference);
        var rights = MemoryRequest.rights(body);
        return desk.reading().thenCompose(reading -> {
            var core = find(reading, ref).map(FarReading.Held::core).orElse(CoreId.of(0));
            return share(ref, node.get(), core, rights);
        });
    }

    private CompletionStage<HttpResponse> share(FarRef ref, String to, CoreId core, Rights rights) {
        return desk.ask(ref, new FarRequest.Share(to, core, rights))
                .thenCompose(answer -> after(
                        answer,
                        (done, table) -> to.equals(node.get())
                                ? row(new FarRef(ref.home(), done.number()), table, answer)
                                : Answers.json(200, operated(given(ref.home().name(), to, core), answer))));
    }

    CompletionStage<HttpResponse> delete(String reference, byte[] body) throws Declined {
        Members.of(body);
        var ref = references.far(reference);
        return desk.delete(ref)
                .thenApply(answer -> ended(answer, done -> Json.object().put("ref", reference)));
    }

    private HttpResponse row(FarRef ref, CapabilityRows table, FarDesk.Answer answer) {
        var json =
                table.find(ref).map(table::json).orElseGet(() -> Json.object().put("ref", references.of(ref)));
        return Answers.json(200, operated(json, answer));
    }

    private CompletionStage<HttpResponse> after(
            FarDesk.Answer answer, BiFunction<FarResult.Done, CapabilityRows, HttpResponse> shown) {
        return switch (answer.result()) {
            case FarResult.Done done -> rows.get().thenApply(table -> shown.apply(done, table));
            case FarResult.Refused(var why, var detail) ->
                CompletableFuture.completedStage(Problem.of(why, detail).response());
        };
    }

    private static HttpResponse ended(FarDesk.Answer answer, Function<FarResult.Done, ObjectNode> shown) {
        return switch (answer.result()) {
            case FarResult.Done done -> Answers.json(200, operated(shown.apply(done), answer));
            case FarResult.Refused(var why, var detail) ->
                Problem.of(why, detail).response();
        };
    }

    private static ObjectNode operated(ObjectNode json, FarDesk.Answer answer) {
        return json.put("operation", answer.operation().toString()).put("micros", answer.micros());
    }
}
