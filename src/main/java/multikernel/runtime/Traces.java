package multikernel.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import multikernel.base.CoreId;
import multikernel.trace.Level;
import multikernel.trace.Note;
import multikernel.trace.Recorder;
import multikernel.urpc.EventRing;
import multikernel.urpc.Line;

/**
 * What is recorded of the cores of one actor system: how much, each core's ring, and what host threads have to say of
 * them. Nothing until somebody says so; a ring takes memory with its first event.
 */
final class Traces {

    /** Of a core whose node said nothing else. */
    private static final int EVENTS = 1 << 15;

    /** Starts of cores that are over, of which what they did last is kept. */
    private static final int OVER_MAX = 16;

    private static final int NOTES_MAX = 1024;

    /** One start of one core; its ring goes with it once the core is over and this is forgotten. */
    record Traced(int number, CoreId core, int incarnation, String thread, EventRing ring) {}

    private final Line level = new Line();
    private final TraceNames names = new TraceNames();
    private final ArrayDeque<Traced> over = new ArrayDeque<>();
    private final ArrayDeque<Note> notes = new ArrayDeque<>();
    private volatile List<Traced> traced = List.of();
    private volatile int events = EVENTS;

    /** Of each ring that is made from now on. */
    void events(int perCore) {
        events = perCore;
    }

    Recorder recorder(Incarnation core) {
        var recorder = new Recorder(level, names, System::nanoTime, events);
        add(new Traced(
                core.number(), core.id(), core.incarnation(), core.reading().threadName(), recorder.ring()));
        return recorder;
    }

    private synchronized void add(Traced start) {
        var all = new ArrayList<>(traced);
        all.add(start);
        traced = List.copyOf(all);
    }

    /** It does nothing more; the oldest of these are forgotten. */
    synchronized void buried(Incarnation core) {
        var all = new ArrayList<>(traced);
        all.stream().filter(each -> each.number() == core.number()).forEach(over::add);
        while (over.size() > OVER_MAX) {
            all.remove(over.remove());
        }
        traced = List.copyOf(all);
    }

    /** Every start of a core that is known still. */
    List<Traced> all() {
        return traced;
    }

    TraceNames names() {
        return names;
    }

    void level(Level to) {
        level.setVolatile(Recorder.LEVEL, to.ordinal());
    }

    /** The oldest of too many is forgotten. */
    synchronized void note(int core, String name, Map<String, String> details) {
        notes.addLast(new Note(System.nanoTime(), core, name, details));
        if (notes.size() > NOTES_MAX) {
            notes.removeFirst();
        }
    }

    synchronized List<Note> notesSince(long nanos) {
        return notes.stream().filter(note -> note.nanos() - nanos >= 0).toList();
    }
}
