package multikernel.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import multikernel.base.CoreId;
import multikernel.base.Member;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.base.Tree;
import multikernel.base.View;
import org.junit.jupiter.api.Test;

/** What commits promise, one sentence each; whatever comes in between is for {@link CommitWorldTest}. */
class CommitsTest {

    private static final Outcome.Refused NO = new Outcome.Refused(Refusal.HOLDER_REFUSES, "no");
    private static final OperationId ONE = operation(1);
    private static final OperationId TWO = operation(2);

    private final Cores cores = new Cores(4, 2);

    @Test
    void shouldFinishOnceEveryCoreHasPerformed() {
        cores.begin(0, ONE, Phases.ONE, Trees.binary(core(0), cores.all()));
        cores.deliverAll();
        assertEquals(
                List.of("core-0 Perform", "core-1 Perform", "core-3 Perform", "core-2 Perform"), sorted(cores.said()));
        for (int each : new int[] {0, 2, 1}) {
            cores.performed(each, ONE);
            cores.deliverAll();
            assertEquals(List.of(), cores.said());
        }
        cores.performed(3, ONE);
        cores.deliverAll();
        assertEquals(List.of("core-0 Finished true"), cores.said());
        assertEquals(0, cores.of(0).open());
    }

    private static List<String> sorted(List<String> said) {
        var order = List.of("core-0", "core-1", "core-3", "core-2");
        return said.stream()
                .sorted((left, right) -> order.indexOf(left.substring(0, 6)) - order.indexOf(right.substring(0, 6)))
                .toList();
    }

    @Test
    void shouldCommitOnlyOnceEveryCoreHasAgreed() {
        cores.begin(0, ONE, Phases.TWO, Trees.binary(core(0), cores.all()));
        cores.deliverAll();
        cores.said();
        for (int each : new int[] {0, 3, 1}) {
            cores.agreed(each, ONE);
            cores.deliverAll();
            assertEquals(List.of(), cores.said());
        }
        cores.agreed(2, ONE);
        cores.deliverAll();
        assertEquals(
                List.of("core-0 Perform", "core-1 Perform", "core-3 Perform", "core-2 Perform"), sorted(cores.said()));
        for (int each : new int[] {0, 1, 2, 3}) {
            cores.performed(each, ONE);
        }
        cores.deliverAll();
        assertEquals(List.of("core-0 Finished true"), cores.said());
    }

    @Test
    void shouldUndoEverywhereWhenOneRefuses() {
        cores.begin(0, ONE, Phases.TWO, Trees.sequential(core(0), cores.all()));
        cores.deliverAll();
        cores.said();
        cores.agreed(0, ONE);
        cores.agreed(1, ONE);
        cores.refused(2, ONE, NO);
        cores.deliverAll();
        assertEquals(
                List.of(
                        "core-0 Undo",
                        "core-0 Aborted HOLDER_REFUSES",
                        "core-1 Undo",
                        "core-3 Undo",
                        "core-2 Undo",
                        "core-0 Finished false"),
                move(sorted(cores.said()), "core-0 Finished false"));
        cores.agreed(3, ONE);
        cores.deliverAll();
        assertEquals(List.of(), cores.said());
    }

    private static List<String> move(List<String> said, String last) {
        var moved = new ArrayList<>(said);
        assertTrue(moved.remove(last), said::toString);
        moved.add(last);
        return moved;
    }

    @Test
    void shouldKeepManyOpenAndSayBusyBeyond() {
        var tree = Trees.sequential(core(0), cores.all());
        cores.begin(0, ONE, Phases.ONE, tree);
        cores.begin(0, TWO, Phases.TWO, tree);
        cores.said();
        cores.begin(0, operation(3), Phases.ONE, tree);
        assertEquals(List.of("core-0 Aborted BUSY", "core-0 Finished false"), cores.said());
        assertEquals(2, cores.of(0).open());
    }

    @Test
    void shouldNotBeginTwiceWhatIsOpen() {
        var tree = Trees.sequential(core(0), cores.all());
        cores.begin(0, ONE, Phases.ONE, tree);
        cores.deliverAll();
        cores.said();
        cores.begin(0, ONE, Phases.ONE, tree);
        cores.deliverAll();
        assertEquals(List.of(), cores.said());
        assertEquals(1, cores.of(0).open());
    }

    @Test
    void shouldRefuseWhatAnEarlierOwnerStillSays() {
        cores.begin(0, ONE, 2, Phases.ONE, Trees.sequential(core(0), List.of(core(1))));
        cores.deliverAll();
        cores.said();
        cores.begin(3, ONE, 1, Phases.ONE, Trees.sequential(core(3), List.of(core(1))));
        cores.deliverAll();
        assertEquals(List.of("core-3 Perform", "core-1 Late Perform"), cores.said());
    }

    @Test
    void shouldNotPerformAgainUnderALaterOwner() {
        cores.begin(0, ONE, 1, Phases.ONE, Trees.sequential(core(0), List.of(core(1))));
        cores.deliverAll();
        cores.performed(0, ONE);
        cores.performed(1, ONE);
        cores.deliverAll();
        assertTrue(cores.said().contains("core-0 Finished true"));
        cores.begin(3, ONE, 2, Phases.TWO, Trees.sequential(core(3), List.of(core(0), core(1))));
        cores.deliverAll();
        cores.agreed(3, ONE);
        cores.deliverAll();
        cores.performed(3, ONE);
        cores.deliverAll();
        assertEquals(List.of("core-3 Prepare", "core-3 Perform", "core-3 Finished true"), cores.said());
    }

    @Test
    void shouldForgetWhatEveryoneKnowsTheEndOf() {
        var tree = Trees.sequential(core(0), cores.all());
        for (long number = 1; number <= 100; number++) {
            var operation = operation(number);
            cores.begin(0, operation, Phases.TWO, tree);
            cores.deliverAll();
            for (int each = 0; each < 4; each++) {
                cores.agreed(each, operation);
            }
            cores.deliverAll();
            for (int each = 0; each < 4; each++) {
                cores.performed(each, operation);
            }
            cores.deliverAll();
        }
        assertEquals(0, cores.of(0).remembered());
        assertTrue(
                cores.of(1).remembered() <= 8,
                () -> "remembered: " + cores.of(1).remembered());
    }

    private static CoreId core(int index) {
        return CoreId.of(index);
    }

    private static OperationId operation(long number) {
        return new OperationId(CoreId.of(9), 1, number);
    }

    /** A few cores, and every message in the order in which it was sent. */
    private static final class Cores {

        private record Sent(CoreId from, CoreId to, CommitMessage<String> message) {}

        private final List<Commits<String>> commits = new ArrayList<>();
        private final ArrayDeque<Sent> sent = new ArrayDeque<>();
        private final List<String> said = new ArrayList<>();

        Cores(int count, int openMax) {
            IntStream.range(0, count).forEach(each -> commits.add(new Commits<>(core(each), 1, openMax)));
            var members = all().stream().map(core -> new Member(core, 1, true)).toList();
            commits.forEach(each -> assertEquals(List.of(), each.viewed(new View(1, members))));
        }

        List<CoreId> all() {
            return IntStream.range(0, commits.size()).mapToObj(CoreId::of).toList();
        }

        Commits<String> of(int core) {
            return commits.get(core);
        }

        void begin(int core, OperationId operation, Phases phases, Tree tree) {
            begin(core, operation, 1, phases, tree);
        }

        void begin(int core, OperationId operation, long ballot, Phases phases, Tree tree) {
            take(core, of(core).begin(operation, ballot, phases, "it", tree));
        }

        void agreed(int core, OperationId operation) {
            take(core, of(core).agreed(operation));
        }

        void refused(int core, OperationId operation, Outcome.Refused why) {
            take(core, of(core).refused(operation, why));
        }

        void performed(int core, OperationId operation) {
            take(core, of(core).performed(operation));
        }

        void deliverAll() {
            while (!sent.isEmpty()) {
                var next = sent.removeFirst();
                take(next.to().index(), of(next.to().index()).heard(next.from(), next.message()));
            }
        }

        private void take(int core, List<CommitAct<String>> acts) {
            for (var act : acts) {
                switch (act) {
                    case CommitAct.Send<String> send -> sent.addLast(new Sent(core(core), send.to(), send.message()));
                    case CommitAct.Aborted<String> aborted ->
                        said.add(core(core) + " Aborted " + aborted.refused().refusal());
                    case CommitAct.Finished<String> finished ->
                        said.add(core(core) + " Finished " + finished.committed());
                    case CommitAct.Late<String> late -> said.add(core(core) + " Late " + late.message());
                    case CommitAct.Prepare<String> prepare -> said.add(core(core) + " Prepare");
                    case CommitAct.Perform<String> perform -> said.add(core(core) + " Perform");
                    case CommitAct.Undo<String> undo -> said.add(core(core) + " Undo");
                    case CommitAct.Delayed<String> delayed -> said.add(core(core) + " Delayed " + delayed.cores());
                }
            }
        }

        List<String> said() {
            var now = List.copyOf(said);
            said.clear();
            return now;
        }
    }
}
