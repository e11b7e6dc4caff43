package multikernel.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.base.Event;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a dispatcher that throws, by the policy of its domain. */
class PolicyTest {

    private static final List<CoreId> SECOND = List.of(CoreId.of(1));

    @TempDir
    Path data;

    @Test
    void shouldRestartADispatcherInPlaceUntilItHasThrownTooOften() {
        try (var machine = new Machine(2, data)) {
            machine.spawn("broken", "fault", SECOND, faults("restart", "0"));
            Machine.await("it ends", () -> !machine.domain("broken").exits().isEmpty());
            assertEquals(List.of(1), machine.domain("broken").cores());
            assertEquals("degraded", machine.domain("broken").state());
            var thrown = machine.domain("broken").exits().getOrDefault(1, "");
            assertTrue(thrown.contains("told to throw"), thrown);
        }
    }

    @Test
    void shouldStopADispatcherThatThrowsAndSayWhatItThrew() {
        try (var machine = new Machine(2, data)) {
            machine.spawn("broken", "fault", machine.all(), faults("stop", "50"));
            Machine.await("both end", () -> machine.domain("broken").exits().size() == 2);
            assertEquals("degraded", machine.domain("broken").state());
            assertEquals(1, machine.kernel.cores().get(1).incarnation());
            assertTrue(Machine.get(machine.kernel.kill("broken")) instanceof Outcome.Done);
            assertEquals(0, machine.kernel.domains().size());
        }
    }

    @Test
    void shouldMoveADispatcherThatThrowsToAnotherCoreAndNotForEver() throws Exception {
        var events = new ConcurrentLinkedQueue<Event>();
        try (var machine = new Machine(2, data);
                var listening = machine.kernel.onEvent(events::add)) {
            machine.spawn("broken", "fault", SECOND, faults("move", "20"));
            Machine.await("it moves", () -> says(events, "broken's dispatcher on core-1 moves to core-0"));
            Machine.await("it moves on", () -> says(events, "broken's dispatcher on core-0 moves to core-1"));
            Machine.await("it stays", () -> says(events, "has no core to move to"));
            assertEquals("degraded", machine.domain("broken").state());
            assertEquals(1, machine.domain("broken").exits().size());
        }
    }

    @Test
    void shouldRefuseAPolicyThatThereIsNotAndOneOfAKindThatHasNone() {
        try (var machine = new Machine(2, data)) {
            assertEquals(Refusal.BAD_SETTING, refusal(machine, "fault"));
            assertEquals(Refusal.UNKNOWN_SETTING, refusal(machine, "web"));
        }
    }

    private static Refusal refusal(Machine machine, String kind) {
        var spec = new DomainSpec("broken", kind, SECOND, 0, Map.of("policy", "flee"));
        return ((Outcome.Refused) Machine.get(machine.kernel.spawn(spec))).refusal();
    }

    private static Map<String, String> faults(String policy, String after) {
        return Map.of("do", "throw", "every", "5", "after", after, "policy", policy);
    }

    private static boolean says(Iterable<Event> events, String text) {
        for (var event : events) {
            if (event.text().contains(text)) {
                return true;
            }
        }
        return false;
    }
}
