package multikernel.base;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What becomes of a dispatcher that throws; a setting of the kinds that have it. */
public enum Policy {
    /** It starts again on its core, with nothing of its state, up to a number of times a minute; then it ends. */
    RESTART,
    /** It ends, and its domain goes on without it. */
    STOP,
    /** It ends, and starts on another core, up to a number of times a minute; then it ends for good. */
    MOVE;

    /** The name of the setting. */
    public static final String SETTING = "policy";

    public String word() {
        return Words.of(this);
    }

    /** Empty where no policy has this name. */
    public static Optional<Policy> named(String word) {
        return Stream.of(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /** Of a domain with these settings; {@link #RESTART} where its kind knows none. */
    public static Policy of(Map<String, String> settings) {
        return named(settings.getOrDefault(SETTING, "")).orElse(RESTART);
    }
}
