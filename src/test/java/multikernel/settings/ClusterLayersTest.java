package multikernel.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cluster needs is there where one is asked for, and nowhere else. */
class ClusterLayersTest {

    private static final Path SHIPPED = Path.of("conf/cluster.conf");

    /** Of each a time limit may be set that Akka's file leaves at the default. */
    private static final String PHASES = "akka.coordinated-shutdown.phases.";

    @Test
    void shouldStayAloneUnlessItIsToldTo() {
        var config = Settings.load(Path.of("conf/multikernel.conf"), ConfigFactory.empty());
        assertEquals("local", config.getString("akka.actor.provider"));
        assertFalse(Settings.of(config).cluster().enabled());
    }

    @Test
    void shouldNameANodeByItsAddressAndListThreeSeeds() {
        var settings = Settings.of(shipped("multikernel.host = 127.0.0.2"));
        assertEquals("node-127.0.0.2", settings.node());
        assertEquals("127.0.0.2", settings.cluster().host());
        assertEquals(
                List.of("127.0.0.1:25520", "127.0.0.2:25520", "127.0.0.3:25520"),
                settings.cluster().seeds());
        assertEquals(
                List.of("store", "database", "web"),
                settings.domains().stream().map(DomainPlan::name).toList());
    }

    @Test
    void shouldLetTheUserNameTheNode() {
        assertEquals("mine", Settings.of(shipped("multikernel.node = mine")).node());
    }

    @Test
    void shouldTakeSeedsInOneTextAsAnEnvironmentHasThem() {
        var settings = Settings.of(shipped("multikernel.cluster.seeds = \"a:1, [::1]:2\""));
        assertEquals(List.of("a:1", "[::1]:2"), settings.cluster().seeds());
    }

    /** The argument for each of these stands where it is set. */
    @Test
    void shouldDecideOnPurposeWhoIsRemovedAndWhen() {
        var akka = shipped("multikernel.cluster { pause = 2500ms, stable-after = 4s }")
                .getConfig("akka");
        assertEquals("off", akka.getString("actor.allow-java-serialization"));
        assertFalse(akka.getBoolean("cluster.jmx.enabled"));
        assertEquals("multikernel.cluster-dispatcher", akka.getString("cluster.use-dispatcher"));
        assertEquals("multikernel.cluster-dispatcher", akka.getString("remote.artery.advanced.use-dispatcher"));
        assertEquals("tcp", akka.getString("remote.artery.transport"));
        assertEquals("keep-majority", akka.getString("cluster.split-brain-resolver.active-strategy"));
        assertEquals("4s", akka.getString("cluster.split-brain-resolver.stable-after"));
        assertEquals("2500ms", akka.getString("cluster.failure-detector.acceptable-heartbeat-pause"));
        assertEquals(0, akka.getInt("cluster.sharding.coordinator-state.write-majority-plus"));
        assertEquals(0, akka.getInt("cluster.sharding.coordinator-state.read-majority-plus"));
        assertEquals(1, akka.getInt("cluster.sharding.distributed-data.majority-min-cap"));
    }

    @Test
    void shouldTellOthersThePortThatIsForwardedToIt() {
        var own = shipped("multikernel.cluster.port = 1").getConfig("akka.remote.artery");
        assertEquals(List.of(1, 0), List.of(own.getInt("bind.port"), own.getInt("canonical.port")));
        assertEquals(
                1,
                Settings.of(shipped("multikernel.cluster.port = 1")).cluster().toldPort());
        var other = "multikernel.cluster { port = 1, announced-port = 2 }";
        var forwarded = shipped(other).getConfig("akka.remote.artery");
        assertEquals(List.of(1, 2), List.of(forwarded.getInt("bind.port"), forwarded.getInt("canonical.port")));
        assertEquals(2, Settings.of(shipped(other)).cluster().toldPort());
    }

    @Test
    void shouldSpeakTlsWhereItHasCertificates() {
        var akka = shipped("multikernel.network.tls { key-store = k, trust-store = t, password-file = p }")
                .getConfig("akka.remote.artery");
        assertEquals("tls-tcp", akka.getString("transport"));
        assertEquals("TLSv1.3", akka.getString("ssl.config-ssl-engine.protocol"));
        assertTrue(akka.getBoolean("ssl.config-ssl-engine.require-mutual-authentication"));
        assertTrue(akka.getBoolean("ssl.config-ssl-engine.hostname-verification"));
        assertEquals("k", akka.getString("ssl.config-ssl-engine.key-store"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"multikernel-cluster.conf", "multikernel-tls.conf"})
    void shouldSetOnlyWhatALibraryKnows(String file) {
        var known = ConfigFactory.defaultReference();
        var ours = ConfigFactory.parseResources(file).resolveWith(known);
        for (var entry : ours.entrySet()) {
            var key = entry.getKey();
            var free = Set.of("akka.actor.serializers", "akka.actor.serialization-bindings").stream()
                    .anyMatch(key::startsWith);
            var phase = key.startsWith(PHASES) && known.hasPath(key.replaceFirst("\\.timeout$", ""));
            assertTrue(free || phase || known.hasPathOrNull(key), () -> key + " is not a library's key");
        }
    }

    private static Config shipped(String overrides) {
        return Settings.load(SHIPPED, ConfigFactory.parseString(overrides));
    }
}
