package multikernel.ownership;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import multikernel.base.CoreId;
import multikernel.capability.ObjectId;
import org.jspecify.annotations.Nullable;

/** The owners, as far as one core knows, of the estates that it has to do with; each is kept as long as it is used. */
final class Hints {

    private final Map<ObjectId, Hint> hints = new LinkedHashMap<>();

    @Nullable
    Hint of(ObjectId estate) {
        return hints.get(estate);
    }

    Collection<Hint> all() {
        return List.copyOf(hints.values());
    }

    Hint use(ObjectId estate, CoreId owner, long ballot) {
        var hint = hints.computeIfAbsent(estate, fresh -> new Hint(estate, owner, ballot));
        if (hint.ballot() < ballot) {
            hint.owned(owner, ballot);
        }
        hint.use();
        return hint;
    }

    void release(Hint hint) {
        if (hint.release()) {
            hints.remove(hint.estate);
        }
    }
}
