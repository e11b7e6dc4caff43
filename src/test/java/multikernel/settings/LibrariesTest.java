package multikernel.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.ActorSystem;
import akka.http.javadsl.settings.ServerSettings;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What we set for Akka and Kamon means something to them. */
class LibrariesTest {

    private static final String OURS = "multikernel-overrides.conf";

    @Test
    void shouldSetOnlyWhatALibraryKnows() {
        var known = ConfigFactory.defaultReference();
        for (var key :
                ConfigFactory.parseResources(OURS).resolveWith(known).root().keySet()) {
            assertTrue(key.equals("akka") || key.equals("kamon"), key);
        }
        for (var entry : ConfigFactory.parseResources(OURS).resolveWith(known).entrySet()) {
            var free = entry.getKey().startsWith("kamon.environment.tags.");
            assertTrue(free || known.hasPathOrNull(entry.getKey()), () -> entry.getKey() + " is not a library's key");
        }
    }

    @Test
    void shouldLimitWhatTheHttpServerTakes() {
        var limits = Map.of("multikernel.http.header-max", "2KiB", "multikernel.http.body-max", "3KiB");
        var server = ServerSettings.create(Settings.load(null, Settings.commandLine(limits)));
        assertEquals(2048, server.getParserSettings().getMaxHeaderValueLength());
        assertEquals(3072, server.getParserSettings().getMaxContentLength());
        assertEquals(256, server.getMaxConnections());
    }

    @Test
    void shouldLetTheUsersFileHaveTheLastWord() {
        var config = Settings.load(null, ConfigFactory.parseString("akka.log-dead-letters = 3"));
        assertEquals(3, config.getInt("akka.log-dead-letters"));
        assertEquals(
                Map.of("node", "other"),
                Settings.load(null, Settings.commandLine(Map.of("multikernel.node", "other")))
                        .getObject(ConfigUtil.joinPath("kamon", "environment", "tags"))
                        .unwrapped());
    }

    @Test
    void shouldStartAnActorSystemWithItsHostDispatcher() throws Exception {
        var settings = Settings.of(Settings.load(null, ConfigFactory.empty()));
        var system = ActorSystem.create("settings", settings.source());
        try {
            assertNotNull(system.dispatchers().lookup(Settings.HOST_DISPATCHER));
            assertTrue(system.dispatchers().hasDispatcher(Settings.CORE_DISPATCHER));
        } finally {
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }
}
