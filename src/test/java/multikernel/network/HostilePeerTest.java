package multikernel.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import multikernel.process.NodeProcess;
import multikernel.urpc.BrokenRing;
import multikernel.urpc.Channel.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The other end writes what it likes into what it has mapped, while this one reads and writes. */
class HostilePeerTest {

    private static final LinkName SHOP = new LinkName("orders", "shop", "store");
    private static final LinkShape SHAPE = new LinkShape(7, 7, 16);
    private static final int ROUNDS = Integer.getInteger("multikernel.scribbles", 300);
    private static final int WORDS_EACH = 200;
    private static final long SEED = Long.getLong("multikernel.seed", 20_261_124);

    @TempDir
    Path base;

    private long now;

    @Test
    void shouldEndASessionOrGoOnWhateverTheOtherWrites() throws Exception {
        var random = new Random(SEED);
        var broken = 0;
        try (var shop = Link.open(base, SHOP, SHAPE)) {
            for (var round = 0; round < ROUNDS; round++) {
                try (var store = Link.open(base, SHOP.turned(), SHAPE)) {
                    Patience.until("a session", () -> {
                        store.tend(now += 60_000_000);
                        shop.tend(now += 60_000_000);
                        return store.session() != null && shop.session() != null;
                    });
                    broken += scribble(shop, store, random);
                }
                shop.fence(Ending.BROKEN);
            }
        }
        assertTrue(broken > 0, "nothing that was scribbled was ever noticed");
    }

    private int scribble(Link shop, Link store, Random random) {
        var theirs = Objects.requireNonNull(store.session());
        var targets = new MemorySegment[] {theirs.out().memory(), theirs.in().memory()};
        for (var word = 0; word < WORDS_EACH; word++) {
            var target = targets[random.nextInt(2)];
            var words = target.byteSize() / 8;
            // Half of them into the control words, where they hurt most; many of them small, so that some are near.
            var at = random.nextBoolean() ? random.nextLong(64) : random.nextLong(words);
            var value = random.nextBoolean() ? random.nextLong() : random.nextLong(-2, 64) << (random.nextInt(2) * 32);
            target.set(ValueLayout.JAVA_LONG, at * 8, value);
            var mine = shop.session();
            if (mine == null) {
                return 0;
            }
            try {
                mine.in().drain(HostilePeerTest::look, 8);
                if (mine.out().claim() >= 0) {
                    mine.out().publish(1);
                }
                shop.tend(now += 60_000_000);
            } catch (BrokenRing declared) {
                assertEquals(1, shop.fence(Ending.BROKEN).size());
                return 1;
            }
        }
        return 0;
    }

    private static void look(MemorySegment memory, long offset, int tag) {
        assertTrue(tag >= 0);
        assertEquals(56, memory.asSlice(offset, 56).byteSize());
    }

    @Test
    void shouldSayThatTheFileSystemIsFullAndLeaveNoFile() throws Exception {
        var program = "ulimit -f 8; exec \"$0\" \"$@\"";
        try (var full = NodeProcess.java(List.of("sh", "-c", program), NoRoom.class.getName(), base.toString())) {
            assertEquals(0, full.awaitExit(), () -> full.errors().toString());
            assertNotNull(full.output());
            assertTrue(
                    full.output().getFirst().startsWith("no-room: "),
                    () -> full.output().toString());
            assertEquals("[]", full.output().getLast());
        }
    }

    /** A process that may write files of some KiB only, as on a full file system. */
    static final class NoRoom {

        private NoRoom() {}

        public static void main(String[] arguments) throws Exception {
            var base = Path.of(arguments[0]);
            var large = new LinkShape(7, 7, 1 << 12);
            try (var shop = Link.open(base, SHOP, large);
                    var store = Link.open(base, SHOP.turned(), large)) {
                assertNotNull(store);
                shop.tend(0);
                System.out.println("it had room");
            } catch (LinkRefused refused) {
                System.out.println(refused.getMessage());
            }
            try (var left = Files.list(base)) {
                System.out.println(left.toList());
            }
        }
    }
}
