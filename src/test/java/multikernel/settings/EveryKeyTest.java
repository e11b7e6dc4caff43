package multikernel.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Breaks every key that reference.conf documents, in every way, so that no key can be added without its checks. */
class EveryKeyTest {

    private static final long SEED = 20_260_423;

    /** Blocks whose keys are Akka's to check. */
    private static final List<String> OTHERS =
            List.of("multikernel.host-dispatcher.", "multikernel.cluster-dispatcher.");

    /** Beyond every range of ours, one of which is wrong for any type. */
    private static final List<String> OUT_OF_RANGE =
            List.of("-1", "-1s", "1000000000000", "1000 days", "\"no such value\\u0007\"", "[{}]", "[-1]");

    /** Nearly any text will do for these. */
    private static final List<String> TEXTS = List.of(
            "multikernel.node",
            "multikernel.data",
            "multikernel.cluster.host",
            "multikernel.network.shared-memory.directory",
            "multikernel.network.tls.key-store",
            "multikernel.network.tls.trust-store",
            "multikernel.network.tls.password-file");

    private static final Config REFERENCE = ConfigFactory.parseURL(Settings.class.getResource("/reference.conf"));

    private static final Config DEFAULTS = Settings.load(null, ConfigFactory.empty());

    @TempDir
    Path directory;

    static Stream<String> keys() {
        return REFERENCE.withOnlyPath("multikernel").entrySet().stream()
                .map(entry -> entry.getKey())
                .filter(key -> OTHERS.stream().noneMatch(key::startsWith))
                .sorted();
    }

    static Stream<String> blocks() {
        return blocks("multikernel", REFERENCE.getObject("multikernel"))
                .filter(block -> OTHERS.stream().noneMatch((block + ".")::startsWith));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void shouldNameTheLineOfAKeyThatWasTakenAway(String key) {
        assertRefusedAtItsLine(key, "null", key);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void shouldNameTheLineOfAValueOfTheWrongType(String key) {
        assertRefusedAtItsLine(key, "{of = \"the wrong type\"}", key);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void shouldNameTheLineOfAValueOutOfRange(String key) {
        for (var value : OUT_OF_RANGE) {
            if (!TEXTS.contains(key) || value.contains("u0007") || value.startsWith("[")) {
                assertRefusedAtItsLine(key, value, key);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("keys")
    void shouldNameTheLineOfAnUnknownNeighbour(String key) {
        assertRefusedAtItsLine(key + "-of-ours", "1", key + "-of-ours");
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void shouldNameTheLineOfABlockThatIsNone(String block) {
        assertRefusedAtItsLine(block, "3", block);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void shouldRefuseAConfigurationWithoutTheKey(String key) {
        var bad = assertThrows(BadSetting.class, () -> Settings.of(DEFAULTS.withoutPath(key)));
        assertTrue(bad.line().startsWith(key + " is missing"), bad.line());
    }

    @ParameterizedTest
    @MethodSource("elements")
    void shouldNameTheLineOfABrokenElement(String element, String key) {
        assertRefusedAtItsLine(
                key.startsWith("multikernel.cores") ? "multikernel.cores" : "multikernel.domains",
                "[" + element + "]",
                key);
    }

    static Stream<Arguments> elements() {
        return Stream.of(
                        "{name = Upper, kind = k} | multikernel.domains.name",
                        "{kind = k} | multikernel.domains.name",
                        "{name = a} | multikernel.domains.kind",
                        "{name = a, kind = 3} | multikernel.domains.kind",
                        "{name = a, kind = k, cores = some} | multikernel.domains.cores",
                        "{name = a, kind = k, cores = []} | multikernel.domains.cores",
                        "{name = a, kind = k, cores = [1, 1]} | multikernel.domains.cores",
                        "{name = a, kind = k, cores = [1024]} | multikernel.domains.cores",
                        "{name = a, kind = k, shards = -1} | multikernel.domains.shards",
                        "{name = a, kind = k, settings = 3} | multikernel.domains.settings",
                        "{name = a, kind = k, settings {x = [1]}} | multikernel.domains.settings.x",
                        "{name = a, kind = k, colour = red} | multikernel.domains.colour",
                        "3 | multikernel.domains",
                        "{cpu = -1} | multikernel.cores.cpu",
                        "{kind = performance} | multikernel.cores.cpu",
                        "{cpu = 0, kind = fast} | multikernel.cores.kind",
                        "{cpu = 0, speed = 3} | multikernel.cores.speed",
                        "0 | multikernel.cores")
                .map(row -> row.split(" \\| "))
                .map(row -> Arguments.of(row[0], row[1]));
    }

    @Test
    void shouldDocumentEveryKey() {
        for (var key : keys().toList()) {
            var comments = REFERENCE.getValue(key).origin().comments();
            assertFalse(comments.isEmpty(), key + " has no comment above it in reference.conf");
        }
    }

    @Test
    void shouldFindTheOneBrokenKeyAmongManyGoodOnes() {
        var random = new Random(SEED);
        var keys = keys().toList();
        for (var round = 0; round < 100; round++) {
            var broken = keys.get(random.nextInt(keys.size()));
            var lines = new ArrayList<String>();
            for (var key : keys) {
                if (!key.equals(broken) && random.nextBoolean()) {
                    lines.add(key + " = " + REFERENCE.getValue(key).render());
                }
            }
            lines.addAll(random.nextInt(lines.size() + 1), List.of("", broken + " = [[]]"));
            assertRefused(lines, broken, lines.indexOf(broken + " = [[]]") + 1);
        }
    }

    private void assertRefusedAtItsLine(String key, String value, String named) {
        assertRefused(List.of("# A comment", "", key + " = " + value), named, 3);
    }

    private void assertRefused(List<String> lines, String key, int line) {
        var file = directory.resolve("broken.conf");
        var bad = assertThrows(
                BadSetting.class,
                () -> Settings.of(
                        ConfigFactory.parseFile(Files.write(file, lines).toFile())
                                .withFallback(DEFAULTS)),
                () -> String.join("\n", lines));
        assertEquals(1, bad.line().lines().count(), bad.line());
        assertTrue(bad.line().startsWith(key), () -> key + " is not named first: " + bad.line());
        assertTrue(bad.line().contains(file + ": " + line), () -> "line " + line + ": " + bad.line());
    }

    private static Stream<String> blocks(String path, ConfigObject object) {
        return Stream.concat(
                Stream.of(path),
                object.entrySet().stream()
                        .flatMap(entry -> nested(
                                path + "."
                                        + ConfigUtil.quoteString(entry.getKey()).replace("\"", ""),
                                entry.getValue())));
    }

    private static Stream<String> nested(String path, ConfigValue value) {
        return value instanceof ConfigObject object ? blocks(path, object) : Stream.empty();
    }
}
