package multikernel.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.TimeUnit;
import multikernel.base.CoreId;
import multikernel.memory.Region;
import multikernel.monitor.Envelope;
import multikernel.monitor.Wire;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The limit of time is there to fail, not to pass. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MemoryTaskTest {

    private static final List<CoreId> CORES = List.of(CoreId.of(0), CoreId.of(1));

    /** Else each operation of a slice would find more than the one before it. */
    @ParameterizedTest
    @EnumSource
    void shouldLeaveBothCoresAsTheyWere(MemoryTask task) {
        var desks = new Desks<>(Wire.codec(), 2, true);
        desks.connect(0, 1);
        try (var region = Region.reserve(1 << 20)) {
            Crowd.free(2).run(() -> lead(desks, region, task), other -> () -> follow(desks, region));
        }
    }

    private static void lead(Desks<Envelope> desks, Region region, MemoryTask task) {
        try {
            var desk = new OwnershipDesk(CORES.getFirst(), CORES, region);
            desk.sit(desks.desk(0, 1));
            var stage = new MemoryTask.Stage(desk, CORES.getLast());
            for (int round = 0; round < 300; round++) {
                task.prepare(stage);
                task.run(stage);
                task.undo(stage);
                assertEquals(1, desk.slots(), "slots after round " + round);
                assertEquals(0, desk.mapped(), "views after round " + round);
            }
        } finally {
            desks.end(1);
        }
    }

    private static void follow(Desks<Envelope> desks, Region region) {
        var desk = new OwnershipDesk(CORES.getLast(), CORES, region);
        var at = desks.desk(1, 1);
        desk.sit(at);
        while (!desks.isOver(1)) {
            desk.turn();
            desk.use(1);
        }
        assertEquals(0, desk.slots());
        assertEquals(0, desk.mapped());
    }
}
