package multikernel.service;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.Uri;
import akka.http.javadsl.model.headers.RawHeader;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import multikernel.base.CoreId;
import multikernel.base.Refusal;
import multikernel.domain.Kernel;
import multikernel.domain.KnowledgeDesk;
import multikernel.knowledge.Query;
import multikernel.knowledge.Term;
import multikernel.knowledge.Text;

/** What the node knows: its knowledge base, and the trees that follow from it. */
final class KnowledgeRoutes {

    /** Says that there may be more answers than were asked for. */
    private static final String MORE = "Multikernel-More";

    private final Kernel kernel;

    KnowledgeRoutes(Kernel kernel) {
        this.kernel = kernel;
    }

    List<Route> table() {
        return List.of(
                new Route.Asking("/api/knowledge", false, (none, uri) -> query(uri)),
                new Route.Asking("/api/tree", false, (none, uri) -> tree(uri)));
    }

    private CompletionStage<HttpResponse> query(Uri uri) throws Declined {
        var members = Members.of(uri, "query", "limit");
        int limit = members.has("limit") ? (int) members.number("limit", 1, Integer.MAX_VALUE) : Integer.MAX_VALUE;
        return kernel.knowledge().query(members.text("query"), limit).thenApply(KnowledgeRoutes::response);
    }

    private static HttpResponse response(Query.Reply reply) {
        return switch (reply) {
            case Query.Reply.Answers(var answers, boolean hasMore, long steps) -> {
                var response = Answers.json(200, Json.array(answers, KnowledgeRoutes::answer));
                yield hasMore ? response.addHeader(RawHeader.create(MORE, "true")) : response;
            }
            case Query.Reply.Malformed(int position, var reason) ->
                Problem.of(Fault.MALFORMED_GOAL, "at character " + position + ": " + reason)
                        .response();
            case Query.Reply.TooLong(var reason) ->
                Problem.of(Fault.QUERY_TOO_LONG, reason).response();
            case Query.Reply.Wrong(var reason) ->
                Problem.of(Fault.NO_SENSE, reason).response();
            case Query.Reply.Busy(var reason) ->
                Problem.of(Refusal.BUSY, reason).response();
        };
    }

    private static ObjectNode answer(Query.Answer answer) {
        var json = Json.object();
        answer.bindings().forEach(binding -> json.set(binding.name(), value(binding.value())));
        return json;
    }

    /** Numbers, names and lists as what they are, anything else as the language writes it. */
    private static JsonNode value(Term term) {
        return switch (term) {
            case Term.Atom(var name) when !term.equals(Term.NIL) -> TextNode.valueOf(name);
            case Term.Whole(var number) -> LongNode.valueOf(number);
            case Term.Real(var number) -> DoubleNode.valueOf(number);
            case Term other
            when isList(other) -> {
                var array = JsonNodeFactory.instance.arrayNode();
                other.elements().forEach(element -> array.add(value(element)));
                yield array;
            }
            case Term other -> TextNode.valueOf(Text.of(other));
        };
    }

    private static boolean isList(Term term) {
        var rest = term;
        while (rest instanceof Term.Compound cell
                && cell.name().equals(Term.CONS)
                && cell.arguments().size() == 2) {
            rest = cell.arguments().get(1);
        }
        return rest.equals(Term.NIL);
    }

    private CompletionStage<HttpResponse> tree(Uri uri) throws Declined {
        var members = Members.of(uri, "root");
        var root = members.has("root") ? OptionalInt.of(members.core("root").index()) : OptionalInt.empty();
        return CompletableFuture.completedStage(kernel.knowledge()
                .tree(root)
                .map(tree -> Answers.json(200, json(tree)))
                .orElseGet(() -> rootless(root).response()));
    }

    private Problem rootless(OptionalInt root) {
        if (root.isEmpty()) {
            return Problem.of(Refusal.NOT_ONLINE, "no core is online");
        }
        var cores = kernel.cores();
        var core = CoreId.of(root.getAsInt());
        return cores.stream()
                .filter(each -> each.id().equals(core))
                .findFirst()
                .map(each -> Problem.of(
                        Refusal.NOT_ONLINE, core + " is " + each.state().word()))
                .orElseGet(() -> Problem.of(Refusal.NO_SUCH_CORE, core + "; the node has 0 to " + (cores.size() - 1)));
    }

    private static ObjectNode json(KnowledgeDesk.TreeReading tree) {
        var json = Json.object()
                .put("root", tree.root().index())
                .put("shape", tree.shape())
                .put("unit", "ns")
                .put("broadcast", tree.broadcastNanos())
                .put("gathered", tree.gatheredNanos());
        json.set(
                "edges",
                Json.array(
                        tree.edges(),
                        edge -> Json.object()
                                .put("from", edge.from().index())
                                .put("to", edge.to().index())
                                .put("cost", edge.costNanos())));
        return json;
    }
}
