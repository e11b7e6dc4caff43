package multikernel.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import multikernel.base.CoreId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @TempDir
    Path directory;

    @Test
    void shouldReadTheDefaultsWithoutAnyFile() {
        var settings = Settings.of(Settings.load(null, ConfigFactory.empty()));
        assertEquals("node-1", settings.node());
        assertEquals(new CoresSetting.Auto(), settings.cores());
        assertEquals(8080, settings.http().port());
        assertEquals(10_000_000, settings.dispatcher().runBudgetNanos());
        assertEquals(new Settings.Liveness(100, 800, 5, 60_000, 5_000), settings.liveness());
        assertEquals(List.of(), settings.domains());
        assertFalse(settings.faultInjection());
    }

    @Test
    void shouldReadTheShippedFile() {
        var settings = Settings.of(Settings.load(Path.of("conf/multikernel.conf"), ConfigFactory.empty()));
        settings.check(2);
        assertEquals(
                List.of("database", "web"),
                settings.domains().stream().map(DomainPlan::name).toList());
        assertEquals(Map.of("port", "8081"), settings.domains().get(1).settings());
        assertEquals(
                List.of(CoreId.of(1)), settings.domains().getFirst().spec(2).cores());
        assertEquals(List.of(CoreId.of(0)), settings.domains().getLast().spec(2).cores());
    }

    @Test
    void shouldRepeatNoDefaultInTheShippedFile() {
        var shipped = ConfigFactory.parseFile(Path.of("conf/multikernel.conf").toFile())
                .resolveWith(ConfigFactory.defaultReference());
        var defaults = ConfigFactory.defaultReference();
        for (var entry : shipped.withOnlyPath("multikernel").entrySet()) {
            assertFalse(
                    entry.getValue().equals(defaults.getValue(entry.getKey())),
                    entry.getKey() + " is what reference.conf says already");
        }
    }

    @Test
    void shouldPutTheCommandLineAboveTheFileAndFollowIncludes() throws Exception {
        Files.writeString(directory.resolve("base.conf"), "multikernel { node = base, http.port = 1 }");
        var file = Files.writeString(
                directory.resolve("top.conf"), "include \"base.conf\"\nmultikernel { node = top, web.port = 2 }");
        var settings = Settings.of(Settings.load(file, Settings.commandLine(Map.of("multikernel.web.port", "3"))));
        assertEquals("top", settings.node());
        assertEquals(1, settings.http().port());
        assertEquals(3, settings.webPort());
    }

    @Test
    void shouldLetTheLibrariesFollowOurSettings() {
        var config = Settings.load(null, Settings.commandLine(Map.of("multikernel.http.request-timeout", "9s")));
        assertEquals(9, config.getDuration("akka.http.server.request-timeout").toSeconds());
        assertFalse(config.getBoolean("akka.jvm-exit-on-fatal-error"));
        assertEquals("127.0.0.1", config.getString("kamon.prometheus.embedded-server.hostname"));
    }

    @Test
    void shouldReadEveryShapeOfCores() {
        assertEquals(
                new CoresSetting.Count(4), settings("multikernel.cores = 4").cores());
        assertEquals(
                new CoresSetting.Count(4), settings("multikernel.cores = \"4\"").cores());
        var placed = settings("multikernel.cores = [{cpu = 2}, {cpu = 0, kind = performance}]")
                .cores();
        assertEquals(
                new CoresSetting.Placed(
                        List.of(new CoresSetting.Place(2, "unknown"), new CoresSetting.Place(0, "performance"))),
                placed);
        assertEquals(OptionalInt.of(2), placed.count());
    }

    @Test
    void shouldReadWhatAnAkkaApplicationWritesWithoutBootingANode() {
        var block = ConfigFactory.parseString("cores = [3, 1]");
        assertEquals(new CoreSelection.Listed(List.of(CoreId.of(1), CoreId.of(3))), CoreSelection.of(block));
        assertEquals(List.of(), CoreSelection.of(block).among(3));
        assertEquals(
                3,
                CoreSelection.of(ConfigFactory.parseString("cores = all"))
                        .among(3)
                        .size());
        assertEquals(1024, DispatcherSettings.of(ConfigFactory.load()).laneCapacity());
    }

    @Test
    void shouldNameKeyFileLineValueAndFixInOneLine() throws Exception {
        var file = Files.writeString(directory.resolve("my.conf"), "multikernel {\n\n  dispatcher.spin = 1ms\n}\n");
        var bad = assertThrows(BadSetting.class, () -> Settings.of(Settings.load(file, ConfigFactory.empty())));
        assertEquals(
                "multikernel.dispatcher.spin = \"1ms\" (" + file
                        + ": 3): allowed is auto or a duration from 0us to 100us; choose such a value, or remove the"
                        + " line for the default",
                bad.line());
    }

    @Test
    void shouldSuggestTheNameThatWasProbablyMeant() {
        assertRefused(
                "multikernel.dispatcher.mailbox-capazity = 8", "did you mean multikernel.dispatcher.mailbox-capacity?");
        assertRefused("multikernel.zzz = 8", "remove it; here stand agreement, cluster");
    }

    @Test
    void shouldSayThatTheCommandLineIsToBlame() {
        var overrides = Settings.commandLine(Map.of("multikernel.http.port", "70000"));
        var bad = assertThrows(BadSetting.class, () -> Settings.of(Settings.load(null, overrides)));
        assertTrue(bad.line().startsWith("multikernel.http.port = \"70000\" (command line): "), bad.line());
    }

    @Test
    void shouldRefuseAFileThatIsMissingOrBrokenInOneLine() throws Exception {
        var missing = directory.resolve("none.conf");
        var gone = assertThrows(BadSetting.class, () -> Settings.load(missing, ConfigFactory.empty()));
        assertEquals(missing + ": no such file, or it cannot be read; name an existing one with --config", gone.line());
        var broken = Files.writeString(directory.resolve("broken.conf"), "\nmultikernel {\n  cores = [1,\n");
        var bad = assertThrows(BadSetting.class, () -> Settings.load(broken, ConfigFactory.empty()));
        assertTrue(bad.line().contains("broken.conf: 4"), bad.line());
        assertEquals(1, bad.line().lines().count());
        var dangling = Files.writeString(directory.resolve("dangling.conf"), "multikernel.node = ${nowhere}");
        var open = assertThrows(BadSetting.class, () -> Settings.load(dangling, ConfigFactory.empty()));
        assertTrue(open.line().contains("dangling.conf: 1"), open.line());
    }

    @Test
    void shouldRefuseAConfigurationThatLacksTheReference() {
        var bad = assertThrows(BadSetting.class, () -> Settings.of(ConfigFactory.parseString("multikernel {}")));
        assertTrue(bad.line().contains("missing"), bad.line());
        assertThrows(BadSetting.class, () -> Settings.of(ConfigFactory.empty()));
    }

    private Settings settings(String text) {
        return Settings.of(Settings.load(null, ConfigFactory.parseString(text)));
    }

    private void assertRefused(String text, String saying) {
        var bad = assertThrows(BadSetting.class, () -> settings(text));
        assertTrue(bad.line().contains(saying), bad.line());
    }
}
