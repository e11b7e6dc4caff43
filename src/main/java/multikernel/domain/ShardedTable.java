package multikernel.domain;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.base.Spawned;
import multikernel.runtime.ChangeRules;

/**
 * The domains with shards that were spawned for all nodes of a cluster, and the names of those that were ended for all.
 *
 * @param rows by name, each once
 * @param ended the latest last; none of them has a row
 */
record ShardedTable(List<Row> rows, List<String> ended) {

    static final int ROWS_MAX = 64;

    /** Nodes that hold it; with fewer there is none. */
    static final int REPLICAS = 3;

    /** One that was ended so long ago has ended wherever a node is up. */
    private static final int ENDED_MAX = 256;

    static final FarReplicatedSpec<ShardedTable, Change> SPEC =
            FarReplicatedSpec.of(MethodHandles.lookup(), ShardedTable.class, Change.class, new Rules(), REPLICAS);

    ShardedTable {
        rows = List.copyOf(rows);
        ended = List.copyOf(ended);
    }

    /** A setting that is not its kind's default. */
    record Given(String name, String value) {}

    /** One domain; it is on all cores of each node. */
    record Row(String name, String kind, int shards, List<Given> settings, Spawned spawned) {

        Row {
            settings = List.copyOf(settings);
        }

        static Row of(DomainSpec domain, Spawned spawned) {
            var settings = new TreeMap<>(domain.settings())
                    .entrySet().stream()
                            .map(each -> new Given(each.getKey(), each.getValue()))
                            .toList();
            return new Row(domain.name(), domain.kind(), domain.shards(), settings, spawned);
        }

        /** The same on one node, whose own it is. */
        Row alone() {
            return new Row(name, kind, shards, settings, Spawned.BY_EACH_NODE);
        }

        DomainSpec spec(List<CoreId> cores) {
            var settings = new TreeMap<String, String>();
            this.settings.forEach(each -> settings.put(each.name(), each.value()));
            return new DomainSpec(name, kind, cores, shards, settings, spawned);
        }
    }

    sealed interface Change {

        /** Refused if the name is taken, or the table full. */
        record Spawn(Row row) implements Change {}

        /**
         * On every node. A kill that comes late, or twice, is not one of a domain that was spawned meanwhile.
         *
         * @param number of the row, refused if no row of the name has it; 0: of what bears the name without a row
         */
        record Kill(String name, long number) implements Change {}
    }

    private boolean has(String name) {
        return rows.stream().anyMatch(row -> row.name().equals(name));
    }

    /** Of its row; 0 if it has none. */
    long numberOf(String name) {
        return rows.stream()
                .filter(row -> row.name().equals(name))
                .mapToLong(row -> row.spawned().number())
                .findFirst()
                .orElse(0);
    }

    private List<Row> without(String name) {
        return rows.stream().filter(row -> !row.name().equals(name)).toList();
    }

    private static final class Rules implements ChangeRules<ShardedTable, Change> {

        @Override
        public ShardedTable initial() {
            return new ShardedTable(List.of(), List.of());
        }

        @Override
        public Optional<String> check(ShardedTable table, Change change) {
            return switch (change) {
                case Change.Spawn(Row row)
                when table.has(row.name()) -> Optional.of("the cluster has a domain " + row.name());
                case Change.Spawn _
                when table.rows().size() == ROWS_MAX ->
                    Optional.of("the cluster has " + ROWS_MAX + " domains with shards, which is the most");
                case Change.Kill(String name, long number)
                when table.numberOf(name) != number -> Optional.of("the cluster has no such domain " + name);
                case Change.Spawn _, Change.Kill _ -> Optional.empty();
            };
        }

        @Override
        public ShardedTable apply(ShardedTable table, Change change) {
            return switch (change) {
                case Change.Spawn(Row row) -> {
                    var rows = new ArrayList<>(table.rows());
                    rows.add(row);
                    var ended = table.ended().stream()
                            .filter(name -> !name.equals(row.name()))
                            .toList();
                    yield new ShardedTable(rows, ended);
                }
                case Change.Kill(String name, long _) -> {
                    var ended = new ArrayList<>(table.ended());
                    ended.remove(name);
                    ended.add(name);
                    var first = Math.max(0, ended.size() - ENDED_MAX);
                    yield new ShardedTable(table.without(name), ended.subList(first, ended.size()));
                }
            };
        }
    }
}
