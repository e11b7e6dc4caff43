package multikernel.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import multikernel.process.NodeProcess;
import multikernel.settings.NetworkSettings;
import multikernel.settings.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Either end of a link is killed at a random point and comes back. {@code -Dmultikernel.kills=200} for more of them,
 * {@code -Dmultikernel.seed} for others.
 */
class LinkKillTest {

    private static final int KILLS = Integer.getInteger("multikernel.kills", 10);
    private static final long SEED = Long.getLong("multikernel.seed", 20_261_124);
    private static final List<String> ENDS = List.of("shop", "store");

    /** Lines handled before a kill: from none, in the middle of the greeting, to some thousand. */
    private static final int LINES_MAX = 20_000;

    private static final int CAPACITY = 256;

    private static final NetworkSettings.SharedMemory DEFAULTS =
            Settings.of(Settings.load(null, ConfigFactory.empty())).network().sharedMemory();

    @TempDir
    Path journals;

    private Path base;
    private final Map<String, NodeProcess> running = new HashMap<>();
    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void findMemory() throws Exception {
        base = Files.createTempDirectory(SharedMemoryTier.base(DEFAULTS, journals), "links");
    }

    @AfterEach
    void endAll() throws Exception {
        for (var process : running.values()) {
            process.close();
        }
        Files.deleteIfExists(base);
    }

    @Test
    void shouldLoseRepeatAndTearNothingWhenEitherEndIsKilled() throws Exception {
        var random = new Random(SEED);
        for (var end : ENDS) {
            start(end);
        }
        var survived = 0;
        var carried = false;
        for (var kill = 0; kill < KILLS; kill++) {
            var victim = ENDS.get(random.nextInt(2));
            var awaits = random.nextInt(5) > 0;
            if (awaits) {
                awaitLines(random.nextInt(LINES_MAX));
                survived += carried ? 1 : 0;
            }
            // Else the survivor of the last kill may be killed before it could say anything.
            carried = awaits;
            kill(victim);
            start(victim);
        }
        awaitLines(LINES_MAX);
        leave();
        var ended = check();
        assertTrue(ended >= survived, ended + " sessions ended, but survivors saw " + survived);
        System.out.println(KILLS + " kills, " + ended + " ends of sessions checked, seed " + SEED);
    }

    @Test
    void shouldHoldTheSenderBackWhileTheReceiverIsStopped() throws Exception {
        var store = start("store", "false");
        try (var shop = Link.open(base, new LinkName("stream", "shop", "store"), new LinkShape(1, 1, CAPACITY))) {
            Patience.until("a session", () -> {
                shop.tend(System.nanoTime());
                return shop.session() != null;
            });
            var session = Objects.requireNonNull(shop.session());
            var sent = new Checked(shop.incarnation());
            var journal = Journal.file(journals, "store", 1, 1);
            Patience.until("lines", () -> Files.exists(journal) && sent.write(session.out()) && sent.count() > 5000);
            var theirs = Journal.open(journal);
            store.signal("STOP");
            Patience.until("a full ring", () -> !sent.write(session.out()));
            // Long enough for the lock of the stopped process to be tried a few times.
            var until = System.nanoTime() + 1_000_000_000;
            while (System.nanoTime() < until) {
                assertEquals(List.of(), shop.tend(System.nanoTime()));
                assertEquals(false, sent.write(session.out()));
            }
            store.signal("CONT");
            Patience.until("more lines", () -> sent.write(session.out()) && sent.count() % 5000 == 0);
            Patience.until("the last line", () -> theirs.handled() == sent.count());
            shop.drain();
            Patience.until(
                    "the end", () -> shop.tend(System.nanoTime()).stream().anyMatch(LinkEvent.Ended.class::isInstance));
        }
        store.endInput();
        assertEquals(0, store.awaitExit(), () -> store.errors().toString());
        assertEmpty();
    }

    private NodeProcess process(String end) {
        return Objects.requireNonNull(running.get(end));
    }

    private NodeProcess start(String end) throws Exception {
        return start(end, "true");
    }

    private NodeProcess start(String end, String sends) throws Exception {
        var other = end.equals("shop") ? "store" : "shop";
        var process = NodeProcess.java(
                LinkPeer.class.getName(),
                base.toString(),
                end,
                other,
                journals.toString(),
                Integer.toString(CAPACITY),
                sends);
        running.put(end, process);
        return process;
    }

    private void kill(String end) throws Exception {
        var process = process(end);
        process.signal("KILL");
        process.awaitExit();
        collect(end, process);
    }

    private void collect(String end, NodeProcess process) {
        assertEquals(List.of(), process.errors());
        process.output().forEach(line -> said.add(end + " " + line));
    }

    /** Until the two that run now have handled so many lines of each other. */
    private void awaitLines(int lines) throws Exception {
        Patience.until(lines + " lines", () -> {
            var shop = last("shop", "open");
            var store = last("store", "open");
            if (shop == 0 || store == 0 || last("shop", "connected") != store) {
                return false;
            }
            var journal = Journal.file(journals, "shop", shop, store);
            return Files.exists(journal) && Journal.open(journal).handled() >= lines;
        });
    }

    private long last(String end, String word) {
        var process = process(end);
        assertEquals(List.of(), process.errors());
        return process.output().stream()
                .filter(line -> line.startsWith(word + " "))
                .mapToLong(line -> Long.parseLong(line.substring(word.length() + 1)))
                .max()
                .orElse(0);
    }

    private void leave() throws Exception {
        for (var end : ENDS) {
            process(end).endInput();
            assertEquals(
                    0, process(end).awaitExit(), () -> process(end).errors().toString());
            collect(end, process(end));
        }
        assertEmpty();
    }

    private void assertEmpty() throws Exception {
        try (var left = Files.list(base)) {
            assertEquals(List.of(), left.toList());
        }
    }

    /** Compares what each survivor said of a session with what both journals hold; returns how many it looked at. */
    private int check() throws Exception {
        var incarnations = new HashMap<String, Long>();
        var ended = 0;
        for (var line : said) {
            var words = line.split(" ", -1);
            if (words[1].equals("open")) {
                var now = Long.parseLong(words[2]);
                var before = incarnations.put(words[0], now);
                assertTrue(before == null || before < now, () -> "not a later one: " + said);
            } else if (words[1].equals("ended")) {
                check(words, incarnations.getOrDefault(words[0], 0L));
                ended++;
            }
        }
        return ended;
    }

    private void check(String[] words, long incarnation) throws Exception {
        Supplier<String> what = () -> String.join(" ", words) + " in incarnation " + incarnation;
        var numbers = Stream.of(words[2], words[4], words[5], words[6])
                .map(Long::parseLong)
                .toList();
        var other = words[0].equals("shop") ? "store" : "shop";
        var file = Journal.file(journals, other, numbers.get(0), incarnation);
        var sent = numbers.get(1);
        var delivered = numbers.get(2);
        var received = numbers.get(3);
        var theirSent = Files.exists(file) ? Journal.open(file).sent() : 0;
        var theirHandled = Files.exists(file) ? Journal.open(file).handled() : 0;
        assertTrue(delivered <= theirHandled && theirHandled <= sent, () -> what.get() + ", handled " + theirHandled);
        assertTrue(theirSent <= received && received <= theirSent + 1, () -> what.get() + ", sent there " + theirSent);
    }
}
