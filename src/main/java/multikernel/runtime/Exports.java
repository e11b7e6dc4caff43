package multikernel.runtime;

import java.util.HashMap;
import java.util.Map;
import multikernel.base.Refusal;
import org.jspecify.annotations.Nullable;

/** What the dispatchers of a core export: whom a new channel is handed to, by domain and message interface. */
final class Exports {

    record Key(String domain, String messages) {}

    record Export<M>(MessageInterface<M> messages, Acceptor<M> acceptor) {}

    private final Map<Key, Export<?>> all = new HashMap<>();

    <M> void add(String domain, MessageInterface<M> messages, Acceptor<M> acceptor) {
        all.put(new Key(domain, messages.name()), new Export<>(messages, acceptor));
    }

    /** Null if there is none, or of another version: the name and the fingerprint are the same, so the messages are. */
    @SuppressWarnings("unchecked")
    <M> @Nullable Export<M> of(Key key, MessageInterface<M> messages) {
        return (Export<M>) of(key, messages.shape().fingerprint());
    }

    /** The same for messages of which only the fingerprint is known here. */
    @Nullable
    Export<?> of(Key key, long fingerprint) {
        var export = all.get(key);
        return export != null && export.messages().shape().fingerprint() == fingerprint ? export : null;
    }

    /** Why {@link #of} gave none. */
    Refusal refusal(Key key) {
        return all.containsKey(key) ? Refusal.OTHER_VERSION : Refusal.NO_SUCH_EXPORT;
    }

    void endOf(String domain) {
        all.keySet().removeIf(key -> key.domain().equals(domain));
    }

    void clear() {
        all.clear();
    }
}
