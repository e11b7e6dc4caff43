package multikernel.runtime;

import akka.actor.ActorCell;
import akka.dispatch.Envelope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import multikernel.base.CoreId;
import org.jspecify.annotations.Nullable;

/**
 * What one core dropped since it last said so. A flood is told in one event for each turn, and nothing is told while
 * the core is in the middle of something: who listens may live here.
 */
final class DropLedger {

    /** A behaviour that never ends may send to who is gone for ever; what it sends is kept until its turn ends. */
    static final int LETTERS_MAX = 16_384;

    private record Letter(ActorCell cell, Envelope envelope) {}

    private final Incarnation self;
    private final ArrayList<Dropped> entries = new ArrayList<>();
    private final ArrayDeque<Letter> letters = new ArrayDeque<>();

    DropLedger(Incarnation self) {
        this.self = self;
    }

    void add(@Nullable CoreId from, CoreId to, Dropped.Reason reason, long count) {
        for (var i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            if (entry.to().equals(to)
                    && entry.reason() == reason
                    && (from == null ? entry.from() == null : from.equals(entry.from()))) {
                entries.set(i, new Dropped(from, to, reason, entry.count() + count));
                return;
            }
        }
        entries.add(new Dropped(from, to, reason, count));
    }

    /** A message for an actor that has stopped. */
    void deadLetter(ActorCell cell, Envelope envelope) {
        letters.add(new Letter(cell, envelope));
    }

    /**
     * A message of this core for one that takes none any more, or of this core that is fenced: counted, and a dead
     * letter while not too many are kept.
     */
    void deadLetter(ActorCell cell, Envelope envelope, Incarnation to) {
        if (letters.size() < LETTERS_MAX) {
            deadLetter(cell, envelope);
        }
        add(self.id(), to.id(), self.isFenced() ? Dropped.Reason.CORE_STUCK : to.closedReason(), 1);
    }

    /** True if there was something to tell. */
    boolean publish() {
        if (entries.isEmpty() && letters.isEmpty()) {
            return false;
        }
        for (var count = letters.size(); count > 0; count--) {
            var letter = letters.remove();
            self.interconnect().deadLetter(letter.cell(), letter.envelope());
        }
        var told = entries.toArray(new Dropped[0]);
        entries.clear();
        for (var dropped : told) {
            self.interconnect().publish(dropped);
        }
        return true;
    }
}
