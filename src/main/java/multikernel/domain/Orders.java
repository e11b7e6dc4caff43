package multikernel.domain;

import akka.actor.typed.ActorRef;
import akka.japi.function.Function;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.base.Outcome;
import multikernel.runtime.NodeCommand;
import multikernel.settings.DomainPlan;

/** What an operator orders of domains and cores that are there. */
record Orders(BootedNode node, Guardian guardian, SpawnCheck check) {

    CompletionStage<Outcome> spawn(DomainSpec domain, Spawning spawning) {
        var refused = check.refusal(domain);
        if (refused.isPresent()) {
            return done(refused.get());
        }
        check.prepare(domain);
        return spawning.ask(check.complete(domain));
    }

    /** One of the configuration, and waits until it is up. */
    void start(DomainPlan plan, Spawning spawning) {
        Spawning.throwIfRefused(
                "multikernel.domains: " + plan.name(),
                guardian.get(spawn(plan.spec(node.setup().cores()), spawning)));
        spawning.await(plan.name());
    }

    /** Agreed first, then waited for: what has not drained by the limit for draining is ended as it is. */
    CompletionStage<Outcome> kill(String domain) {
        return guardian.<Outcome>ask(replyTo -> new NodeCommand.Kill(domain, replyTo), agreementMillis())
                .thenCompose(outcome -> outcome instanceof Outcome.Done ? afterEnd(domain, outcome) : done(outcome));
    }

    private CompletionStage<Outcome> afterEnd(String domain, Outcome outcome) {
        return guardian.<NodeCommand.BootReply>ask(
                        replyTo -> new NodeCommand.AwaitEnd(domain, replyTo),
                        node.setup().settings().drainTimeoutMillis())
                .handle((ended, late) -> outcome);
    }

    private static CompletionStage<Outcome> done(Outcome outcome) {
        return CompletableFuture.completedStage(outcome);
    }

    CompletionStage<Outcome> span(String domain, List<CoreId> cores) {
        var row = node.setup().board().rows().stream()
                .filter(each -> each.name().equals(domain))
                .findFirst();
        var refused = row.flatMap(spec ->
                check.refusalOfSpan(spec, cores, node.setup().factories().canSpan(spec)));
        return refused.isPresent()
                ? done(refused.get())
                : guardian.ask(replyTo -> new NodeCommand.Span(domain, cores, replyTo), agreementMillis());
    }

    CompletionStage<Optional<Outcome.Refused>> offline(CoreId core) {
        return ordered(replyTo -> new NodeCommand.TakeOff(core, replyTo));
    }

    CompletionStage<Optional<Outcome.Refused>> online(CoreId core) {
        return ordered(replyTo -> new NodeCommand.BringOn(core, replyTo));
    }

    private CompletionStage<Optional<Outcome.Refused>> ordered(
            Function<ActorRef<NodeCommand.Ordered>, NodeCommand> command) {
        return guardian.ask(command, agreementMillis()).thenApply(NodeCommand.Ordered::refused);
    }

    private long agreementMillis() {
        return node.setup().settings().agreement().timeoutMillis();
    }
}
