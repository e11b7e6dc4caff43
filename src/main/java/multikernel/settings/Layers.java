package multikernel.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The layers of a configuration, upper over lower: what the command line says, the user's file with what it includes,
 * what we set for Akka and Kamon, and the {@code reference.conf} of every library. They are resolved together, so that
 * a lower layer may speak of a key that an upper one changes. What a cluster needs, and TLS in it, are layers between
 * the user's file and what we set for everybody; only a configuration that asks for them has them.
 */
final class Layers {

    /** Apart from reference.conf, because the order of several of those is the class path's. */
    private static final String OURS_FOR_LIBRARIES = "multikernel-overrides.conf";

    private static final String CLUSTER = "multikernel-cluster.conf";

    private static final String CLUSTER_TLS = "multikernel-tls.conf";

    private Layers() {}

    static Config of(@Nullable Path file, Config overrides) {
        try {
            var users = overrides.withFallback(file == null ? ConfigFactory.empty() : parsed(file));
            var lower = resource(OURS_FOR_LIBRARIES).withFallback(ConfigFactory.defaultReferenceUnresolved());
            var alone = users.withFallback(lower).resolve();
            if (!isOn(alone, "multikernel.cluster.enabled")) {
                return alone;
            }
            var isSecret = isSaid(alone, "multikernel.network.tls.key-store");
            return users.withFallback(isSecret ? resource(CLUSTER_TLS) : ConfigFactory.empty())
                    .withFallback(resource(CLUSTER))
                    .withFallback(lower)
                    .resolve();
        } catch (ConfigException unreadable) {
            throw BadSetting.unreadable(unreadable);
        }
    }

    private static Config resource(String name) {
        return ConfigFactory.parseResources(name, ConfigParseOptions.defaults().setAllowMissing(false));
    }

    /** What is no flag is refused later, with its line. */
    private static boolean isOn(Config config, String key) {
        return isSaid(config, key)
                && List.of("on", "true", "yes")
                        .contains(String.valueOf(config.getValue(key).unwrapped()));
    }

    private static boolean isSaid(Config config, String key) {
        return config.hasPath(key) && !"".equals(config.getValue(key).unwrapped());
    }

    private static Config parsed(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new BadSetting(file + ": no such file, or it cannot be read; name an existing one with --config");
        }
        return ConfigFactory.parseFile(
                file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
    }
}
