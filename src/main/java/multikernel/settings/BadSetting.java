package multikernel.settings;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.stream.Collectors;

/** A configuration that no node can start with. Its message is one line, meant for whoever wrote the configuration. */
public final class BadSetting extends RuntimeException {

    private static final int VALUE_LENGTH_MAX = 60;

    private final String line;

    public BadSetting(String line) {
        this.line = line.lines().map(String::strip).collect(Collectors.joining(" "));
    }

    /** What to print. */
    public String line() {
        return line;
    }

    @Override
    public String getMessage() {
        return line;
    }

    /** The shape of nearly every refusal. */
    static BadSetting of(String key, ConfigValue value, String allowed, String fix) {
        return new BadSetting(shown(key, value) + ": allowed is " + allowed + "; " + fix);
    }

    /** A key with its value and where that was written. */
    static String shown(String key, ConfigValue value) {
        var rendered = value.render(ConfigRenderOptions.concise());
        var clipped =
                rendered.length() <= VALUE_LENGTH_MAX ? rendered : rendered.substring(0, VALUE_LENGTH_MAX) + "...";
        return key + " = " + clipped + " (" + place(value.origin()) + ")";
    }

    /** What the parser of Typesafe Config refused; its messages begin with file and line already. */
    static BadSetting unreadable(ConfigException cause) {
        var bad = new BadSetting("the configuration cannot be read: " + cause.getMessage() + "; correct that line");
        bad.initCause(cause);
        return bad;
    }

    /** File and line, or what stands for them: a command line and an environment variable have no lines. */
    static String place(ConfigOrigin origin) {
        var file = origin.filename() != null ? origin.filename() : origin.resource();
        if (file == null) {
            return origin.description();
        }
        return origin.lineNumber() > 0 ? file + ": " + origin.lineNumber() : file;
    }
}
