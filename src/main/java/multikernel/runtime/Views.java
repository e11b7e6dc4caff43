package multikernel.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import multikernel.capability.Described;
import multikernel.capability.ObjectId;
import multikernel.memory.Region;
import multikernel.memory.View;
import org.jspecify.annotations.Nullable;

/** What one core has mapped: at most one view of an object for each domain. Of the core's thread. */
final class Views {

    /** Few domains of one core map the same object, so they form a chain. */
    private static final class Mapped {
        final String domain;
        final View view;

        @Nullable
        Mapped next;

        Mapped(String domain, View view, @Nullable Mapped next) {
            this.domain = domain;
            this.view = view;
            this.next = next;
        }
    }

    private final Region region;
    private final Map<ObjectId, Mapped> mapped = new HashMap<>();

    Views(Region region) {
        this.region = region;
    }

    /** In place of the one that the domain has had. */
    void open(Described object, String domain, boolean write) {
        close(object.id(), domain);
        var view = View.open(region, object.base(), object.bytes(), write);
        mapped.put(object.id(), new Mapped(domain, view, mapped.get(object.id())));
    }

    /** What the domain has mapped, null if it has not. */
    @Nullable
    View at(ObjectId object, String domain) {
        for (var each = mapped.get(object); each != null; each = each.next) {
            if (each.domain.equals(domain)) {
                return each.view;
            }
        }
        return null;
    }

    /** Every domain's. */
    void close(ObjectId object) {
        for (var each = mapped.remove(object); each != null; each = each.next) {
            each.view.close();
        }
    }

    void close(ObjectId object, String domain) {
        Mapped kept = null;
        for (var each = mapped.remove(object); each != null; each = each.next) {
            if (each.domain.equals(domain)) {
                each.view.close();
            } else {
                kept = new Mapped(each.domain, each.view, kept);
            }
        }
        if (kept != null) {
            mapped.put(object, kept);
        }
    }

    int count() {
        return mapped.size();
    }

    /** The thread ends: what it cannot close, nobody can use once it has ended. */
    void closeAll() {
        List<Mapped> all = new ArrayList<>(mapped.values());
        mapped.clear();
        for (var first : all) {
            for (var each = first; each != null; each = each.next) {
                try {
                    each.view.close();
                } catch (IllegalStateException inUse) {
                    // A call that its thread had not come back from: it never does.
                }
            }
        }
    }
}
