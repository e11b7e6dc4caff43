package multikernel.monitor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import multikernel.base.DomainSpec;
import multikernel.base.OperationId;

/**
 * The domains of one slice.
 *
 * @param rows ascending by name
 */
public record DomainTable(List<Row> rows) {

    public static final DomainTable EMPTY = new DomainTable(List.of());

    /**
     * One domain.
     *
     * @param operation that spawned it: tells this domain from an earlier one of the same name
     */
    public record Row(DomainSpec spec, OperationId operation) {

        public String name() {
            return spec.name();
        }

        /** Whether the other is this very domain, wherever it is. */
        boolean isOf(Row other) {
            return operation.equals(other.operation);
        }
    }

    public DomainTable {
        rows = List.copyOf(rows);
    }

    public Optional<Row> row(String name) {
        return rows.stream().filter(row -> row.name().equals(name)).findFirst();
    }

    DomainTable with(Row row) {
        return new DomainTable(Stream.concat(rows.stream(), Stream.of(row))
                .sorted(Comparator.comparing(Row::name))
                .toList());
    }

    DomainTable without(String name) {
        return new DomainTable(
                rows.stream().filter(row -> !row.name().equals(name)).toList());
    }

    DomainTable replace(Row row) {
        return without(row.name()).with(row);
    }

    /** What of this table is not in the other: another domain of the same name counts as missing. */
    List<Row> minus(DomainTable other) {
        var missing = new ArrayList<>(rows);
        missing.removeAll(other.rows);
        return missing;
    }
}
