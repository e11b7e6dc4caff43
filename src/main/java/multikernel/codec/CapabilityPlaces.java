package multikernel.codec;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is written where a message has a capability: its own, or, one after the other, what is put in their place. */
final class CapabilityPlaces {

    private @Nullable List<CapabilityRef> seen;
    private @Nullable Iterator<CapabilityRef> instead;

    /** The message's own, as it is from the beginning. */
    void pass() {
        seen = null;
        instead = null;
    }

    void collect() {
        seen = List.of();
    }

    /** In the order in which they came; most messages have none. */
    List<CapabilityRef> collected() {
        return seen == null ? List.of() : seen;
    }

    void replace(List<CapabilityRef> others) {
        instead = others.iterator();
    }

    CapabilityRef written(CapabilityRef own) {
        if (seen != null) {
            seen = seen.isEmpty() ? new ArrayList<>() : seen;
            seen.add(own);
        }
        return instead == null ? own : instead.next();
    }
}
