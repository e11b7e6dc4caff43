package multikernel.ownership;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import multikernel.base.OperationId;
import multikernel.capability.Address;
import multikernel.capability.Described;

/** What one core has of one object: its copies, its views, who wants to be asked, and the revokes under way. */
final class Holding {

    final Described object;
    final Descent descent;
    final Hint hint;
    final List<Slot> slots = new ArrayList<>(2);
    /** By domain, whether for writing. */
    final SortedMap<String, Boolean> views = new TreeMap<>();

    final SortedSet<String> subscribers = new TreeSet<>();
    /** Revokes that have been prepared here and not decided. */
    final List<OperationId> marks = new ArrayList<>(1);

    int epoch;

    Holding(Described object, Descent descent, Hint hint, int epoch) {
        this.object = object;
        this.descent = descent;
        this.hint = hint;
        this.epoch = epoch;
    }

    Claim claim() {
        return new Claim(object.id(), descent.estate(), hint.ballot(), epoch);
    }

    /** What lies there, of this object. */
    Slot slotAt(String domain, Address address) {
        for (var slot : slots) {
            if (slot.address().equals(address) && slot.domain().equals(domain)) {
                return slot;
            }
        }
        throw new IllegalStateException(object + " is not in " + domain + " " + address);
    }

    boolean isMarked() {
        return !marks.isEmpty();
    }

    boolean isHeldBy(String domain) {
        for (var slot : slots) {
            if (slot.domain().equals(domain)) {
                return true;
            }
        }
        return false;
    }
}
