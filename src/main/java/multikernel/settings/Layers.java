package multikernel.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The layers of a configuration, upper over lower: what the command line says, the user's file with what it includes,
 * what we set for Akka and Kamon, and the {@code reference.conf} of every library. They are resolved together, so that
 * a lower layer may speak of a key that an upper one changes.
 */
final class Layers {

    /** Apart from reference.conf, because the order of several of those is the class path's. */
    private static final String OURS_FOR_LIBRARIES = "multikernel-overrides.conf";

    private Layers() {}

    static Config of(@Nullable Path file, Config overrides) {
        try {
            var ours = ConfigFactory.parseResources(
                    OURS_FOR_LIBRARIES, ConfigParseOptions.defaults().setAllowMissing(false));
            return overrides
                    .withFallback(file == null ? ConfigFactory.empty() : parsed(file))
                    .withFallback(ours)
                    .withFallback(ConfigFactory.defaultReferenceUnresolved())
                    .resolve();
        } catch (ConfigException unreadable) {
            throw BadSetting.unreadable(unreadable);
        }
    }

    private static Config parsed(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new BadSetting(file + ": no such file, or it cannot be read; name an existing one with --config");
        }
        return ConfigFactory.parseFile(
                file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
    }
}
