package multikernel.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import multikernel.base.ChannelReading;
import multikernel.base.CoreId;
import multikernel.base.DomainReading;
import multikernel.base.Plane;
import multikernel.base.Tier;
import org.junit.jupiter.api.Test;

/** What a reader of the live stream is told, frame by frame. */
class FramesTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final int BYTES_MAX = Live.frameBytesMax(Duration.ofSeconds(1));

    private final FakeKernel kernel = new FakeKernel();
    private final Frames frames = new Frames(SECOND, BYTES_MAX);
    private long nowNanos = 17;

    private JsonNode next() throws Exception {
        nowNanos += SECOND;
        return new ObjectMapper().readTree(frames.next(Sight.of(kernel), nowNanos));
    }

    private static List<String> keys(JsonNode pairs) {
        return StreamSupport.stream(pairs.spliterator(), false)
                .map(pair -> pair.get(0).asText())
                .toList();
    }

    @Test
    void shouldTellEverythingFirstAndThenWhatHasChanged() throws Exception {
        var first = next();
        assertEquals(0, first.path("number").asInt());
        assertEquals(List.of("core-0", "core-1"), keys(first.at("/set/cores")));
        assertEquals("[[123,1],[1000,0]]", first.path("loads").toString());
        assertEquals("stuck", first.at("/set/cores/1/1/state").asText());
        assertEquals("unmap", first.at("/set/operations/0/1/protocol").asText());
        assertEquals("[1]", first.at("/set/agreements/0/1/awaited").toString());
        assertEquals("node-1", first.at("/set/partitions/0/1/owner").asText());
        var second = next();
        assertEquals(1, second.path("number").asInt());
        assertFalse(second.has("set") || second.has("gone") || second.has("loads"), second.toString());
        kernel.domains.put("web", new DomainReading("web", "web", List.of(0), 0, "running", Map.of()));
        kernel.unready = "core-1 is stuck";
        var third = next();
        assertEquals(List.of("web"), keys(third.at("/set/domains")));
        assertEquals("core-1 is stuck", third.at("/set/node/0/1/unready").asText());
        assertFalse(third.at("/set").has("cores"));
        kernel.domains.clear();
        assertEquals("{\"domains\":[\"web\"]}", next().path("gone").toString());
    }

    @Test
    void shouldTellASlowReaderHowManyFramesItMissed() throws Exception {
        assertEquals(0, next().path("missed").asInt());
        nowNanos += 4 * SECOND;
        assertEquals(4, next().path("missed").asInt());
        assertEquals(0, next().path("missed").asInt());
    }

    @Test
    void shouldDrawChannelsAsCellsAndSayWhatMovedInEach() throws Exception {
        kernel.channels = List.of(channel(100, 512, 0), channel(7, 0, 3));
        var first = decoded(next(), new int[8]);
        assertEquals(THERE | URPC | 8, first[DATA_0_TO_1], "half full, nothing known to have moved");
        kernel.channels = List.of(channel(164, 0, 0), channel(7, 0, 4));
        var second = decoded(next(), first);
        assertEquals(THERE | URPC | 4 << 4 | REJECTED, second[DATA_0_TO_1], "sixty-four a second, one was rejected");
        kernel.channels = List.of();
        assertEquals(0, decoded(next(), second)[DATA_0_TO_1]);
    }

    @Test
    void shouldStayWithinItsSizeWhateverMovesAndCatchUpOnceItIsStill() throws Exception {
        var large = new LargeSystem();
        kernel.cores = large.cores();
        var cells = new int[2 * LargeSystem.CORES * LargeSystem.CORES];
        for (int i = 0; i < 8; i++) {
            kernel.channels = large.channels();
            kernel.cores = large.cores();
            nowNanos += SECOND;
            var text = frames.next(Sight.of(kernel), nowNanos);
            assertTrue(text.getBytes(UTF_8).length <= BYTES_MAX, text.length() + " bytes");
            decoded(new ObjectMapper().readTree(text), cells);
        }
        var quiet = next();
        int more = 0;
        for (; quiet.has("more"); more++) {
            decoded(quiet, cells);
            quiet = next();
        }
        decoded(quiet, cells);
        assertTrue(more < 20, more + " frames");
        for (var channel : kernel.channels) {
            if (channel.toNode().isEmpty()) {
                int at = (channel.plane().ordinal() * LargeSystem.CORES
                                        + channel.from().index())
                                * LargeSystem.CORES
                        + channel.to().index();
                int fill = (int) Math.ceil(15.0 * channel.depth() / channel.capacity());
                assertEquals(THERE | URPC | fill, cells[at], channel.toString());
            }
        }
    }

    private static final int THERE = 1 << 10;
    private static final int REJECTED = 1 << 12;
    private static final int URPC = Tier.URPC.ordinal() << 8;

    /** Of two cores: the second square, first row, second column. */
    private static final int DATA_0_TO_1 = 5;

    private static ChannelReading channel(long sent, int depth, long rejected) {
        return rejected == 0 && sent != 7
                ? new ChannelReading(CoreId.of(0), CoreId.of(1), Tier.URPC, Plane.DATA, 1024, depth, sent, 0, 0, 0)
                : new ChannelReading(
                        CoreId.of(0), CoreId.of(1), Tier.LRPC, Plane.DATA, 64, depth, sent, 0, 0, rejected);
    }

    /** Reads the cells as the document of the API describes them. */
    private static int[] decoded(JsonNode frame, int[] cells) {
        var bytes = Base64.getDecoder().decode(frame.path("cells").asText());
        int at = -1;
        for (int i = 0; i < bytes.length; i += 2) {
            int gap = 0;
            int shift = 0;
            for (; bytes[i] < 0; shift += 7) {
                gap |= (bytes[i++] & 0x7F) << shift;
            }
            gap |= bytes[i++] << shift;
            at += gap + 1;
            cells[at] = (bytes[i] & 0xFF) << 8 | bytes[i + 1] & 0xFF;
        }
        return cells;
    }
}
