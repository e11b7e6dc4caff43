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
import multikernel.hardware.Machine;
import multikernel.hardware.Placement;
import multikernel.hardware.Topology;
import multikernel.knowledge.ChosenTrees;
import multikernel.knowledge.Drift;
import multikernel.knowledge.KnowledgeBase;
import multikernel.knowledge.Query;
import multikernel.knowledge.SystemFacts;
import multikernel.knowledge.tree.Costs;
import multikernel.knowledge.tree.Prediction;
import multikernel.runtime.Current;
import multikernel.runtime.NodeSetup;
import multikernel.runtime.measure.MachineProbe;
import multikernel.runtime.measure.MachineWatch;
import multikernel.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known of the machine, together with what runs on it now. */
final class NodeKnowledge implements KnowledgeDesk {

    private static final Logger LOG = LoggerFactory.getLogger("multikernel");

    /** The steps end a query long before; this ends the wait for a node that has ended. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

    private final Kernel kernel;
    private final Current<Costs> costs;
    private final NodeSetup setup;
    private final ActorSystem<?> system;
    private final ActorRef<Inquiries.Command> inquiries;
    private final SharedFacts shared;

    private NodeKnowledge(BootedNode node, Kernel kernel) {
        this.kernel = kernel;
        this.shared =
                new SharedFacts(node.setup().settings().node(), node.setup().board());
        this.costs = node.costs();
        this.setup = node.setup();
        this.system = node.system();
        var machine = node.knowledge();
        shared.own(machine.sheet());
        this.inquiries = system.systemActorOf(
                Inquiries.create(
                        live(machine.base()),
                        machine.limits(),
                        setup.settings().knowledge().queriesMax()),
                "knowledge",
                DispatcherSelector.fromConfig(Settings.HOST_DISPATCHER));
    }

    /** Looks at the machine again from time to time, until the actor system ends. */
    static NodeKnowledge of(BootedNode node, Kernel kernel) {
        var knowledge = new NodeKnowledge(node, kernel);
        var hardware = knowledge.setup.settings().hardware();
        if (hardware.measure() && hardware.measureAgainMillis() > 0) {
            var watch = MachineWatch.start(
                    new Drift(node.knowledge().found()),
                    () -> look(hardware.measureLimitMillis()),
                    hardware.measureAgainMillis(),
                    knowledge::adopt);
            node.system().getWhenTerminated().whenComplete((done, failure) -> watch.close());
        }
        return knowledge;
    }

    /** The kind of the one domain that shares facts with other nodes. */
    Kind kind() {
        return shared.kind();
    }

    private static Drift.Found look(long limitMillis) {
        var machine = Machine.probe();
        return new Drift.Found(Topology.probe(machine), MachineProbe.again(machine, limitMillis));
    }

    /** From now on the facts are these, and each core's next tree follows from them. */
    void adopt(Drift.Found found) {
        var cpus = Placement.counted(setup.placement(), setup.machine());
        var machine = MachineKnowledge.of(setup.settings(), cpus, found);
        costs.set(machine.costs());
        shared.own(machine.sheet());
        inquiries.tell(new Inquiries.Known(live(machine.base())));
        LOG.info("the machine is not as it was when it was last measured; facts and trees follow what it is now");
    }

    private KnowledgeBase live(KnowledgeBase machine) {
        return shared.in(machine)
                .withLive("core", 2, () -> SystemFacts.states(kernel.cores()))
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
        var now = costs.get();
        var online = online();
        return online.isEmpty()
                ? List.of()
                : Prediction.edges(
                        ChosenTrees.choice(online.getFirst(), others(online, online.getFirst()), now)
                                .tree(),
                        now);
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
        var now = costs.get();
        var choice = ChosenTrees.choice(root, others, now);
        return new TreeReading(
                root,
                choice.shape().word(),
                choice.prediction().broadcast(),
                choice.prediction().gathered(),
                Prediction.edges(choice.tree(), now).stream()
                        .map(edge -> new Edge(edge.from(), edge.to(), edge.cost()))
                        .toList());
    }

    private List<CoreId> online() {
        return CoreReading.online(kernel.cores());
    }

    private static List<CoreId> others(List<CoreId> cores, CoreId root) {
        return cores.stream().filter(core -> !core.equals(root)).toList();
    }
}
