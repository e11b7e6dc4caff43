package multikernel.workload.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.domain.shard.Durability;
import multikernel.workload.Values;
import org.junit.jupiter.api.Test;

class StoreSettingsTest {

    private static String refused(int shards, int cores, Map<String, String> settings) {
        var on = IntStream.range(0, cores).mapToObj(CoreId::of).toList();
        return new StoreKind()
                .refusal(new DomainSpec("store", "store", on, shards, settings))
                .orElse("");
    }

    private static Durability durability(String text) {
        return StoreSettings.of(Values.of(StoreSettings.KNOWN, Map.of("durability", text)))
                .durability();
    }

    @Test
    void shouldPutKeysOnAsManyNodesAsTheDurabilitySays() {
        assertEquals(1, durability("auto").seats(false));
        assertEquals(3, durability("auto").seats(true));
        assertEquals(1, durability("local").seats(true));
        for (var k : List.of(3, 5, 7)) {
            assertEquals(k, durability("replicated(" + k + ")").seats(true));
            assertEquals(k, durability("replicated(" + k + ")").seats(false));
        }
    }

    @Test
    void shouldRefuseADurabilityThatThereIsNot() {
        for (var text : List.of("", "none", "replicated", "replicated(1)", "replicated(4)", "replicated(9)", "Auto")) {
            assertEquals(
                    "setting durability is '" + text + "': give auto, local, or replicated(k) with k 3, 5 or 7",
                    refused(8, 1, Map.of("durability", text)));
        }
    }

    @Test
    void shouldRefuseReplicasWithoutShardsAndShardsWithoutRoom() {
        assertEquals("", refused(0, 3, Map.of()));
        assertEquals("", refused(8, 3, Map.of("durability", "replicated(3)")));
        assertEquals(
                "setting durability is replicated(5), and the domain has no shards: give some with --shards, or auto",
                refused(0, 3, Map.of("durability", "replicated(5)")));
        assertEquals("", refused(32, 2, Map.of("memory", "1048576")));
        assertEquals(
                "setting memory is 1048576, for 33 shards of 2 cores that is 61632 bytes each: give at least 1114112 or"
                        + " fewer shards",
                refused(33, 2, Map.of("memory", "1048576")));
        assertEquals("", refused(33, 3, Map.of("memory", "1048576")));
    }

    @Test
    void shouldGiveEveryPartitionTheSameMemoryAndAllThatThereIs() {
        for (int partitions = 1; partitions < 40; partitions++) {
            for (int cores = 1; cores < 5; cores++) {
                var bytes = Slice.bytes(32 << 20, partitions, cores);
                var most = (partitions + cores - 1) / cores;
                assertTrue(bytes * most <= 32 << 20);
                assertTrue((bytes + Cells.BYTES) * most > 32 << 20);
            }
        }
    }
}
