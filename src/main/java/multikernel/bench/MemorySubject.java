package multikernel.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import multikernel.base.CoreId;
import multikernel.codec.Codec;
import multikernel.memory.Region;
import multikernel.monitor.Envelope;
import multikernel.monitor.Wire;
import org.jspecify.annotations.Nullable;

/**
 * An operation on capabilities between two cores that are threads and no actors. The other core uses what it has mapped
 * all the time, and looks at its ring between.
 */
final class MemorySubject implements Subject {

    private static final Codec<Envelope> CODEC = Wire.codec();
    private static final long REGION_BYTES = 1 << 24;

    private final Map<String, Object> parameters;
    private final Crowd crowd;
    private final MemoryTask task;
    private final List<CoreId> cores;
    private final Desks<Envelope> desks;
    private final Region region = Region.reserve(REGION_BYTES);
    private final List<@Nullable OwnershipDesk> parts = new ArrayList<>();
    private final Recorder recorder = new Recorder();
    private MemoryTask.@Nullable Stage stage;
    private long slices;
    private long took;

    MemorySubject(Map<String, Object> parameters, Crowd crowd, boolean isCrowded, MemoryTask task) {
        this.parameters = parameters;
        this.crowd = crowd;
        this.task = task;
        cores = IntStream.range(0, crowd.cores()).mapToObj(CoreId::of).toList();
        desks = new Desks<>(CODEC, crowd.cores(), isCrowded);
        desks.connect(0, 1);
        cores.forEach(core -> parts.add(null));
    }

    @Override
    public String name() {
        return Laboratory.OURS;
    }

    @Override
    public Map<String, Object> parameters() {
        return parameters;
    }

    @Override
    public Slice slice(long nanos) {
        slices++;
        recorder.clear();
        crowd.run(() -> lead(nanos), other -> () -> follow(other + 1));
        return recorder.roundTrips(took);
    }

    /** Made by the thread that uses it first, so that it lies beside nothing of another's. */
    private OwnershipDesk part(int core) {
        var part = parts.get(core);
        if (part == null) {
            part = new OwnershipDesk(cores.get(core), cores, region);
            parts.set(core, part);
        }
        part.sit(desks.desk(core, slices));
        return part;
    }

    private void lead(long nanos) {
        try {
            var part = part(0);
            if (stage == null) {
                stage = new MemoryTask.Stage(part, cores.getLast());
            }
            took = 0;
            for (var until = System.nanoTime() + nanos; took == 0 || System.nanoTime() < until; ) {
                took += once(stage);
            }
        } finally {
            desks.end(slices);
        }
    }

    private long once(MemoryTask.Stage on) {
        task.prepare(on);
        var before = System.nanoTime();
        task.run(on);
        var nanos = System.nanoTime() - before;
        recorder.record(nanos);
        task.undo(on);
        return nanos;
    }

    private void follow(int core) {
        var part = part(core);
        while (!desks.isOver(slices)) {
            part.turn();
            part.use(ArenaSubject.ACCESSES);
        }
        if (part.mapped() > 0) {
            throw new IllegalStateException("something is mapped still");
        }
    }

    @Override
    public void close() {
        region.close();
    }
}
