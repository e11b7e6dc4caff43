package multikernel.runtime.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import multikernel.hardware.Measured;
import multikernel.hardware.Topology;
import multikernel.knowledge.Drift;
import org.junit.jupiter.api.Test;

class MachineWatchTest {

    private final SynchronousQueue<Drift.Found> looks = new SynchronousQueue<>();
    private final LinkedBlockingQueue<Drift.Found> changes = new LinkedBlockingQueue<>();

    @Test
    void shouldLookUntilItIsClosedAndTellWhatIsOnlyNew() throws InterruptedException {
        try (var watch = MachineWatch.start(new Drift(found(100)), this::next, 1, changes::add)) {
            looks.put(found(100));
            looks.put(found(70));
            looks.put(found(40));
            looks.put(found(50));
            assertEquals(found(50), changes.take());
            watch.close();
            // of a look that is under way it waits for the end
            while (!watch.isEnded()) {
                looks.offer(found(50), 1, TimeUnit.MILLISECONDS);
            }
        }
        assertEquals(0, changes.size());
    }

    private Drift.Found next() {
        try {
            return looks.take();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return found(100);
        }
    }

    private static Drift.Found found(int percent) {
        var share = new Topology.Share(List.of(0), List.of(), -1, -1);
        var topology = new Topology("", List.of(), List.of(), List.of(), List.of(), share, -1);
        return new Drift.Found(topology, new Measured(List.of(), List.of(new Measured.Speed(0, percent)), 1));
    }
}
