package multikernel.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import org.junit.jupiter.api.Test;

class DomainRulesTest {

    private final DomainRules rules = new DomainRules(2);
    private final DomainTable one = rules.apply(rules.empty(), operation(1), spawn("one"));
    private final DomainTable two = rules.apply(rules.empty(), operation(2), spawn("two"));

    @Test
    void shouldRefuseANameThatIsTaken() {
        assertEquals(Refusal.NAME_TAKEN, refusal(List.of(one), spawn("one")).orElseThrow());
        assertEquals(Optional.empty(), refusal(List.of(one), spawn("two")));
    }

    @Test
    void shouldCountTheDomainsOfAllSlices() {
        assertEquals(Optional.empty(), refusal(List.of(one, rules.empty()), spawn("three")));
        assertEquals(
                Refusal.TOO_MANY_DOMAINS,
                refusal(List.of(one, two), spawn("three")).orElseThrow());
    }

    @Test
    void shouldRefuseToKillWhatIsNotThere() {
        assertEquals(
                Refusal.NO_SUCH_DOMAIN,
                refusal(List.of(one), new DomainChange.Kill("two")).orElseThrow());
        assertEquals(Optional.empty(), refusal(List.of(one), new DomainChange.Kill("one")));
        assertEquals(rules.empty(), rules.apply(one, operation(3), new DomainChange.Kill("one")));
    }

    @Test
    void shouldSpanADomainWithoutMakingItAnother() {
        var to = List.of(CoreId.of(1), CoreId.of(2));
        var spanned = rules.apply(one, operation(3), new DomainChange.Span("one", to, List.of(CoreId.of(0))));
        assertEquals(to, spanned.rows().getFirst().spec().cores());
        assertTrue(spanned.rows().getFirst().isOf(one.rows().getFirst()));
        assertEquals(spanned, rules.apply(spanned, operation(4), new DomainChange.Span("one", to, List.of())));
    }

    @Test
    void shouldRefuseToSpanWhatIsNotThereAndToLeaveTheLastCore() {
        var away = new DomainChange.Span("one", List.of(), List.of(CoreId.of(0)));
        assertEquals(Refusal.NO_CORES, refusal(List.of(one), away).orElseThrow());
        assertEquals(
                Refusal.NO_SUCH_DOMAIN,
                refusal(List.of(one), new DomainChange.Span("two", List.of(CoreId.of(1)), List.of()))
                        .orElseThrow());
    }

    @Test
    void shouldRefuseNamesThatWouldNotFitIntoAPath() {
        for (var name : List.of("", "1st", "Web", "a_b", "../etc", "a".repeat(65), "a\n")) {
            assertEquals(Refusal.BAD_NAME, refusal(List.of(one), spawn(name)).orElseThrow(), name);
        }
        assertEquals(Optional.empty(), refusal(List.of(one), spawn("a".repeat(64))));
    }

    @Test
    void shouldRefuseADomainWithoutCores() {
        var nowhere = new DomainChange.Spawn(new DomainSpec("web", "web", List.of(), 0, Map.of()));
        assertEquals(Refusal.NO_CORES, refusal(List.of(one), nowhere).orElseThrow());
    }

    @Test
    void shouldKeepRowsInTheOrderOfTheirNamesWhateverTheOrderOfTheirSpawns() {
        var forth = rules.empty();
        var back = rules.empty();
        for (int number : IntStream.range(0, 10).toArray()) {
            forth = rules.apply(forth, operation(number), spawn("d" + number));
            back = rules.apply(back, operation(9 - number), spawn("d" + (9 - number)));
        }
        assertEquals(forth, back);
    }

    @Test
    void shouldTellADomainFromALaterOneOfItsName() {
        var later = rules.apply(rules.empty(), operation(7), spawn("one"));
        assertEquals(1, later.minus(one).size());
        assertEquals(1, one.minus(later).size());
        assertEquals(List.of(), one.minus(one));
    }

    private Optional<Refusal> refusal(List<DomainTable> slices, DomainChange change) {
        return rules.check(slices, 0, change).map(Outcome.Refused::refusal);
    }

    private static DomainChange spawn(String name) {
        return new DomainChange.Spawn(new DomainSpec(name, "web", List.of(CoreId.of(0)), 0, Map.of()));
    }

    private static OperationId operation(long number) {
        return new OperationId(CoreId.of(0), 1, number);
    }
}
