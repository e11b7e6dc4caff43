package multikernel.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.BehaviorTestKit;
import akka.actor.testkit.typed.javadsl.TestInbox;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import multikernel.base.CoreId;
import multikernel.runtime.Bindings;
import multikernel.runtime.CoreFailure;
import multikernel.workload.FaultDispatcher.Command;
import org.junit.jupiter.api.Test;

class FaultDispatcherTest {

    private static final List<CoreId> CORES = List.of(CoreId.of(0), CoreId.of(1), CoreId.of(2));

    private final Board board = new Board();

    private BehaviorTestKit<Command> fault(String deed, int core, String... more) {
        var settings = new HashMap<>(Map.of("do", deed, "after", "2", "every", "1"));
        for (var at = 0; at < more.length; at += 2) {
            settings.put(more[at], more[at + 1]);
        }
        var context = board.context("fault", CORES, CoreId.of(core), settings, Path.of(""));
        return BehaviorTestKit.create(new FaultKind().create(context).<Command>unsafeCast());
    }

    /** The third tick is the one after two. */
    private static void tick(BehaviorTestKit<Command> fault, int times) {
        for (var tick = 0; tick < times; tick++) {
            fault.run(Command.Tick.TICK);
        }
    }

    @Test
    void shouldThrowAfterItsTicksAndNotBefore() {
        var fault = fault("throw", 0);
        tick(fault, 2);
        assertThrows(IllegalStateException.class, () -> tick(fault, 1));
    }

    @Test
    void shouldOverflowTheStack() {
        var fault = fault("overflow", 0);
        tick(fault, 2);
        assertThrows(StackOverflowError.class, () -> tick(fault, 1));
    }

    @Test
    void shouldEndTheLoopOfItsCore() {
        var fault = fault("exit", 0);
        tick(fault, 2);
        assertThrows(CoreFailure.class, () -> tick(fault, 1));
    }

    @Test
    void shouldGoOnAfterALoopOrASleepThatHasAnEnd() {
        for (var deed : List.of("loop", "sleep")) {
            var fault = fault(deed, 0, "millis", "1");
            tick(fault, 9);
            assertTrue(fault.isAlive());
        }
    }

    @Test
    void shouldFloodTheNextCoreAndNoOther() {
        var fault = fault("flood", 0, "millis", "1");
        var inboxes = List.of(TestInbox.<Command>create(), TestInbox.<Command>create(), TestInbox.<Command>create());
        fault.run(new Command.Bound(new Bindings(
                "fault",
                Map.of(
                        CORES.get(0), inboxes.get(0).getRef(),
                        CORES.get(1), inboxes.get(1).getRef(),
                        CORES.get(2), inboxes.get(2).getRef()))));
        tick(fault, 3);
        assertTrue(inboxes.get(1).hasMessages());
        assertFalse(inboxes.get(0).hasMessages() || inboxes.get(2).hasMessages());
    }

    @Test
    void shouldTellItselfOneMessageAtATimeToBeBusy() {
        var fault = fault("busy", 0);
        tick(fault, 9);
        for (var round = 0; round < 3; round++) {
            assertEquals(List.of(Command.Again.AGAIN), fault.selfInbox().getAllReceived());
            fault.run(Command.Again.AGAIN);
        }
    }

    @Test
    void shouldTakeAFloodWithoutHarm() {
        var sink = fault("flood", 1);
        sink.run(new Command.Drop(1));
        assertTrue(sink.isAlive());
    }

    @Test
    void shouldRefuseAnUnknownDeedByName() {
        var refusal = new FaultKind().refusal(Map.of("do", "dance"));
        assertEquals(
                "setting do is 'dance': give one of busy, exit, flood, loop, overflow, sleep, throw",
                refusal.orElseThrow());
    }
}
