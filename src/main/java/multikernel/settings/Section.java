package multikernel.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import multikernel.base.Words;

/**
 * One block of the configuration while it is read: each value is asked for once, with what is allowed, and what nobody
 * asked for is unknown.
 */
final class Section {

    private static final String IN_RANGE = "choose such a value, or remove the line for the default";

    private final String path;
    private final ConfigObject values;
    private final Set<String> known = new TreeSet<>();

    private Section(String path, ConfigObject values) {
        this.path = path;
        this.values = values;
    }

    static Section of(String path, ConfigObject values) {
        return new Section(path, values);
    }

    /** The block at a path of the whole configuration. */
    static Section at(Config config, String path) {
        var found = of("", config.root());
        for (var step : path.split("\\.", -1)) {
            found = found.section(step);
        }
        return found;
    }

    Section section(String key) {
        if (value(key) instanceof ConfigObject object) {
            return new Section(name(key), object);
        }
        throw refused(key, "a block in braces");
    }

    /** A block whose keys are another's to check. */
    Config block(String key) {
        if (value(key) instanceof ConfigObject object) {
            return object.toConfig();
        }
        throw refused(key, "a block in braces");
    }

    <T> List<T> blocks(String key, Function<Section, T> read) {
        if (!(value(key) instanceof ConfigList list)) {
            throw refused(key, "a list of blocks in braces");
        }
        return list.stream().map(item -> read.apply(item(key, item))).toList();
    }

    /** An element of a list has no name of its own; it is told apart by its line. */
    private Section item(String key, ConfigValue item) {
        if (item instanceof ConfigObject object) {
            return new Section(name(key), object);
        }
        throw BadSetting.of(name(key), item, "a list of blocks in braces", "put braces around this element");
    }

    int whole(String key, int least, int most) {
        var allowed = "a whole number from " + least + " to " + most;
        try {
            var number = Long.parseLong(String.valueOf(value(key).unwrapped()));
            if (number >= least && number <= most) {
                return (int) number;
            }
        } catch (NumberFormatException notWhole) {
            throw caused(refused(key, allowed), notWhole);
        }
        throw refused(key, allowed);
    }

    /** A size of a ring: its indices are masked, not divided. */
    int powerOfTwo(String key, int least, int most) {
        var number = whole(key, least, most);
        if (Integer.bitCount(number) != 1) {
            throw refused(key, "a power of two from " + least + " to " + most);
        }
        return number;
    }

    int port(String key) {
        return whole(key, 0, 65535);
    }

    boolean flag(String key) {
        return read(key, "on or off", one -> one.getBoolean("value"));
    }

    long millis(String key, long least, long most) {
        var allowed = "a duration from " + least + "ms to " + most + "ms";
        var millis = duration(key, allowed, Duration::toMillis);
        if (millis < least || millis > most) {
            throw refused(key, allowed);
        }
        return millis;
    }

    long nanos(String key, long leastMicros, long mostMicros) {
        var allowed = "a duration from " + leastMicros + "us to " + mostMicros + "us";
        var nanos = duration(key, allowed, Duration::toNanos);
        if (nanos < leastMicros * 1000 || nanos > mostMicros * 1000) {
            throw refused(key, allowed);
        }
        return nanos;
    }

    /** A duration, or the word {@code auto}, which is empty. */
    OptionalLong autoOrNanos(String key, long leastMicros, long mostMicros) {
        if ("auto".equals(value(key).unwrapped())) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(nanos(key, leastMicros, mostMicros));
        } catch (BadSetting neither) {
            throw caused(
                    refused(key, "auto or a duration from " + leastMicros + "us to " + mostMicros + "us"), neither);
        }
    }

    private long duration(String key, String allowed, Function<Duration, Long> unit) {
        return read(key, allowed, one -> unit.apply(one.getDuration("value")));
    }

    long bytes(String key, long least, long most) {
        var allowed = "a size from " + least + " to " + most + " bytes";
        var bytes = read(key, allowed, one -> one.getBytes("value"));
        if (bytes < least || bytes > most) {
            throw refused(key, allowed);
        }
        return bytes;
    }

    /** A size in whole pages. */
    long pages(String key, long least, long most, long pageBytes) {
        var bytes = bytes(key, least, most);
        if (bytes % pageBytes != 0) {
            throw refused(key, "a multiple of " + pageBytes + " bytes");
        }
        return bytes;
    }

    String text(String key, String pattern, String allowed) {
        var text = read(key, allowed, one -> one.getString("value"));
        if (!text.matches(pattern)) {
            throw refused(key, allowed);
        }
        return text;
    }

    /** A list of texts, or all of them in one with commas between, as an environment variable has them. */
    List<String> texts(String key, String pattern, String allowed) {
        var said = value(key).unwrapped() instanceof String text
                ? Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(each -> !each.isEmpty())
                        .toList()
                : read(key, allowed, one -> one.getStringList("value"));
        if (!said.stream().allMatch(each -> each.matches(pattern))) {
            throw refused(key, allowed);
        }
        return said;
    }

    <E extends Enum<E>> E constant(String key, Class<E> type) {
        var constants = type.getEnumConstants();
        var allowed = Arrays.stream(constants).map(Words::of).collect(Collectors.joining(" or "));
        var word = read(key, allowed, one -> one.getString("value"));
        return Arrays.stream(constants)
                .filter(constant -> Words.of(constant).equals(word))
                .findFirst()
                .orElseThrow(() -> refused(key, allowed));
    }

    /** The value itself, for those few that may have more than one type. */
    ConfigValue value(String key) {
        known.add(key);
        var value = values.get(key);
        if (value == null) {
            throw new BadSetting(name(key) + " is missing from the block at " + BadSetting.place(values.origin())
                    + "; set it, or load reference.conf, which has its default");
        }
        return value;
    }

    boolean has(String key) {
        known.add(key);
        return values.containsKey(key);
    }

    Set<String> keys() {
        return values.keySet();
    }

    /** Ends the reading of this block: a key that nobody asked for is a mistake, most often of spelling. */
    void close() {
        values.forEach((key, value) -> {
            if (!known.contains(key)) {
                throw new BadSetting(BadSetting.shown(name(key), value) + ": no such setting; "
                        + Spelling.closest(key, known)
                                .map(near -> "did you mean " + name(near) + "?")
                                .orElse("remove it; here stand " + String.join(", ", known)));
            }
        });
    }

    BadSetting refused(String key, String allowed) {
        return refused(key, allowed, IN_RANGE);
    }

    BadSetting refused(String key, String allowed, String fix) {
        return BadSetting.of(name(key), value(key), allowed, fix);
    }

    String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private <T> T read(String key, String allowed, Function<Config, T> as) {
        var value = value(key);
        if (value.valueType() == ConfigValueType.NULL) {
            throw refused(key, allowed);
        }
        try {
            return as.apply(value.atKey("value"));
        } catch (ConfigException wrongType) {
            throw caused(refused(key, allowed), wrongType);
        }
    }

    private static BadSetting caused(BadSetting bad, Exception cause) {
        bad.initCause(cause);
        return bad;
    }

    /** The nearest name that exists, for the one that was probably meant. */
    private static final class Spelling {

        private static final int LETTERS_FOR_EACH_MISTAKE = 3;

        static Optional<String> closest(String written, Set<String> names) {
            return names.stream()
                    .filter(name -> distance(written, name) <= written.length() / LETTERS_FOR_EACH_MISTAKE)
                    .min(Comparator.comparingInt(name -> distance(written, name)));
        }

        /** Levenshtein's: how many letters to change, add or leave out. */
        private static int distance(String left, String right) {
            var row = new int[right.length() + 1];
            Arrays.setAll(row, index -> index);
            for (var i = 1; i <= left.length(); i++) {
                var diagonal = row[0];
                row[0] = i;
                for (var j = 1; j <= right.length(); j++) {
                    var above = row[j];
                    var change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                    row[j] = Math.min(diagonal + change, Math.min(above, row[j - 1]) + 1);
                    diagonal = above;
                }
            }
            return row[right.length()];
        }
    }
}
