package multikernel.service;

import akka.http.javadsl.model.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import multikernel.base.CoreId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.domain.Kernel;

/** Cores that are taken off and brought back: answered with 202 once that has begun, and seen in their state then. */
record CoreRoutes(Kernel kernel) {

    List<Route> table() {
        return List.of(
                new Route.Action(
                        "POST",
                        "/api/cores/{id}/offline",
                        (arguments, none) -> order(arguments.getFirst(), kernel::offline)),
                new Route.Action(
                        "POST",
                        "/api/cores/{id}/online",
                        (arguments, none) -> order(arguments.getFirst(), kernel::online)));
    }

    private CompletionStage<HttpResponse> order(
            String number, Function<CoreId, CompletionStage<Optional<Outcome.Refused>>> order) throws Declined {
        var core = core(number);
        return order.apply(core)
                .thenApply(refused ->
                        refused.map(each -> Problem.of(each).response()).orElseGet(() -> accepted(core)));
    }

    static CoreId core(String number) throws Declined {
        if (!number.matches("[0-9]{1,6}") || Integer.parseInt(number) >= CoreId.MAX) {
            throw new Declined(Problem.of(Refusal.NO_SUCH_CORE, "core " + Json.quoted(number)));
        }
        return CoreId.of(Integer.parseInt(number));
    }

    /** The core as it is now. */
    private HttpResponse accepted(CoreId core) {
        var row = kernel.cores().stream().filter(each -> each.id().equals(core)).findFirst();
        return Answers.json(
                202, row.map(Readings::core).orElseGet(() -> Json.object().put("id", core.index())));
    }
}
