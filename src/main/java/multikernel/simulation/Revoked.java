package multikernel.simulation;

import multikernel.simulation.Asked.Word;

/**
 * A revoke that was answered as done: invariant I4.
 *
 * <p>Requests that were under way at the same time may have happened before or after it. What is left must be explained
 * by those that came after: it goes back to the slot through which the revoke was asked, by requests of which none had
 * ended when the revoke was asked for.
 */
final class Revoked {

    private final World world;
    private final Ledger ledger;
    private final Asked asked;
    private final Copy kept;
    private final Life life;

    Revoked(World world, Ledger ledger, Asked asked) {
        this.world = world;
        this.ledger = ledger;
        this.asked = asked;
        if (asked.source == null) {
            throw new Violation("revoked what is not there: " + asked);
        }
        this.kept = asked.source;
        this.life = kept.life;
    }

    void require() {
        for (var start : world.present) {
            for (var copy : start.copies.values()) {
                Violation.unless(
                        !copy.life.isFrom(life) || isAfter(copy), () -> "revoked, and there is " + copy + ": " + asked);
            }
            for (var view : start.views.values()) {
                Violation.unless(
                        !view.life().isFrom(life) || view.since() > asked.at || isAllowed(start, view),
                        () -> "revoked, and " + start + " has " + view + ": " + asked);
            }
        }
        for (var other : ledger.pending) {
            if (other != asked && other.source != null && other.source.life.isFrom(life) && !isAfter(other.source)) {
                other.barred = true;
            }
        }
        buryWhatIsGone();
    }

    private boolean isAfter(Copy copy) {
        for (var each = copy; each != kept; ) {
            var by = each.by;
            if (by.ended < asked.at || by.source == null) {
                return false;
            }
            each = by.source;
        }
        return true;
    }

    /** The slot that is left may keep its own view. */
    private boolean isAllowed(Start start, Start.Opened view) {
        return start == kept.start && view.life() == life && view.domain().equals(kept.domain);
    }

    private void buryWhatIsGone() {
        for (int each = ledger.unburied.size() - 1; each >= 0; each--) {
            var other = ledger.unburied.get(each);
            if (other != life && other.isFrom(life) && other.copies == 0 && !mayAppear(other)) {
                ledger.bury(other);
            }
        }
    }

    private boolean mayAppear(Life other) {
        for (var each : ledger.pending) {
            if (!each.barred && each.word != Word.REFUSED && each.source != null && each.source.life.isFrom(other)) {
                return true;
            }
        }
        return false;
    }
}
