package multikernel.domain;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.AskPattern;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import multikernel.base.CoreId;
import multikernel.base.CoreReading;
import multikernel.base.CoreState;
import multikernel.knowledge.ChosenTrees;
import multikernel.knowledge.KnowledgeBase;
import multikernel.knowledge.Query;
import multikernel.knowledge.SystemFacts;
import multikernel.knowledge.tree.Costs;
import multikernel.knowledge.tree.Prediction;
import multikernel.settings.Settings;

/** What is known of the machine, together with what runs on it now. */
final class NodeKnowledge implements KnowledgeDesk {

    /** The steps end a query long before; this ends the wait for a node that has ended. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

    private final Kernel kernel;
    private final Costs costs;
    private final ActorSystem<?> system;
    private final ActorRef<Inquiries.Command> inquiries;

    private NodeKnowledge(MachineKnowledge machine, Kernel kernel, ActorSystem<?> system, int queriesMax) {
        this.kernel = kernel;
        this.costs = machine.costs();
        this.system = system;
        this.inquiries = system.systemActorOf(
                Inquiries.create(live(machine.base()), machine.limits(), queriesMax),
                "knowledge",
                DispatcherSelector.fromConfig(Settings.HOST_DISPATCHER));
    }

    static NodeKnowledge of(MachineKnowledge machine, Kernel kernel, ActorSystem<?> system, Settings settings) {
        return new NodeKnowledge(machine, kernel, system, settings.knowledge().queriesMax());
    }

    private KnowledgeBase live(KnowledgeBase machine) {
        return machine.withLive("core", 2, () -> SystemFacts.states(kernel.cores()))
                .withLive("nr_running_cores", 1, () -> SystemFacts.running(kernel.cores()))
                .withLive("core_pinned", 2, () -> SystemFacts.pinned(kernel.cores()))
                .withLive("core_load", 2, () -> SystemFacts.loads(kernel.cores()))
                .withLive("core_dispatchers", 2, () -> SystemFacts.dispatchers(kernel.cores()))
                .withLive("domain", 3, () -> SystemFacts.domains(kernel.domains()))
                .withLive("domain_core", 2, () -> SystemFacts.domainCores(kernel.domains()))
                .withLive("channel", 4, () -> SystemFacts.channels(kernel.channels()))
                .withLive("node", 3, () -> SystemFacts.nodes(kernel.nodes()))
                .withLive("tree_edge", 3, () -> SystemFacts.edges(edges()));
    }

    private List<Prediction.Edge> edges() {
        var online = online();
        return online.isEmpty()
                ? List.of()
                : Prediction.edges(
                        ChosenTrees.choice(online.getFirst(), others(online, online.getFirst()), costs)
                                .tree(),
                        costs);
    }

    @Override
    public CompletionStage<Query.Reply> query(String goal, int answersMax) {
        return AskPattern.ask(
                inquiries,
                replyTo -> new Inquiries.Ask(goal, Math.max(1, answersMax), replyTo),
                ANSWER_LIMIT,
                system.scheduler());
    }

    @Override
    public Optional<TreeReading> tree(OptionalInt wanted) {
        var online = online();
        return online.stream()
                .filter(core -> wanted.isEmpty() || core.index() == wanted.getAsInt())
                .findFirst()
                .map(root -> reading(root, others(online, root)));
    }

    private TreeReading reading(CoreId root, List<CoreId> others) {
        var choice = ChosenTrees.choice(root, others, costs);
        return new TreeReading(
                root,
                choice.shape().word(),
                choice.prediction().broadcast(),
                choice.prediction().gathered(),
                Prediction.edges(choice.tree(), costs).stream()
                        .map(edge -> new Edge(edge.from(), edge.to(), edge.cost()))
                        .toList());
    }

    private List<CoreId> online() {
        return kernel.cores().stream()
                .filter(core -> core.state() == CoreState.ONLINE)
                .map(CoreReading::id)
                .sorted()
                .toList();
    }

    private static List<CoreId> others(List<CoreId> cores, CoreId root) {
        return cores.stream().filter(core -> !core.equals(root)).toList();
    }
}
