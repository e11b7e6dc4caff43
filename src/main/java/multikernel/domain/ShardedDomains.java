package multikernel.domain;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.AskPattern;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import multikernel.base.Beginning;
import multikernel.base.DomainSpec;
import multikernel.base.NodeMember;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.base.Spawned;
import multikernel.domain.ShardedTable.Change;
import multikernel.domain.ShardedTable.Row;
import multikernel.domain.ShardedTableDispatcher.EndIt;
import multikernel.domain.ShardedTableDispatcher.Message;
import multikernel.domain.ShardedTableDispatcher.Wish;
import multikernel.domain.shard.ShardChannels;
import multikernel.runtime.NodeCommand;
import multikernel.shard.ShardLimits;

/** Domains with shards on a node of a cluster: they are spawned and ended on all nodes, by whichever is asked. */
record ShardedDomains(BootedNode node, Orders orders, Spawning spawning, SpawnCheck check) {

    /** The kind of the one domain that keeps the table; no user's to spawn. No core waits until codecs are derived. */
    Kind kind() {
        var _ = ShardedTable.SPEC.begin();
        ShardChannels.load();
        return new ProgramKind(
                ShardedTableDispatcher.NAME,
                false,
                context -> ShardedTableDispatcher.create(context, new OnThisNode()));
    }

    private boolean isInCluster() {
        return node.setup().settings().cluster().enabled();
    }

    boolean takes(DomainSpec domain) {
        return isInCluster() && domain.shards() > 0;
    }

    /** Whether all nodes may have the domain, though it may not have started here yet. */
    boolean takes(String domain) {
        return isInCluster() && (has(domain, 1) || !has(domain, 0));
    }

    private boolean has(String domain, int shardsMin) {
        return here(domain).filter(row -> row.shards() >= shardsMin).isPresent();
    }

    private Optional<DomainSpec> here(String domain) {
        return node.setup().board().rows().stream()
                .filter(row -> row.name().equals(domain))
                .findFirst();
    }

    CompletionStage<Outcome> spawn(DomainSpec domain) {
        var refused = check.refusal(domain);
        if (refused.isPresent()) {
            return CompletableFuture.completedStage(refused.get());
        }
        if (has(domain.name(), 0)) {
            return refused(Refusal.NAME_TAKEN, domain.name());
        }
        var all = Cores.all().of(node.setup().cores());
        if (!domain.cores().equals(all)) {
            return refused(
                    Refusal.NOT_SUPPORTED, "shards on some cores of a node of a cluster: they are on all of each node");
        }
        return self().map(by -> spawn(new Change.Spawn(Row.of(domain, spawned(by)))))
                .orElseGet(() -> refused(Refusal.NO_MAJORITY, "this node is no member of the cluster, or none yet"));
    }

    /** This start of this node. */
    private Optional<NodeMember> self() {
        return node.setup().board().nodeView().member(node.setup().settings().node());
    }

    private static Spawned spawned(NodeMember by) {
        return new Spawned(new SecureRandom().nextLong(1, Long.MAX_VALUE), by);
    }

    CompletionStage<Outcome> kill(String domain) {
        return ask(replyTo -> new EndIt(domain, replyTo))
                .thenApply(outcome -> named(outcome, detail -> new Outcome.Refused(Refusal.NO_SUCH_DOMAIN, domain)));
    }

    private static CompletionStage<Outcome> refused(Refusal why, String detail) {
        return CompletableFuture.completedStage(new Outcome.Refused(why, detail));
    }

    private CompletionStage<Outcome> spawn(Change.Spawn change) {
        return ask(replyTo -> new Wish(change, replyTo))
                .thenApply(outcome -> named(
                        outcome,
                        detail -> new Outcome.Refused(
                                detail.endsWith("the most") ? Refusal.TOO_MANY_DOMAINS : Refusal.NAME_TAKEN, detail)));
    }

    private CompletionStage<Outcome> ask(Function<ActorRef<Outcome>, Message> asking) {
        var spec = new DomainSpec(
                ShardedTableDispatcher.NAME,
                ShardedTableDispatcher.NAME,
                Cores.first().of(node.setup().cores()),
                0,
                Map.of());
        var scheduler = node.system().scheduler();
        return new Domain<Message>(spec, node)
                .now(spec.cores().getFirst())
                .map(at -> AskPattern.<Message, Outcome>ask(at, asking::apply, limit(), scheduler))
                .orElseGet(() -> refused(Refusal.BUSY, "the table of domains with shards is being started"));
    }

    /** The table's own, and then this node's. */
    private Duration limit() {
        var settings = node.setup().settings();
        return Duration.ofNanos(ShardLimits.of(1, 1).commandNanos())
                .plusMillis(settings.agreement().timeoutMillis() + settings.drainTimeoutMillis())
                .plusMillis(TimeUnit.SECONDS.toMillis(2));
    }

    /** What the rules of the table refuse has a word of its own. */
    private static Outcome named(Outcome outcome, Function<String, Outcome> word) {
        return outcome instanceof Outcome.Refused(var why, var detail) && why == Refusal.CHANGE_REFUSED
                ? word.apply(detail)
                : outcome;
    }

    private final class OnThisNode implements ShardedTableDispatcher.Hands {

        @Override
        public boolean has(String domain) {
            return ShardedDomains.this.has(domain, 0);
        }

        @Override
        public boolean hasShards(String domain) {
            return ShardedDomains.this.has(domain, 1);
        }

        @Override
        public boolean hasAnother(Row row) {
            return here(row.name())
                    .filter(here -> here.shards() > 0 && !here.spawned().equals(row.spawned()))
                    .isPresent();
        }

        @Override
        public List<String> own() {
            return node.setup().board().rows().stream()
                    .filter(row -> row.shards() > 0 && !row.spawned().isAgreed())
                    .map(DomainSpec::name)
                    .toList();
        }

        @Override
        public void agreed(Map<String, Beginning> beginnings) {
            node.system().tell(new NodeCommand.Agreed(beginnings));
        }

        @Override
        public CompletionStage<Outcome> spawn(Row row) {
            return orders.spawn(row.spec(Cores.all().of(node.setup().cores())), spawning);
        }

        @Override
        public CompletionStage<Outcome> kill(String domain) {
            return orders.kill(domain);
        }

        @Override
        public boolean isWhole() {
            return node.setup().board().nodeView().members().size() >= ShardedTable.REPLICAS;
        }

        @Override
        public void say(String line) {
            node.system().tell(new NodeCommand.Say("domain", line));
        }
    }
}
