package multikernel.monitor;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import multikernel.agreement.Rules;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;

/**
 * What may happen to the table of domains.
 *
 * <p>A name has one owner, so it is decided exactly. The bound on their number is over all slices, and an owner counts
 * what its own core holds of the others: spawns that run at the same moment through different owners may together pass
 * it by what is under way at the other owners.
 *
 * @param domainsMax {@code multikernel.agreement.domains-max}
 */
public record DomainRules(int domainsMax) implements Rules<DomainTable, DomainChange> {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    @Override
    public DomainTable empty() {
        return DomainTable.EMPTY;
    }

    @Override
    public Optional<Outcome.Refused> check(List<DomainTable> slices, int slice, DomainChange change) {
        var table = slices.get(slice);
        return switch (change) {
            case DomainChange.Spawn spawn -> refusalOf(spawn, slices, table);
            case DomainChange.Kill kill -> refusalOfNone(table, kill.name());
            case DomainChange.Span span ->
                refusalOfNone(table, span.name())
                        .or(() -> table.row(span.name()).flatMap(row -> refusalOf(span, row)));
        };
    }

    @Override
    public DomainTable apply(DomainTable table, OperationId operation, DomainChange change) {
        return switch (change) {
            case DomainChange.Spawn spawn -> table.with(new DomainTable.Row(spawn.spec(), operation));
            case DomainChange.Kill kill -> table.without(kill.name());
            case DomainChange.Span span ->
                table.row(span.name())
                        .map(row -> table.replace(spanned(row, span)))
                        .orElse(table);
        };
    }

    private static DomainTable.Row spanned(DomainTable.Row row, DomainChange.Span span) {
        return new DomainTable.Row(row.spec().on(span.more(), span.less()), row.operation());
    }

    private static Optional<Outcome.Refused> refusalOfNone(DomainTable table, String name) {
        return table.row(name).isPresent()
                ? Optional.empty()
                : Optional.of(new Outcome.Refused(Refusal.NO_SUCH_DOMAIN, name));
    }

    private static Optional<Outcome.Refused> refusalOf(DomainChange.Span span, DomainTable.Row row) {
        return spanned(row, span).spec().cores().isEmpty()
                ? Optional.of(new Outcome.Refused(Refusal.NO_CORES, span.name()))
                : Optional.empty();
    }

    private Optional<Outcome.Refused> refusalOf(DomainChange.Spawn spawn, List<DomainTable> slices, DomainTable table) {
        if (!NAME.matcher(spawn.name()).matches()) {
            return Optional.of(new Outcome.Refused(Refusal.BAD_NAME, spawn.name()));
        }
        if (spawn.spec().cores().isEmpty()) {
            return Optional.of(new Outcome.Refused(Refusal.NO_CORES, spawn.name()));
        }
        if (table.row(spawn.name()).isPresent()) {
            return Optional.of(new Outcome.Refused(Refusal.NAME_TAKEN, spawn.name()));
        }
        int domains = slices.stream().mapToInt(each -> each.rows().size()).sum();
        return domains < domainsMax
                ? Optional.empty()
                : Optional.of(new Outcome.Refused(Refusal.TOO_MANY_DOMAINS, domains + " of " + domainsMax));
    }
}
