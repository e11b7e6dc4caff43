package multikernel.domain;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import multikernel.base.NodeDistance;
import multikernel.codec.Max;
import multikernel.knowledge.FactSheet;
import multikernel.runtime.ChangeRules;

/**
 * What the nodes of a cluster say of themselves.
 *
 * @param sheets one of each node at the most; the one that was changed last is the last
 */
record FactsTable(List<Sheet> sheets) {

    static final int SHEETS_MAX = 32;

    /** Nodes that hold it; with fewer each node knows its own facts alone. */
    private static final int REPLICAS = 3;

    static final ChangeRules<FactsTable, Sheet> RULES = new Rules();

    static final FarReplicatedSpec<FactsTable, Sheet> SPEC =
            FarReplicatedSpec.of(MethodHandles.lookup(), FactsTable.class, Sheet.class, RULES, REPLICAS);

    FactsTable {
        sheets = List.copyOf(sheets);
    }

    /**
     * One node's, and as a change: from now on this is its sheet.
     *
     * @param facts as {@link FactSheet} writes them
     * @param distances to the nodes that it has links to, by name
     */
    record Sheet(
            String node,
            @Max(FactSheet.FACTS_MAX) List<String> facts,
            @Max(SHEETS_MAX) List<NodeDistance> distances) {

        Sheet {
            facts = List.copyOf(facts);
            distances = List.copyOf(distances);
        }

        /** Whether it says something else than before: a distance that is off by less than half does not. */
        boolean isNewsAfter(Sheet before) {
            if (!facts.equals(before.facts) || distances.size() != before.distances.size()) {
                return true;
            }
            for (int each = 0; each < distances.size(); each++) {
                if (isNews(distances.get(each), before.distances.get(each))) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isNews(NodeDistance now, NodeDistance before) {
            return !now.to().equals(before.to())
                    || now.tier() != before.tier()
                    || 2 * Math.abs(now.roundTripNanos() - before.roundTripNanos()) > before.roundTripNanos();
        }
    }

    Optional<Sheet> of(String node) {
        return sheets.stream().filter(sheet -> sheet.node().equals(node)).findFirst();
    }

    private static final class Rules implements ChangeRules<FactsTable, Sheet> {

        @Override
        public FactsTable initial() {
            return new FactsTable(List.of());
        }

        @Override
        public Optional<String> check(FactsTable table, Sheet change) {
            return Optional.empty();
        }

        /** Where there is no room, the sheet makes it that was changed the longest ago. */
        @Override
        public FactsTable apply(FactsTable table, Sheet change) {
            var sheets = new ArrayList<>(table.sheets);
            sheets.removeIf(sheet -> sheet.node().equals(change.node()));
            sheets.add(change);
            return new FactsTable(sheets.subList(Math.max(0, sheets.size() - SHEETS_MAX), sheets.size()));
        }
    }
}
