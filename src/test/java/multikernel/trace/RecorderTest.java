package multikernel.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.urpc.EventRing;
import org.junit.jupiter.api.Test;

class RecorderTest {

    private final TwoCores world = new TwoCores();
    private final Recorder recorder = world.cores[0];

    @Test
    void shouldRecordNothingUntilItIsTold() {
        recorder.turn();
        recorder.worked();
        recorder.slept(1, 2);
        recorder.turn();
        assertFalse(recorder.hasMessages() || recorder.hasOperations());
        assertEquals(0, recorder.ring().written());
    }

    @Test
    void shouldLookAtTheLevelOnceATurn() {
        recorder.turn();
        world.level(Level.MESSAGES);
        assertFalse(recorder.hasMessages());
        recorder.turn();
        assertTrue(recorder.hasMessages() && recorder.hasOperations());
        world.level(Level.OPERATIONS);
        recorder.turn();
        assertFalse(recorder.hasMessages());
        assertTrue(recorder.hasOperations());
    }

    @Test
    void shouldWriteATurnOnlyIfItDidSomethingAndWasSeenWhole() {
        recorder.turn();
        recorder.worked();
        world.level(Level.MESSAGES);
        recorder.turn();
        recorder.turn();
        assertEquals(0, recorder.ring().written());
        recorder.worked();
        recorder.turn();
        assertEquals(1, recorder.ring().written());
    }

    @Test
    void shouldKeepNoMemoryOnceItsCoreIsOverButLeaveWhatItRecordedToReaders() {
        var ring = recorder.ring();
        world.level(Level.MESSAGES);
        recorder.turn();
        recorder.sent(1, 1);
        recorder.retire();
        recorder.sent(1, 2);
        assertEquals(1, ring.written());
        assertNotSame(ring, recorder.ring());
        assertEquals(EventRing.CAPACITY_MIN, recorder.ring().capacity());
    }

    @Test
    void shouldReadTheClockOnceATurnAndOnceAMessage() {
        var readings = new int[1];
        var counted = new Recorder(world.level, world.names(), () -> ++readings[0], 64);
        world.level(Level.MESSAGES);
        counted.turn();
        for (var position = 0; position < 5; position++) {
            counted.sent(1, position);
            counted.arrived(1, position);
            counted.handled(counted.nanos(), 1, "message", position);
        }
        counted.worked();
        counted.turn();
        assertEquals(2 + 5, readings[0]);
    }

    @Test
    void shouldKeepEveryPartOfAnOperationsName() {
        var operation = new OperationId(CoreId.of(CoreId.MAX - 1), Integer.MAX_VALUE, Long.MAX_VALUE);
        var named = Named.of(operation.number(), Named.second(operation, 65_535));
        assertEquals(new Named(operation, 65_535), named);
    }

    @Test
    void shouldKeepEveryPartOfAnEventsWord() {
        for (var kind : Kind.values()) {
            var word = kind.word(0xff_ffff, -1);
            assertEquals(kind, Kind.of(word));
            assertEquals(0xff_ffff, Kind.name(word));
            assertEquals(-1, Kind.number(word));
        }
    }
}
