package multikernel.knowledge;

import static multikernel.knowledge.Term.atom;
import static multikernel.knowledge.Term.whole;

import java.util.ArrayList;
import java.util.List;
import multikernel.base.ChannelReading;
import multikernel.base.CoreReading;
import multikernel.base.CoreState;
import multikernel.base.DomainReading;
import multikernel.base.MemberReading;
import multikernel.knowledge.tree.Prediction;

/**
 * What runs, as facts; each list has one name and number of arguments.
 *
 * <pre>
 *   core(Core, online | offline | stuck | failed)     nr_running_cores(Count)
 *   core_pinned(Core, How)                            core_load(Core, Percent)
 *   core_dispatchers(Core, Count)                     core_cpu(Core, Cpu)
 *   domain(Name, Kind, State)                         domain_core(Name, Core)
 *   channel(Core, Core, Tier, Plane)                  node(Name, State, Cores)
 *   tree_edge(Core, Core, Nanos), of the tree from the lowest core that is online
 * </pre>
 *
 * <p>What other nodes are: {@link FactSheet}.
 */
public final class SystemFacts {

    private SystemFacts() {}

    public static List<Term> states(List<CoreReading> cores) {
        return cores.stream()
                .map(core -> Term.of("core", number(core), atom(core.state().word())))
                .toList();
    }

    public static List<Term> running(List<CoreReading> cores) {
        long running =
                cores.stream().filter(core -> core.state() == CoreState.ONLINE).count();
        return List.of(Term.of("nr_running_cores", whole(running)));
    }

    public static List<Term> pinned(List<CoreReading> cores) {
        return cores.stream()
                .map(core ->
                        Term.of("core_pinned", number(core), atom(core.pinned().word())))
                .toList();
    }

    public static List<Term> loads(List<CoreReading> cores) {
        return cores.stream()
                .map(core -> Term.of("core_load", number(core), whole(Math.round(100 * core.utilization()))))
                .toList();
    }

    public static List<Term> dispatchers(List<CoreReading> cores) {
        return cores.stream()
                .map(core -> Term.of("core_dispatchers", number(core), whole(core.dispatchers())))
                .toList();
    }

    /** @param cpus of each core; of a virtual one that which it is counted to */
    public static List<Term> cpus(List<Integer> cpus) {
        var facts = new ArrayList<Term>();
        for (int core = 0; core < cpus.size(); core++) {
            facts.add(Term.of("core_cpu", whole(core), whole(cpus.get(core))));
        }
        return facts;
    }

    public static List<Term> domains(List<DomainReading> domains) {
        return domains.stream()
                .map(domain -> Term.of("domain", atom(domain.name()), atom(domain.kind()), atom(domain.state())))
                .toList();
    }

    public static List<Term> domainCores(List<DomainReading> domains) {
        return domains.stream()
                .flatMap(domain ->
                        domain.cores().stream().map(core -> Term.of("domain_core", atom(domain.name()), whole(core))))
                .toList();
    }

    /** Those inside of the node. */
    public static List<Term> channels(List<ChannelReading> channels) {
        return channels.stream()
                .filter(channel -> channel.toNode().isEmpty())
                .map(channel -> Term.of(
                        "channel",
                        whole(channel.from().index()),
                        whole(channel.to().index()),
                        atom(channel.tier().word()),
                        atom(channel.plane().word())))
                .toList();
    }

    public static List<Term> nodes(List<MemberReading> nodes) {
        return nodes.stream()
                .map(node ->
                        Term.of("node", atom(node.name()), atom(node.state().word()), whole(node.cores())))
                .toList();
    }

    public static List<Term> edges(List<Prediction.Edge> edges) {
        return edges.stream()
                .map(edge -> Term.of(
                        "tree_edge", whole(edge.from().index()), whole(edge.to().index()), whole(edge.cost())))
                .toList();
    }

    private static Term number(CoreReading core) {
        return whole(core.id().index());
    }
}
