package multikernel.domain;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import multikernel.base.NodeMember;
import multikernel.domain.FactsTable.Sheet;
import multikernel.knowledge.FactSheet;
import multikernel.knowledge.KnowledgeBase;
import multikernel.knowledge.Term;
import multikernel.runtime.Current;
import multikernel.runtime.NodeBoard;

/**
 * The facts of all nodes of the cluster, as this node has them: its own as they are, the others' as they said them
 * last. Any thread may ask.
 */
final class SharedFacts implements FactsDispatcher.Here {

    private final String node;
    private final NodeBoard board;
    private final Current<List<String>> own = new Current<>(List.of());
    private final Current<FactsTable> others = new Current<>(new FactsTable(List.of()));

    SharedFacts(String node, NodeBoard board) {
        this.node = node;
        this.board = board;
    }

    /** The kind of the one domain that shares them; no user's to spawn. No core waits until its codec is derived. */
    Kind kind() {
        var _ = FactsTable.SPEC.begin();
        return new ProgramKind(FactsDispatcher.NAME, false, context -> FactsDispatcher.create(context, this));
    }

    /** From now on this is what the node says of its machine. */
    void own(List<String> facts) {
        own.set(List.copyOf(facts));
    }

    @Override
    public Sheet sheet() {
        return new Sheet(node, own.get(), board.distances());
    }

    @Override
    public void seen(FactsTable table) {
        others.set(table);
    }

    KnowledgeBase in(KnowledgeBase base) {
        return base.withLive("node_fact", 2, () -> terms(sheet -> FactSheet.facts(sheet.node(), sheet.facts())))
                .withLive("node_link", 4, () -> terms(sheet -> FactSheet.links(sheet.node(), sheet.distances())));
    }

    private List<Term> terms(Function<Sheet, List<Term>> of) {
        return sheets().flatMap(sheet -> of.apply(sheet).stream()).toList();
    }

    /** Nothing of a node that is no member any more. */
    private Stream<Sheet> sheets() {
        var members = board.nodeView().members().stream()
                .map(NodeMember::name)
                .filter(name -> !name.equals(node))
                .collect(Collectors.toSet());
        return Stream.concat(
                Stream.of(sheet()), others.get().sheets().stream().filter(sheet -> members.contains(sheet.node())));
    }
}
