package multikernel.domain;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import multikernel.base.DomainSpec;
import multikernel.base.Outcome;
import multikernel.runtime.NodeCommand;

/** Spawns domains on a booted node, and waits for those that must be up before anything goes on. */
record Spawning(BootedNode node, Guardian guardian) {

    CompletionStage<Outcome> ask(DomainSpec spec) {
        return guardian.ask(
                replyTo -> new NodeCommand.Spawn(spec, replyTo),
                node.setup().settings().agreement().timeoutMillis());
    }

    /** One whose dispatchers this program makes, once its kind is registered. */
    DomainSpec program(String name, ProgramKind kind, Cores cores, int shards) {
        var spec = new DomainSpec(name, kind.name(), cores.of(node.setup().cores()), shards, Map.of());
        new SpawnCheck(Map.of(kind.name(), kind), node.setup().cores())
                .refusal(spec)
                .ifPresent(refused -> throwIfRefused(name, refused));
        spawned(spec);
        return spec;
    }

    /** A kind that is no user's to spawn. */
    void own(Kind kind) {
        kind.prepare();
        node.setup().factories().register(kind.name(), kind::create, kind.replicated());
        node.setup().factories().keep(kind.name(), kind::keeps);
        spawned(new DomainSpec(
                kind.name(), kind.name(), Cores.first().of(node.setup().cores()), 0, Map.of()));
    }

    private void spawned(DomainSpec spec) {
        throwIfRefused(spec.name(), guardian.get(ask(spec)));
        await(spec.name());
    }

    void await(String name) {
        guardian.await(guardian.ask(
                replyTo -> new NodeCommand.AwaitDomain(name, replyTo),
                node.setup().settings().startTimeoutMillis()));
    }

    static void throwIfRefused(String name, Outcome outcome) {
        if (outcome instanceof Outcome.Refused(var refusal, var detail)) {
            throw new BootFailure(name + ": " + refusal.sentence() + " " + detail);
        }
    }
}
