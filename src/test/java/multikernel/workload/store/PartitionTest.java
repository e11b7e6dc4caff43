package multikernel.workload.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartitionTest {

    private static final long BYTES = 1 << 20;
    private static final int STEPS = 30_000;

    @Test
    void shouldAnswerAsTheObviousModelDoes() {
        for (int seed = 0; seed < 4; seed++) {
            var random = new Random(seed);
            var model = new Model();
            try (var box = new Box(BYTES)) {
                var now = 1_000L;
                for (int step = 0; step < STEPS; step++) {
                    now += random.nextInt(3);
                    var words = words(random);
                    var expected = model.execute(words, now);
                    var at = seed + "/" + step + " " + words;
                    assertEquals(expected, box.execute(now, words), () -> at);
                }
                for (var home = 0; (home = box.partition.sweep(home, 1000, now)) != 0; ) {
                    // to the end
                }
                assertEquals(model.count(), box.partition.figures().keys());
                box.execute(now, "FLUSHALL");
                assertEquals(0, box.partition.figures().bytesUsed());
            }
        }
    }

    static List<String> words(Random random) {
        var key = random.nextInt(20) == 0 ? "long-".repeat(10 + random.nextInt(3)) : "key-" + random.nextInt(200);
        return switch (random.nextInt(40)) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> List.of("GET", key);
            case 8, 9, 10, 11, 12 -> List.of("SET", key, value(random));
            case 13 -> List.of("SET", key, value(random), "NX");
            case 14 -> List.of("SET", key, value(random), "XX", "GET");
            case 15, 16 -> List.of("SET", key, value(random), "PX", Integer.toString(1 + random.nextInt(500)));
            case 17 -> List.of("SET", key, value(random), "KEEPTTL");
            case 18, 19, 20 -> List.of("DEL", key);
            case 21, 22 -> List.of("GETDEL", key);
            case 23, 24, 25 -> List.of("APPEND", key, value(random).substring(0, 1));
            case 26, 27, 28 -> List.of("INCRBY", key, Long.toString(random.nextInt(5) == 0 ? Long.MAX_VALUE : 3));
            case 29, 30 -> List.of("PEXPIRE", key, Integer.toString(random.nextInt(400) - 20));
            case 31 -> List.of("PERSIST", key);
            case 32 -> List.of("TTL", key);
            case 33 -> List.of("PTTL", key);
            case 34 -> List.of("STRLEN", key);
            case 35 -> random.nextInt(50) == 0 ? List.of("FLUSHALL") : List.of("GET", key);
            default -> List.of("EXISTS", key);
        };
    }

    private static String value(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Integer.toString(random.nextInt());
            case 1 -> "v".repeat(1 + random.nextInt(60));
            case 2 -> "w".repeat(1 + random.nextInt(600));
            default -> "x".repeat(1 + random.nextInt(5000));
        };
    }

    @Test
    void shouldHoldTheSameOnceItsWritesAreExecutedAgainFromBytes() {
        var random = new Random(99);
        var log = new ArrayList<byte[]>();
        var answers = new ArrayList<byte[]>();
        try (var first = new Box(1 << 16);
                var second = new Box(1 << 16)) {
            var now = 5_000L;
            for (int step = 0; step < STEPS; step++) {
                var request = Box.request(words(random));
                var command = Objects.requireNonNull(Command.of(request));
                now += random.nextInt(3);
                if (command.writes()) {
                    var order = new Replies(64);
                    Order.write(0, command, request, now, 2, order);
                    log.add(Arrays.copyOf(order.bytes(), order.size()));
                    answers.add(executed(first, log.getLast()));
                } else {
                    first.partition.read(command, request, now, new Replies(64));
                }
            }
            for (int each = 0; each < log.size(); each++) {
                assertArrayEquals(answers.get(each), executed(second, log.get(each)));
            }
            assertTrue(answers.stream().anyMatch(each -> new String(each, US_ASCII).startsWith("-OOM")), "never full");
            assertArrayEquals(state(first.partition, 100), state(second.partition, 100));
        }
    }

    private static byte[] executed(Box box, byte[] bytes) {
        var order = new Order();
        var replies = new Replies(64);
        assertEquals(bytes.length, order.read(bytes, 0));
        order.execute(box.partition, replies);
        return Arrays.copyOf(replies.bytes(), replies.size());
    }

    @Test
    void shouldBecomeAnotherFromItsChunksAndGoOnAsThatDoes() {
        var random = new Random(3);
        try (var first = new Box(1 << 18);
                var second = new Box(1 << 18)) {
            for (int step = 0; step < STEPS; step++) {
                first.execute(step, words(random));
            }
            for (int each = 0; each < 100; each++) {
                first.execute(STEPS, "SET", "held-" + each, "v".repeat(each));
            }
            var version = first.partition.version();
            var chunks = 0;
            var cursor = 0L;
            do {
                var chunk = new Replies(64);
                cursor = first.partition.chunk(cursor, 512, chunk);
                assertTrue(chunk.size() < 512 + 2 * Box.BULK_MAX, "a chunk has a bound");
                second.partition.load(chunk.bytes(), 0, chunk.size());
                chunks++;
            } while (cursor != 0);
            assertTrue(chunks > 3, "chunks: " + chunks);
            assertEquals(version, first.partition.version());
            for (int step = STEPS; step < 2 * STEPS; step++) {
                var words = words(random);
                assertEquals(first.execute(step, words), second.execute(step, words));
            }
        }
    }

    private static byte[] state(Partition partition, int bytesMax) {
        var all = new Replies(64);
        for (var cursor = partition.chunk(0, bytesMax, all); cursor != 0; ) {
            cursor = partition.chunk(cursor, bytesMax, all);
        }
        return Arrays.copyOf(all.bytes(), all.size());
    }

    @Test
    void shouldRefuseWhatIsNoChunk() {
        try (var box = new Box(BYTES)) {
            var chunk = new byte[20];
            chunk[3] = 5;
            assertThrows(IllegalArgumentException.class, () -> box.partition.load(chunk, 0, 20));
            assertThrows(IllegalArgumentException.class, () -> box.partition.load(chunk, 0, 7));
            chunk[0] = -1;
            assertThrows(IllegalArgumentException.class, () -> box.partition.load(chunk, 0, 20));
        }
    }

    @Test
    void shouldRefuseWhatHasNoRoomAndUseAllOfItHoweverItIsCutUp() {
        try (var box = new Box(1 << 16)) {
            var most = box.partition.figures().bytesMax();
            var small = 0;
            while (box.execute(0, "SET", "s" + small, "v").equals("+OK")) {
                small++;
            }
            assertEquals(most / 64, small);
            assertEquals("-" + Errors.OUT_OF_MEMORY, box.execute(0, "INCR", "new"));
            assertEquals("-" + Errors.OUT_OF_MEMORY, box.execute(0, "APPEND", "s1", "x".repeat(100)));
            assertEquals("$1\nv", box.execute(0, "GET", "s1"));
            for (int each = 0; each < small; each += 2) {
                assertEquals(":1", box.execute(0, "DEL", "s" + each));
            }
            var cells = (small + 1) / 2;
            var value = "y".repeat(38 + 56 * (cells - 1));
            assertEquals("+OK", box.execute(0, "SET", "ab", value));
            assertEquals(most, box.partition.figures().bytesUsed());
            assertEquals("$" + value.length() + "\n" + value, box.execute(0, "GET", "ab"));
        }
    }

    @Test
    void shouldMeetEveryKeyOnceInAScanWhileOthersComeAndGo() {
        try (var box = new Box(BYTES)) {
            for (int each = 0; each < 2000; each++) {
                box.execute(0, "SET", "stays-" + each, "v");
                box.execute(0, "SET", "goes-" + each, "v");
            }
            var met = new ArrayList<String>();
            var cursor = "0";
            var goes = 0;
            do {
                var lines = box.execute(0, "SCAN", cursor, "MATCH", "stays-*", "COUNT", "50")
                        .split("\r?\n");
                cursor = lines[2];
                for (int line = 5; line < lines.length; line += 2) {
                    met.add(lines[line]);
                }
                box.execute(0, "DEL", "goes-" + goes++);
                box.execute(0, "SET", "comes-" + goes, "v");
            } while (!cursor.equals("0"));
            assertEquals(2000, met.size());
            assertEquals(2000, new HashSet<>(met).size());
        }
    }

    @Test
    void shouldRemoveWhatHasExpiredByItself() {
        try (var box = new Box(BYTES)) {
            for (int each = 0; each < 100; each++) {
                box.execute(0, "SET", "k" + each, "v", "PX", each < 60 ? "10" : "1000");
            }
            var home = 0;
            do {
                home = box.partition.sweep(home, 512, 500);
            } while (home != 0);
            assertEquals(40, box.partition.figures().keys());
            assertEquals(60, box.partition.figures().expired());
        }
    }
}
