package multikernel.domain;

import akka.actor.typed.Behavior;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.runtime.DispatcherContext;
import multikernel.runtime.ReplicatedSpec;

/** A sort of domain that can be spawned by name, registered through {@link java.util.ServiceLoader}. */
public interface Kind {

    /** The word after {@code --kind}. */
    String name();

    /** All settings that a domain of this kind takes; others are refused before anything is agreed. */
    List<Setting> settings();

    /** Why these settings cannot be, in one line that names the setting and the fix; empty if they can. */
    default Optional<String> refusal(Map<String, String> settings) {
        return Optional.empty();
    }

    /** The same of a domain with every setting filled in, for a kind that minds its cores or shards as well. */
    default Optional<String> refusal(DomainSpec domain) {
        return refusal(domain.settings());
    }

    /** Whether a domain of this kind may be split over shards. */
    default boolean isSharded() {
        return false;
    }

    /**
     * Loads what is slow to load, native libraries above all, so that {@link #create} does not keep a core from its
     * work; called on a host thread before each domain of the kind is spawned, so a second call costs nothing.
     */
    default void prepare() {}

    /** The objects that all dispatchers of one domain of this kind share, each as a replica of its core. */
    default List<ReplicatedSpec<?, ?>> replicated() {
        return List.of();
    }

    /**
     * Why the dispatcher of a domain on a core cannot leave it, in one line that says what to do instead; empty, as by
     * default, if it may end there once it has drained, and begin anew when the core is back.
     */
    default Optional<String> keeps(DomainSpec domain, CoreId core) {
        return Optional.empty();
    }

    /** The behaviour of one dispatcher; called on the thread of the core that it will live on, once for each start. */
    Behavior<?> create(DispatcherContext context);
}
