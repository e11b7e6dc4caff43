package multikernel.monitor;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import multikernel.agreement.Held;
import multikernel.base.OperationId;

/** The silly model of a slice of the table: one map, changed in the order of the numbers. */
final class LogModel {

    private LogModel() {}

    /** @param taken names that were refused as taken: whatever was spawned is taken out of it */
    static void requireMakesTable(Held<DomainTable> held, Map<OperationId, DomainChange> asked, Set<String> taken) {
        if (!held.recent().forgotten().isEmpty()) {
            return;
        }
        var model = new HashMap<String, OperationId>();
        for (var entry : held.recent().entries()) {
            switch (Objects.requireNonNull(asked.get(entry.operation()))) {
                case DomainChange.Spawn spawn -> {
                    taken.remove(spawn.name());
                    Invariants.require(
                            model.put(spawn.name(), entry.operation()) == null, () -> "spawned twice: " + spawn.name());
                }
                case DomainChange.Span span ->
                    Invariants.require(
                            model.containsKey(span.name()), () -> "spanned without being there: " + span.name());
                case DomainChange.Kill kill ->
                    Invariants.require(
                            model.remove(kill.name()) != null, () -> "killed without being there: " + kill.name());
            }
        }
        var table = new HashMap<String, OperationId>();
        held.state().rows().forEach(row -> table.put(row.name(), row.operation()));
        Invariants.require(model.equals(table), () -> "the log makes " + model + ", the table is " + table);
    }
}
