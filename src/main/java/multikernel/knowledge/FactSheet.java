package multikernel.knowledge;

import java.util.ArrayList;
import java.util.List;
import multikernel.base.NodeDistance;
import multikernel.hardware.Measured;
import multikernel.hardware.Topology;

/**
 * A node's facts as it tells them to others, each a text that {@link #facts} reads again.
 *
 * <pre>
 *   node_fact(Node, Fact), where Fact is one of {@link MachineFacts} or
 *     core_cpu(Core, Cpu)
 *     facts_left_out(Count)
 *     unread(Text), of a node whose facts look otherwise
 *   node_link(Node, Node, Tier, RoundTripNanos)
 * </pre>
 */
public final class FactSheet {

    public static final int FACTS_MAX = 512;

    /** Of all facts; the machine of some CPUs takes a third. */
    private static final int CHARACTERS_MAX = 16_000;

    private FactSheet() {}

    /** @param cpus of each core; of a virtual one that which it is counted to */
    public static List<String> of(Topology topology, Measured measured, List<Integer> cpus) {
        var all = new ArrayList<>(MachineFacts.of(topology, measured));
        all.addAll(SystemFacts.cpus(cpus));
        return texts(all);
    }

    /** As many as there is room for; what was measured between pairs of CPUs, as many as pairs, comes last. */
    private static List<String> texts(List<Term> all) {
        var inOrder = new ArrayList<>(
                all.stream().filter(fact -> !MachineFacts.isOfPair(fact)).toList());
        all.stream().filter(MachineFacts::isOfPair).forEach(inOrder::add);
        var texts = new ArrayList<String>();
        int room = CHARACTERS_MAX;
        for (var fact : inOrder) {
            var text = Text.of(fact);
            room -= text.length();
            if (room < 0 || texts.size() == FACTS_MAX - 1) {
                texts.add(Text.of(Term.of("facts_left_out", Term.whole(inOrder.size() - texts.size()))));
                break;
            }
            texts.add(text);
        }
        return texts;
    }

    public static List<Term> facts(String node, List<String> texts) {
        return texts.stream()
                .map(text -> Term.of("node_fact", Term.atom(node), read(text)))
                .toList();
    }

    private static Term read(String text) {
        try {
            var goal = Parser.goal(text);
            return goal.variables().isEmpty() ? goal.term() : unread(text);
        } catch (MalformedGoal malformed) {
            return unread(text);
        }
    }

    private static Term unread(String text) {
        return Term.of("unread", Term.atom(text));
    }

    public static List<Term> links(String node, List<NodeDistance> distances) {
        return distances.stream()
                .map(each -> Term.of(
                        "node_link",
                        Term.atom(node),
                        Term.atom(each.to()),
                        Term.atom(each.tier().word()),
                        Term.whole(each.roundTripNanos())))
                .toList();
    }
}
