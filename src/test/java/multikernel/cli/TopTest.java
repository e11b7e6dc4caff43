package multikernel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import multikernel.service.ServedNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopTest {

    private static final String STATUS =
            "{'node':'n','version':'1','cores':3,'coresOnline':2,'domains':1,'members':1," + "'uptimeMillis':3723000}";
    private static final String CORES = "[{'id':0,'state':'online','utilization':0.25,'dispatchers':2,'cpu':0,"
            + "'pinned':'pinned'},{'id':1,'state':'online','utilization':0.95,'dispatchers':1,'cpu':1,"
            + "'pinned':'pinned'},{'id':2,'state':'stuck','utilization':0.0,'dispatchers':0,'cpu':-1,"
            + "'pinned':'virtual'}]";

    @TempDir
    Path data;

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (Exception e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String channel(int from, int to, int depth, long sent, long stalls) {
        return ("{'from':%d,'to':%d,'tier':'urpc','plane':'data','capacity':100,'depth':%d,'sent':%d,'received':0,"
                        + "'stalls':%d,'rejected':0}")
                .formatted(from, to, depth, sent, stalls);
    }

    private static Look look(long nanos, String... channels) {
        return new Look(json(STATUS), json(CORES), json("[" + String.join(",", channels) + "]"), nanos);
    }

    @Test
    void shouldShowTheBusiestCoresAndTheFullestChannelsWithTheirRates() {
        var before = look(0, channel(0, 1, 0, 100, 0), channel(1, 0, 0, 5, 0));
        var now = look(2_000_000_000L, channel(0, 1, 1, 300, 0), channel(1, 0, 50, 5, 8), channel(2, 0, 0, 10, 0));
        assertEquals("""
            n  1  2 of 3 cores online  1 domains  1 members  up 1:02 h

            CORE  STATE    UTILIZATION                    DISPATCHERS  CPU  PINNED
               1  online   [||||||||||||||||||| ]  95.0 %            1    1  pinned
               0  online   [|||||               ]  25.0 %            2    0  pinned
               2  stuck    [                    ]   0.0 %            0    -  virtual

            FROM  TO             FILL  DEPTH     SENT/S  STALLS/S  REJECTED/S  PLANE    TIER
               1  0            50.0 %     50          0         4           0  data     urpc
               0  1             1.0 %      1        100         0           0  data     urpc
               2  0             0.0 %      0          0         0           0  data     urpc
            """, new TopView(40, 120, new Paint(false)).render(before, now));
    }

    /** Names of nodes are as long as they are; what no line has room for is the last column. */
    @Test
    void shouldKeepItsColumnsWhereChannelsLeadToOtherNodes() {
        var far = channel(2, 0, 50, 5, 0).replace("'tier':'urpc'", "'tier':'shared-memory','toNode':'node-127.0.0.2'");
        var look = look(1, channel(0, 1, 1, 0, 0), far);
        var lines = new TopView(40, 120, new Paint(false))
                .render(look, look)
                .lines()
                .toList();
        assertEquals(
                List.of(
                        "FROM  TO                   FILL  DEPTH     SENT/S  STALLS/S  REJECTED/S  PLANE    TIER",
                        "   2  node-127.0.0.2/0   50.0 %     50          0         0           0  data    "
                                + " shared-memory",
                        "   0  1                   1.0 %      1          0         0           0  data     urpc"),
                lines.subList(lines.size() - 3, lines.size()));
    }

    @Test
    void shouldFitTheScreenAndCountWhatDoesNot() {
        var channels = new ArrayList<String>();
        for (var from = 0; from < 50; from++) {
            channels.add(channel(from, 1, from, 0, 0));
        }
        var look = look(1, channels.toArray(String[]::new));
        var frame = new TopView(12, 40, new Paint(false)).render(look, look);
        assertTrue(frame.lines().count() <= 12, frame);
        assertTrue(frame.lines().allMatch(line -> line.length() <= 40), frame);
        assertTrue(frame.contains("more channels"), frame);
    }

    @Test
    void shouldPaintWhatIsHotAndOnlyIfItMay() {
        var look = look(1, channel(0, 1, 95, 0, 0));
        var painted = new TopView(40, 120, new Paint(true)).render(look, look);
        assertEquals(3, painted.split("\u001b\\[31m", -1).length - 1, painted);
        var plain = new TopView(40, 120, new Paint(false)).render(look, look);
        assertFalse(plain.contains("\u001b"));
        assertEquals(plain, painted.replaceAll("\u001b\\[\\d+m", ""));
    }

    @Test
    void shouldObeyNothingThatComesFromTheNetwork() {
        var evil = new Look(
                json(STATUS.replace("'n'", "'\\u001b[2Jn'")),
                json(CORES.replace("virtual", "\\u001b]0;x")),
                json("[]"),
                0);
        assertFalse(new TopView(40, 120, new Paint(false)).render(evil, evil).contains("\u001b"));
    }

    @Test
    void shouldPrintOnceWhereNobodyLooks() throws Exception {
        try (var node = new ServedNode(data)) {
            var ran = Ran.of(Map.of(), List.of("top", "--interval", "0.1", "--url", node.url()));
            assertEquals(0, ran.status());
            assertTrue(ran.out().startsWith("node-1  0.1.0-SNAPSHOT  1 of 2 cores online"), ran.out());
            assertFalse(ran.out().contains("\u001b"));
            var document = new ObjectMapper()
                    .readTree(Ran.of(Map.of(), List.of("top", "--json", "--url", node.url()))
                            .out());
            assertEquals(2, document.path("cores").size());
            assertEquals(3, document.path("channels").size());
        }
    }

    @ParameterizedTest
    @CsvSource({"'50 132\n',50,132", "'',24,80", "'0 0',24,80", "'x y',24,80", "'24',24,80"})
    void shouldTakeATerminalThatDoesNotSayForASmallOne(String said, int rows, int columns) {
        assertEquals(new Screen.Size(rows, columns), Screen.parse(said));
    }

    @Test
    void shouldRefuseWrongUsage() {
        for (var wrong : List.of("--interval 0", "--interval x", "--count -1", "extra")) {
            var arguments = new ArrayList<>(List.of("top"));
            arguments.addAll(List.of(wrong.split(" ")));
            assertEquals(2, Ran.of(Map.of(), arguments).status(), wrong);
        }
    }
}
