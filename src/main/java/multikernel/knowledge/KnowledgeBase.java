package multikernel.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rules and facts, which do not change; what does is asked for by each query that needs it. */
public final class KnowledgeBase {

    private final Map<Key, Predicate> predicates;
    private final Map<Key, Supplier<List<Term>>> live;

    private KnowledgeBase(Map<Key, Predicate> predicates, Map<Key, Supplier<List<Term>>> live) {
        this.predicates = predicates;
        this.live = live;
    }

    public static KnowledgeBase empty() {
        return new KnowledgeBase(Map.of(), Map.of());
    }

    /**
     * With more rules.
     *
     * @param program clauses, each with a full stop
     * @throws MalformedGoal with the place in the program
     */
    public KnowledgeBase with(String program) throws MalformedGoal {
        return withClauses(Parser.program(program));
    }

    /** With more facts, without variables in them. */
    public KnowledgeBase withFacts(List<Term> facts) {
        return withClauses(facts.stream().map(Clause::fact).toList());
    }

    /** With a name that facts may have: where there are none the answer is no, not that there is no such name. */
    public KnowledgeBase declaring(String name, int arity) {
        var all = new HashMap<>(predicates);
        all.putIfAbsent(new Key(name, arity), new Predicate(List.of()));
        return new KnowledgeBase(all, live);
    }

    /**
     * With facts that change: taken when a query first needs them, and the same for all of that query.
     *
     * @param facts of that name and arity, on the thread that runs the query
     */
    public KnowledgeBase withLive(String name, int arity, Supplier<List<Term>> facts) {
        var all = new HashMap<>(live);
        all.put(new Key(name, arity), facts);
        return new KnowledgeBase(predicates, all);
    }

    private KnowledgeBase withClauses(List<Clause> clauses) {
        var added = new LinkedHashMap<Key, List<Clause>>();
        clauses.forEach(clause ->
                added.computeIfAbsent(clause.key(), unseen -> new ArrayList<>()).add(clause));
        var all = new HashMap<>(predicates);
        added.forEach((key, more) -> {
            var known = all.get(key);
            var together = new ArrayList<>(known == null ? List.of() : known.clauses());
            together.addAll(more);
            all.put(key, new Predicate(together));
        });
        return new KnowledgeBase(all, live);
    }

    /** What one query has looked up of what changes. */
    final class Look {

        private final Map<Key, Predicate> seen = new HashMap<>();

        /**
         * What there is of that name with other numbers of arguments, for who miscounted; empty where there is none.
         */
        String instead(Key key) {
            var others = Stream.concat(predicates.keySet().stream(), live.keySet().stream())
                    .filter(each -> each.name().equals(key.name()))
                    .map(Key::arity)
                    .distinct()
                    .sorted()
                    .map(arity -> new Key(key.name(), arity).shown())
                    .collect(Collectors.joining(" and "));
            return others.isEmpty() ? "" : "; there is " + others;
        }

        @Nullable
        Predicate find(Key key) {
            var facts = live.get(key);
            return facts == null
                    ? predicates.get(key)
                    : seen.computeIfAbsent(
                            key,
                            unseen -> new Predicate(
                                    facts.get().stream().map(Clause::fact).toList()));
        }
    }
}
