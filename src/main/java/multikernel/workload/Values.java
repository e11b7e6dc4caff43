package multikernel.workload;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import multikernel.domain.Setting;
import org.jspecify.annotations.Nullable;

/** The settings of a domain, defaults filled in, read as what they are meant to be. */
public record Values(Map<String, String> byName) {

    public Values {
        byName = Map.copyOf(byName);
    }

    public static Values of(List<Setting> known, Map<String, String> given) {
        var all = new HashMap<String, String>();
        known.forEach(setting -> all.put(setting.name(), setting.defaultValue()));
        all.putAll(given);
        return new Values(all);
    }

    /** What the reader says is wrong with these settings; empty if it reads them. */
    public Optional<String> refusal(Function<Values, ?> reader) {
        try {
            var _ = reader.apply(this);
            return Optional.empty();
        } catch (IllegalArgumentException wrong) {
            return Optional.of(String.valueOf(wrong.getMessage()));
        }
    }

    public String text(String name) {
        var value = byName.get(name);
        if (value == null) {
            throw new IllegalArgumentException("setting " + name + " is missing");
        }
        return value;
    }

    public int integer(String name, int low, int high) {
        return (int) number(name, low, high);
    }

    public long number(String name, long low, long high) {
        var text = text(name);
        try {
            var value = Long.parseLong(text);
            if (value >= low && value <= high) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw wrong(name, text, "a whole number from " + low + " to " + high, notANumber);
        }
        throw wrong(name, text, "a whole number from " + low + " to " + high, null);
    }

    public <E extends Enum<E>> E choice(String name, Map<String, E> choices) {
        var text = text(name);
        var chosen = choices.get(text);
        if (chosen == null) {
            var names = String.join(", ", choices.keySet().stream().sorted().toList());
            throw wrong(name, text, "one of " + names, null);
        }
        return chosen;
    }

    private static IllegalArgumentException wrong(String name, String text, String right, @Nullable Throwable cause) {
        return new IllegalArgumentException("setting " + name + " is '" + text + "': give " + right, cause);
    }
}
