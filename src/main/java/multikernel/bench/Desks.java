package multikernel.bench;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import multikernel.codec.Codec;
import multikernel.urpc.Line;
import multikernel.urpc.Ring;
import multikernel.urpc.SleepWord;
import org.jspecify.annotations.Nullable;

/**
 * The rings between the threads of one experiment: what cores have between them, for experiments that do without
 * actors.
 *
 * @param <M> what they say
 */
final class Desks<M> {

    private static final int CAPACITY = 1_024;
    private static final int NUMBER = 0;

    /** @param word on a line of its own: it says that the thread sleeps */
    private record Sleeper(@Nullable Thread[] thread, SleepWord word) {

        static Sleeper awake() {
            var thread = new Thread[1];
            return new Sleeper(thread, new SleepWord(() -> LockSupport.unpark(thread[0])));
        }
    }

    private final Codec<M> codec;
    private final boolean isCrowded;
    private final Map<Integer, Map<Integer, MemorySegment>> rings = new TreeMap<>();
    private final Map<Integer, Sleeper> sleepers = new TreeMap<>();
    private final List<@Nullable Desk<M>> desks = new ArrayList<>();

    /** Which slice is over; its leader alone writes it. */
    private final Line over = new Line();

    /** @param isCrowded more desks than CPUs: who has nothing to do sleeps and has to be woken */
    Desks(Codec<M> codec, int cores, boolean isCrowded) {
        this.codec = codec;
        this.isCrowded = isCrowded;
        for (int core = 0; core < cores; core++) {
            rings.put(core, new TreeMap<>());
            sleepers.put(core, Sleeper.awake());
            desks.add(null);
        }
    }

    /** A ring each way. */
    void connect(int one, int other) {
        ringsTo(one).put(other, Ring.memory(CAPACITY));
        ringsTo(other).put(one, Ring.memory(CAPACITY));
    }

    int cores() {
        return rings.size();
    }

    /** By the sender. */
    Map<Integer, MemorySegment> ringsTo(int core) {
        return of(rings, core);
    }

    private Sleeper sleeper(int core) {
        return of(sleepers, core);
    }

    private static <V> V of(Map<Integer, V> map, int core) {
        var found = map.get(core);
        if (found == null) {
            throw new IllegalArgumentException("there is no core " + core);
        }
        return found;
    }

    /** For the calling thread and this slice; whoever had it before has ended. */
    Desk<M> desk(int core, long slice) {
        sleeper(core).thread()[0] = Thread.currentThread();
        var desk = desks.get(core);
        if (desk == null) {
            desk = new Desk<>(this, core, codec);
            desks.set(core, desk);
        }
        desk.begin(slice);
        return desk;
    }

    /** Something was written for this core. */
    void wake(int core) {
        if (isCrowded) {
            sleeper(core).word().fenceAndWake();
        }
    }

    /** Nothing to do: looks again at once, or where others need the CPU sleeps until there is something. */
    void rest(int core, BooleanSupplier somethingToDo) {
        if (!isCrowded) {
            Thread.onSpinWait();
            return;
        }
        Thread.yield();
        sleeper(core).word().sleep(() -> somethingToDo.getAsBoolean() || isInterrupted(), () -> LockSupport.park(this));
    }

    private static boolean isInterrupted() {
        return Thread.currentThread().isInterrupted();
    }

    /** Leader: ends the slice for everyone. */
    void end(long slice) {
        over.setVolatile(NUMBER, slice);
        sleepers.keySet().forEach(this::wake);
    }

    boolean isOver(long slice) {
        return over.getAcquire(NUMBER) >= slice;
    }
}
