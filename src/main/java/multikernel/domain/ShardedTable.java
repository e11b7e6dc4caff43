package multikernel.domain;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import multikernel.base.Beginning;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.base.NodeMember;
import multikernel.base.Spawned;
import multikernel.runtime.ChangeRules;

/**
 * The domains with shards that were spawned for all nodes of a cluster, the names of those that were ended for all, and
 * where those begin that each node has by its own configuration or program: on the first of the nodes that have it, or
 * on the one that began the cluster if that is among them, once there are as many as hold a partition.
 *
 * @param rows by name, each once
 * @param ended the latest last; none of them has a row
 * @param having nodes that have a domain by themselves that has not begun yet
 * @param begun by name, each once; none of them has a row, nor has ended
 */
record ShardedTable(List<Row> rows, List<String> ended, List<Own> having, List<Own> begun) {

    static final int ROWS_MAX = 64;

    /** Names of those that nodes have by themselves. */
    static final int OWN_MAX = 256;

    /** Nodes that hold it; with fewer there is none. */
    static final int REPLICAS = 3;

    /** One that was ended so long ago has ended wherever a node is up. */
    private static final int ENDED_MAX = 256;

    static final FarReplicatedSpec<ShardedTable, Change> SPEC =
            FarReplicatedSpec.of(MethodHandles.lookup(), ShardedTable.class, Change.class, new Rules(), REPLICAS);

    ShardedTable {
        rows = List.copyOf(rows);
        ended = List.copyOf(ended);
        having = List.copyOf(having);
        begun = List.copyOf(begun);
    }

    /** One that a node has by itself. */
    record Own(String name, Beginning where) {}

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

        /** Which somebody wants. */
        sealed interface OfAll extends Change {}

        /** Refused if the name is taken, or the table full. */
        record Spawn(Row row) implements OfAll {}

        /**
         * On every node. A kill that comes late, or twice, is not one of a domain that was spawned meanwhile.
         *
         * @param number of the row, refused if no row of the name has it; 0: of what bears the name without a row
         */
        record Kill(String name, long number) implements OfAll {}

        /** A node has a domain by itself. Refused if it is one of all nodes, or was; nothing new if it has begun. */
        record Have(String name, Beginning where) implements Change {}

        /** A node has left that had one. */
        record Gone(NodeMember node) implements Change {}
    }

    boolean hasBegun(String name) {
        return begun.stream().anyMatch(each -> each.name().equals(name));
    }

    /** Names, each once, begun or not. */
    private Set<String> own() {
        return Stream.concat(begun.stream(), having.stream()).map(Own::name).collect(Collectors.toSet());
    }

    Map<String, Beginning> beginnings() {
        return begun.stream().collect(Collectors.toMap(Own::name, Own::where));
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

    private ShardedTable without(String name) {
        return new ShardedTable(
                rows.stream().filter(row -> !row.name().equals(name)).toList(),
                ended.stream().filter(each -> !each.equals(name)).toList(),
                having.stream().filter(each -> !each.name().equals(name)).toList(),
                begun.stream().filter(each -> !each.name().equals(name)).toList());
    }

    private ShardedTable spawned(Row row) {
        var rows = new ArrayList<>(this.rows);
        rows.add(row);
        return new ShardedTable(rows, ended, having, begun);
    }

    private ShardedTable ended(String name) {
        var ended = new ArrayList<>(this.ended);
        ended.add(name);
        var first = Math.max(0, ended.size() - ENDED_MAX);
        return new ShardedTable(rows, ended.subList(first, ended.size()), having, begun);
    }

    private ShardedTable had(Own one) {
        if (hasBegun(one.name()) || having.contains(one)) {
            return this;
        }
        var having = new ArrayList<>(this.having);
        having.add(one);
        var by = having.stream()
                .filter(each -> each.name().equals(one.name()))
                .map(Own::where)
                .toList();
        if (by.size() < REPLICAS) {
            return new ShardedTable(rows, ended, having, begun);
        }
        var begun = new ArrayList<>(this.begun);
        var where = by.stream().filter(Beginning::beganCluster).findFirst().orElse(by.getFirst());
        begun.add(new Own(one.name(), where));
        having.removeIf(each -> each.name().equals(one.name()));
        return new ShardedTable(rows, ended, having, begun);
    }

    private ShardedTable left(NodeMember node) {
        var having = this.having.stream()
                .filter(each -> !each.where().by().equals(node))
                .toList();
        return new ShardedTable(rows, ended, having, begun);
    }

    static final class Rules implements ChangeRules<ShardedTable, Change> {

        @Override
        public ShardedTable initial() {
            return new ShardedTable(List.of(), List.of(), List.of(), List.of());
        }

        @Override
        public Optional<String> check(ShardedTable table, Change change) {
            return switch (change) {
                case Change.Spawn(Row row)
                when table.has(row.name()) || table.hasBegun(row.name()) ->
                    Optional.of("the cluster has a domain " + row.name());
                case Change.Spawn _
                when table.rows().size() == ROWS_MAX ->
                    Optional.of("the cluster has " + ROWS_MAX + " domains with shards, which is the most");
                case Change.Kill(String name, long number)
                when table.numberOf(name) != number -> Optional.of("the cluster has no such domain " + name);
                case Change.Have(String name, Beginning _)
                when table.has(name) || table.ended().contains(name) ->
                    Optional.of("the cluster has or had a domain " + name);
                case Change.Have(String name, Beginning _)
                when table.own().size() == OWN_MAX && !table.own().contains(name) ->
                    Optional.of("nodes have " + OWN_MAX + " domains with shards by themselves, which is the most");
                case Change.Spawn _, Change.Kill _, Change.Have _, Change.Gone _ -> Optional.empty();
            };
        }

        @Override
        public ShardedTable apply(ShardedTable table, Change change) {
            return switch (change) {
                case Change.Spawn(Row row) -> table.without(row.name()).spawned(row);
                case Change.Kill(String name, long _) -> table.without(name).ended(name);
                case Change.Have(String name, Beginning where) -> table.had(new Own(name, where));
                case Change.Gone(NodeMember node) -> table.left(node);
            };
        }
    }
}
