package multikernel.multicast;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was sent, who was handed what, and whether that keeps the promises. */
final class CastLedger {

    /** A message; its id is its place in the list of all. */
    record Note(int id, Seat author, long number, long view) {}

    private final CastOptions options;
    private final List<Note> notes = new ArrayList<>();
    private final List<BitSet> pasts = new ArrayList<>();
    private final List<Long> firstViews = new ArrayList<>();
    private final Map<Seat, List<Note>> handed = new HashMap<>();
    private final Map<Seat, BitSet> past = new HashMap<>();
    private final Map<Seat, Long> sent = new HashMap<>();
    private final Map<Seat, Long> missed = new HashMap<>();

    CastLedger(CastOptions options) {
        this.options = options;
    }

    Note next(Seat author, long view) {
        return new Note(notes.size(), author, sent.getOrDefault(author, 0L) + 1, view);
    }

    /** To be called before anybody can be handed it, and taken back if it is not accepted. */
    void begins(Note note) {
        notes.add(note);
        firstViews.add(-1L);
        sent.put(note.author(), note.number());
        var own = past.computeIfAbsent(note.author(), each -> new BitSet());
        pasts.add((BitSet) own.clone());
        own.set(note.id());
    }

    void refused(Note note) {
        notes.removeLast();
        firstViews.removeLast();
        pasts.removeLast();
        sent.put(note.author(), note.number() - 1);
        past.computeIfAbsent(note.author(), each -> new BitSet()).clear(note.id());
    }

    void missed(Seat at, long count) {
        missed.merge(at, count, Long::sum);
    }

    int count() {
        return notes.size();
    }

    long handedTo(Seat at) {
        return handed.getOrDefault(at, List.of()).size();
    }

    long missedAll() {
        return missed.values().stream().mapToLong(Long::longValue).sum();
    }

    void handed(Seat at, Note note, long firstView) {
        var list = handed.computeIfAbsent(at, each -> new ArrayList<>());
        require(firstView >= at.since(), at + " is handed what is older than it: " + note);
        firstViews.set(note.id(), firstView);
        for (var before : list) {
            require(before.id() != note.id(), at + " is handed twice: " + note);
            require(
                    !before.author().equals(note.author()) || before.number() < note.number(),
                    at + " is handed " + note + " after " + before);
            if (options.order() != Order.FIFO) {
                require(
                        !pasts.get(before.id()).get(note.id()),
                        at + " is handed the cause " + note + " after " + before);
            }
        }
        list.add(note);
        past.computeIfAbsent(at, each -> new BitSet()).set(note.id());
    }

    /** When nothing is left to do. */
    void closes(Set<Seat> alive) {
        for (var note : notes) {
            closes(note, alive);
        }
        if (options.order() == Order.TOTAL) {
            sameOrder(alive);
        }
    }

    private void closes(Note note, Set<Seat> alive) {
        var who = new HashSet<Seat>();
        handed.forEach((seat, list) -> {
            if (list.contains(note)) {
                who.add(seat);
            }
        });
        var begun = Math.max(note.view(), firstViews.get(note.id()));
        var anyone = alive.stream().anyMatch(who::contains);
        for (var seat : alive) {
            var isDue = seat.since() <= begun && (anyone || alive.contains(note.author()));
            var isExcused = options.slow() == Slow.LEAVE_BEHIND && missed.getOrDefault(seat, 0L) > 0;
            require(!isDue || isExcused || who.contains(seat), seat + " was never handed " + note);
        }
    }

    /** Who has ended may have been handed what nobody else had by then, and what was numbered again after it. */
    private void sameOrder(Set<Seat> alive) {
        var all = handed.keySet().stream().filter(alive::contains).toList();
        for (var one : all) {
            for (var other : all) {
                var mine = new ArrayList<>(handed.get(one));
                var theirs = new ArrayList<>(handed.get(other));
                mine.retainAll(new HashSet<>(theirs));
                theirs.retainAll(new HashSet<>(mine));
                for (int each = 0; each < mine.size(); each++) {
                    var differ = one + " is handed " + mine.get(each) + ", " + other + " " + theirs.get(each);
                    require(mine.get(each).equals(theirs.get(each)), differ + " of the two");
                }
            }
        }
    }

    void require(boolean promise, String otherwise) {
        if (!promise) {
            throw new AssertionError(options + ": " + otherwise);
        }
    }
}
