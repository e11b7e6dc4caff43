package multikernel.runtime;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the dispatchers of one domain know of the classes of messages that arrived: whether they can change, found out
 * once for each class by a rule of the floor above. All cores of the domain read it; a class is looked at by the first
 * that meets it, and said by one.
 */
public final class Arrivals {

    private static final Verdict UNCHANGING = new Verdict(null);

    /** Of one class. */
    static final class Verdict {

        private final @Nullable String reason;
        private final AtomicBoolean said = new AtomicBoolean();

        private Verdict(@Nullable String reason) {
            this.reason = reason;
        }

        /** Why its messages can change; null if they cannot. */
        @Nullable
        String reason() {
            return reason;
        }

        /** True for the first who asks. */
        boolean claim() {
            return !said.get() && said.compareAndSet(false, true);
        }
    }

    private final boolean strict;
    private final ClassValue<Verdict> verdicts;

    /**
     * @param strict whether a message that can change is kept from its dispatcher
     * @param rule why a message of a class can change; empty if it cannot
     */
    public Arrivals(boolean strict, Function<Class<?>, Optional<String>> rule) {
        this.strict = strict;
        this.verdicts = new ClassValue<>() {
            @Override
            protected Verdict computeValue(Class<?> type) {
                return rule.apply(type).map(Verdict::new).orElse(UNCHANGING);
            }
        };
    }

    boolean isStrict() {
        return strict;
    }

    Verdict of(Object message) {
        return verdicts.get(message.getClass());
    }
}
