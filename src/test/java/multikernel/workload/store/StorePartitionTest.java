package multikernel.workload.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Objects;
import java.util.Random;
import multikernel.agreement.group.Entry;
import multikernel.agreement.group.GroupMessage;
import multikernel.codec.Bytes;
import multikernel.shard.ShardMessage;
import org.junit.jupiter.api.Test;

class StorePartitionTest {

    private static final long BYTES = 1 << 20;
    private static final int STEPS = 20_000;

    @Test
    void shouldAnswerAsTheObviousModelDoesAndNeverGoBackInTime() {
        for (int seed = 0; seed < 3; seed++) {
            var random = new Random(seed);
            var model = new Model();
            try (var box = new ShardBox(BYTES, Box.BULK_MAX)) {
                var now = 1_000L;
                var latest = 0L;
                for (int step = 0; step < STEPS; step++) {
                    now += random.nextInt(3);
                    var words = PartitionTest.words(random);
                    var stamped = (ShardBox.writes(words) ? now : latest) - random.nextInt(50);
                    var time = Math.max(latest, stamped);
                    latest = time;
                    var at = seed + "/" + step + " " + words;
                    assertEquals(model.execute(words, time), box.execute(stamped, words), () -> at);
                }
            }
        }
    }

    @Test
    void shouldBecomeACopyOfOneMomentWhileTheOtherGoesOnAndAnswerAlikeFromThere() {
        var random = new Random(5);
        try (var first = new ShardBox(BYTES, Box.BULK_MAX);
                var second = new ShardBox(BYTES, Box.BULK_MAX)) {
            second.execute(9_000_000, "SET", "what was there", "is over");
            for (int step = 0; step < STEPS; step++) {
                first.execute(step, PartitionTest.words(random));
            }
            var log = new ArrayList<Bytes>();
            var answers = new ArrayList<Bytes>();
            second.partition.installBegins();
            var copy = first.partition.copy();
            for (var piece = copy.next(); piece != null; piece = copy.next()) {
                assertTrue(piece.length() <= GroupMessage.PIECE_BYTES_MAX);
                second.partition.install(piece);
                for (int each = 0; each < 100; each++) {
                    change(first, random, log, answers);
                }
            }
            second.partition.installed();
            for (int each = 0; each < STEPS; each++) {
                change(first, random, log, answers);
            }
            for (int each = 0; each < log.size(); each++) {
                assertEquals(answers.get(each), second.partition.apply(each, log.get(each)));
            }
            assertEquals(
                    first.execute(0, "SCAN", "0", "COUNT", "1000"), second.execute(0, "SCAN", "0", "COUNT", "1000"));
            assertEquals(
                    first.partition.figures().bytesUsed(),
                    second.partition.figures().bytesUsed());
        }
    }

    /** One more write or sweep of the first, which the log remembers. */
    private static void change(ShardBox box, Random random, ArrayList<Bytes> log, ArrayList<Bytes> answers) {
        var now = STEPS + log.size();
        var words = PartitionTest.words(random);
        if (random.nextInt(50) == 0) {
            log.add(new Sweeping(0, now, random.nextInt(box.partition.homes()), 500).command());
        } else if (ShardBox.writes(words)) {
            log.add(ShardBox.order(now, words));
        } else {
            return;
        }
        answers.add(box.partition.apply(log.size(), log.getLast()));
    }

    @Test
    void shouldRememberTheLatestTimeInACopy() {
        try (var first = new ShardBox(BYTES, Box.BULK_MAX);
                var second = new ShardBox(BYTES, Box.BULK_MAX)) {
            first.execute(1_000, "SET", "k", "v", "PX", "100");
            first.execute(1_100, "SET", "other", "v");
            second.become(first.partition);
            assertEquals("$-1", first.execute(1_050, "GET", "k"));
            assertEquals("$-1", second.execute(1_050, "GET", "k"));
        }
    }

    @Test
    void shouldHandOverValuesThatAreLongerThanAPiece() {
        var bytes = 8L << 20;
        try (var first = new ShardBox(bytes, 1 << 20);
                var second = new ShardBox(bytes, 1 << 20)) {
            for (int each = 0; each < 5; each++) {
                var value = Integer.toString(each).repeat(1_000_000 - each);
                assertEquals("+OK", first.execute(1, "SET", "long-" + each, value));
                first.execute(1, "SET", "short-" + each, "s");
            }
            second.become(first.partition);
            for (int each = 0; each < 5; each++) {
                var value = first.execute(1, "GET", "long-" + each);
                assertEquals(1_000_000 - each + 9 - (each == 0 ? 0 : 1), value.length());
                assertEquals(value, second.execute(1, "GET", "long-" + each));
                assertEquals("$1\ns", second.execute(1, "GET", "short-" + each));
            }
        }
    }

    @Test
    void shouldNotBecomeOneThatHasOtherMemoryOrIsCutOff() {
        try (var first = new ShardBox(BYTES, Box.BULK_MAX);
                var smaller = new ShardBox(BYTES / 2, Box.BULK_MAX);
                var second = new ShardBox(BYTES, Box.BULK_MAX)) {
            first.execute(1, "SET", "k", "v");
            assertThrows(IllegalStateException.class, () -> smaller.become(first.partition));
            var piece = Objects.requireNonNull(first.partition.copy().next());
            var bytes = new byte[piece.length()];
            piece.copyTo(bytes, 0);
            second.partition.installBegins();
            second.partition.install(Bytes.copyOf(bytes, 0, bytes.length - 1));
            assertThrows(IllegalStateException.class, second.partition::installed);
        }
    }

    @Test
    void shouldAskForASweepOnlyWhereSomethingHasExpired() {
        try (var box = new ShardBox(BYTES, Box.BULK_MAX)) {
            var homes = box.partition.homes();
            for (int each = 0; each < 50; each++) {
                box.execute(1, "SET", "k" + each, "v", "PX", "100");
                box.execute(1, "SET", "stays" + each, "v");
            }
            assertNull(box.partition.sweeping(0, homes, 100));
            var sweeping = box.partition.sweeping(0, homes, 200);
            assertNotNull(sweeping);
            assertEquals(100, box.partition.figures().keys(), "nothing has changed yet");
            assertEquals("+OK", ShardBox.text(box.partition.apply(1, sweeping.command())));
            assertEquals(50, box.partition.figures().keys());
            assertNull(box.partition.sweeping(0, homes, 200));
        }
    }

    @Test
    void shouldSayThatAReplyIsTooLongInsteadOfGivingIt() {
        try (var box = new ShardBox(4L << 20, 1 << 20)) {
            for (int each = 0; each < 20_000; each++) {
                box.execute(1, "SET", "a key of a length that is not short, with the number " + each, "v");
            }
            var scan = box.execute(1, "SCAN", "0", "COUNT", "65536");
            assertEquals("-ERR the reply has more than 1048576 bytes: ask for less at once", scan);
            assertTrue(box.execute(1, "SCAN", "0", "COUNT", "100").startsWith("*2"));
        }
    }

    @Test
    void shouldNeverHoldAValueThatCannotBeAnswered() {
        try (var box = new ShardBox(16L << 20, Integer.MAX_VALUE)) {
            var value = "v".repeat(ShardMessage.COMMAND_BYTES_MAX - 40);
            assertEquals("+OK", box.execute(1, "SET", "k", value));
            var length = value.length();
            while (box.execute(1, "APPEND", "k", "w").equals(":" + (length + 1))) {
                length++;
            }
            assertEquals("-" + Errors.TOO_LONG, box.execute(1, "APPEND", "k", "w"));
            assertEquals(StorePartition.VALUE_BYTES_MAX, length);
            assertTrue(box.execute(1, "GET", "k").startsWith("$" + length));
            assertTrue(ShardMessage.COMMAND_BYTES_MAX <= Entry.COMMAND_BYTES_MAX);
            assertTrue(ShardMessage.COMMAND_BYTES_MAX <= GroupMessage.RESULT_BYTES_MAX);
        }
    }
}
