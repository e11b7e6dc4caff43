package multikernel.settings;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContradictionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "liveness { interval = 200ms, stuck-after = 599ms } | liveness.stuck-after | liveness.interval",
                "liveness { interval = 200ms, stuck-after = 801ms } | liveness.stuck-after | liveness.interval",
                "dispatcher.parked-per-sender-max = 65537 | parked-per-sender-max | parked-per-core-max",
                "groups.mailbox-max = 1025 | groups.mailbox-max | dispatcher.mailbox-capacity",
                "http.request-timeout = 5s | http.request-timeout | agreement.timeout",
                "http.idle-timeout = 9s | http.idle-timeout | http.request-timeout",
                "http.port = 8081 | http.port | web.port",
                "cluster.port = 9095 | cluster.port | metrics.port",
                "cores = 129 | lanes-memory-max | lane-capacity",
                "cores = 16, dispatcher.lane-capacity = 262144 | lanes-memory-max | 16 cores",
                "cores = 2, domains = [{name = a, kind = k, cores = [2]}] | multikernel.domains | 0 to 1",
                "domains = [{name = a, kind = k}, {name = a, kind = l}] | multikernel.domains | each name once",
                "agreement.domains-max = 1, domains = [{name = a, kind = k}, {name = b, kind = k}] | domains-max | 2",
                "memory.region = 1028KiB, cores = 17 | memory.region | 17 cores",
                "memory.commits-max = 1023 | memory.commits-max | agreement.pending-max",
                "memory.holder-timeout = 5s | memory.holder-timeout | agreement.timeout",
                "cluster.enabled = on, cluster.host = 10.0.0.1 | cluster.host | network.tls.key-store",
                "network.tls.key-store = a | network.tls.trust-store | all three",
                "network.tls { key-store = a, trust-store = b } | network.tls.password-file | all three",
                "start-timeout = 20s, cluster.enabled = on | cluster.return-timeout | start-timeout",
                "cores = [{cpu = 1}, {cpu = 1}] | multikernel.cores | each CPU once"
            })
    void shouldRefuseTwoValuesThatContradictEachOtherNamingBoth(String text, String key, String other) {
        var bad = assertThrows(BadSetting.class, () -> settings(text));
        assertTrue(bad.line().contains(key), bad.line());
        assertTrue(bad.line().contains(other), bad.line());
        assertTrue(bad.line().contains("(test: 1)"), bad.line());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "liveness { interval = 200ms, stuck-after = 600ms }",
                "liveness { interval = 200ms, stuck-after = 800ms }",
                "dispatcher.parked-per-sender-max = 65536",
                "http { port = 0 }, web.port = 0, cluster.port = 0",
                "cluster.port = 9095, metrics.enabled = off",
                "cluster.host = 10.0.0.1",
                "cluster.enabled = on, cluster.host = 127.0.0.9",
                "cluster { enabled = on, host = 10.0.0.1 }, network.tls { key-store = a, trust-store = b,"
                        + " password-file = c }",
                "start-timeout = 20001ms, cluster.enabled = on",
                "start-timeout = 1s",
                "cores = 128",
                "memory.region = 1MiB, cores = 16",
                "memory.commits-max = 1024, memory.holder-timeout = 4999ms",
                "cores = 2, domains = [{name = a, kind = k, cores = [0, 1]}]"
            })
    void shouldAcceptTheLastValuesThatDoNotContradict(String text) {
        assertDoesNotThrow(() -> settings(text));
    }

    @Test
    void shouldCheckTheNumberOfCoresThatTheHardwareGives() {
        var settings = settings("domains = [{name = a, kind = k, cores = [3]}]");
        assertDoesNotThrow(() -> settings.check(4));
        assertThrows(BadSetting.class, () -> settings.check(3));
        assertThrows(BadSetting.class, () -> settings.check(200));
    }

    /** The origin reads "test: 1" as a file would. */
    private static Settings settings(String text) {
        var overrides = ConfigFactory.parseString("multikernel { " + text + " }", options());
        return Settings.of(Settings.load(null, overrides));
    }

    private static ConfigParseOptions options() {
        return ConfigParseOptions.defaults().setOriginDescription("test");
    }
}
