package multikernel.network.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.NotSerializableException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import multikernel.settings.ClusterSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeWordsSerializerTest {

    private static final long SEED = 20_261_129;

    private final NodeWordsSerializer serializer = new NodeWordsSerializer();

    @Test
    void shouldReadWhatItHasWritten() throws Exception {
        assertRead(new NodeWords.WhatWas("127.0.0.1:25520", Long.MIN_VALUE));
        assertRead(new NodeWords.WhatWas("", -1));
        assertRead(new NodeWords.Past(Map.of()));
        assertRead(new NodeWords.Past(Map.of("node-1", 1, "node-é", Integer.MAX_VALUE)));
    }

    /** They go between nodes of different versions. */
    @Test
    void shouldKeepItsBytes() {
        assertEquals(7_301, serializer.identifier());
        assertWritten("w1", "0003613a31 0000000000000007", new NodeWords.WhatWas("a:1", 7));
        assertWritten("p1", "00000001 0001 61 00000002", new NodeWords.Past(Map.of("a", 2)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x9 | 00 | are called x9",
                "w1 | 00 | end too early, 1 bytes",
                "w1 | 0003613a31 00000000000007 | end too early",
                "w1 | 0003613a31 0000000000000007 00 | 1 bytes more",
                "w1 | 0001 ff 0000000000000007 | are no text",
                "p1 | ffffffff | -1 names",
                "p1 | 7fffffff | end too early",
                "p1 | 00000001 0001 61 00000000 | the sum 0",
                "p1 | 00000001 0001 61 80000000 | the sum -2147483648",
                "p1 | 00000002 0001 61 00000001 0001 61 00000001 | name a twice",
                "p1 | 00000000 00 | 1 bytes more"
            })
    void shouldRefuseBytesThatItHasNotWritten(String manifest, String bytes, String saying) {
        var refused = assertThrows(NotSerializableException.class, () -> serializer.fromBinary(bytes(bytes), manifest));
        assertTrue(String.valueOf(refused.getMessage()).contains(saying), refused::getMessage);
    }

    /** Whatever was changed on its way, words are read or refused. */
    @Test
    void shouldReadOrRefuseWhateverComes() {
        var random = new Random(SEED);
        var written = serializer.toBinary(new NodeWords.Past(Map.of("node-1", 1, "node-2", 70_000)));
        for (var round = 0; round < 20_000; round++) {
            var bytes = Arrays.copyOf(written, random.nextInt(written.length + 2));
            for (var change = random.nextInt(4); change > 0 && bytes.length > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                var words = (NodeWords) serializer.fromBinary(bytes, random.nextBoolean() ? "p1" : "w1");
                assertEquals(words, serializer.fromBinary(serializer.toBinary(words), serializer.manifest(words)));
            } catch (NotSerializableException refused) {
                assertTrue(String.valueOf(refused.getMessage()).startsWith("words of a node")
                        || String.valueOf(refused.getMessage()).startsWith("a name with the sum"));
            }
        }
    }

    /** Remoting drops what is larger, and a node that is not answered never joins. */
    @Test
    void shouldFitAllNamesThatMayBeTakenInIntoOneMessage() {
        var sums = new TreeMap<String, Integer>();
        for (var name = 0; name < ClusterSettings.NAMES_MAX; name++) {
            sums.put(String.format("%063d", name), Integer.MAX_VALUE);
        }
        var most = ConfigFactory.load().getBytes("akka.remote.artery.advanced.maximum-frame-size");
        var headers = 4_096;
        assertTrue(serializer.toBinary(new NodeWords.Past(sums)).length + headers <= most);
    }

    private void assertRead(NodeWords words) throws NotSerializableException {
        assertEquals(words, serializer.fromBinary(serializer.toBinary(words), serializer.manifest(words)));
    }

    private void assertWritten(String manifest, String bytes, NodeWords words) {
        assertEquals(manifest, serializer.manifest(words));
        assertEquals(HexFormat.of().formatHex(bytes(bytes)), HexFormat.of().formatHex(serializer.toBinary(words)));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
