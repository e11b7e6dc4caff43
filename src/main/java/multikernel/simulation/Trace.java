package multikernel.simulation;

import java.util.ArrayDeque;
import java.util.List;
import multikernel.ownership.OwnershipEffect;
import multikernel.ownership.OwnershipEvent;

/** The last things that happened in a world, put into words only when somebody wants to read them. */
final class Trace {

    private record Entry(long clock, Start start, Object event, List<OwnershipEffect> effects) {}

    private final int entriesMax;
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private boolean hashes;
    private long hash;

    Trace(int entriesMax) {
        this.entriesMax = entriesMax;
    }

    void happened(long clock, Start start, OwnershipEvent event, List<OwnershipEffect> effects) {
        add(new Entry(clock, start, event, effects));
        if (hashes) {
            hash = 31
                            * (31 * (31 * hash + start.toString().hashCode())
                                    + event.toString().hashCode())
                    + effects.toString().hashCode();
        }
    }

    void hashEverything() {
        hashes = true;
    }

    /** Of everything that has happened so far; the same for the same seed on every machine. */
    long hash() {
        return hash;
    }

    /** The world did this to a start. */
    void befell(long clock, Start start, String what) {
        add(new Entry(clock, start, what, List.of()));
    }

    private void add(Entry entry) {
        if (entries.size() == entriesMax) {
            entries.removeFirst();
        }
        entries.addLast(entry);
    }

    String text() {
        var text = new StringBuilder();
        for (var entry : entries) {
            text.append(entry.clock)
                    .append(' ')
                    .append(entry.start)
                    .append(": ")
                    .append(entry.event)
                    .append('\n');
            entry.effects.forEach(
                    effect -> text.append("        ").append(effect).append('\n'));
        }
        return text.toString();
    }
}
