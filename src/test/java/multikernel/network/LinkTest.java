package multikernel.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import multikernel.network.LinkRefused.Reason;
import multikernel.urpc.Channel.Ending;
import multikernel.urpc.Channel.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Both ends in this process, each looked after in turn. */
class LinkTest {

    private static final LinkName SHOP = new LinkName("orders", "shop", "store");
    private static final LinkName STORE = SHOP.turned();
    private static final LinkShape SHAPE = new LinkShape(7, 7, 16);

    @TempDir
    Path base;

    private long now;

    private final List<LinkEvent> events = new ArrayList<>();

    @Test
    void shouldCarryLinesBothWaysOnceBothEndsAreThere() throws Exception {
        try (var shop = Link.open(base, SHOP, SHAPE);
                var store = Link.open(base, STORE, SHAPE)) {
            assertEquals(State.CONNECTING, shop.state());
            connect(shop, store);
            assertEquals(State.CONNECTED, shop.state());
            carry(shop, store, 100);
            carry(store, shop, 100);
        }
    }

    @Test
    void shouldRefuseAnEndThatIsOpen() {
        try (var shop = Link.open(base, SHOP, SHAPE)) {
            assertEquals(Reason.HELD, refusal(() -> Link.open(base, SHOP, SHAPE)));
            assertEquals(1, shop.incarnation());
        }
    }

    @Test
    void shouldRefuseAnEndThatSpeaksOtherMessages() {
        try (var shop = Link.open(base, SHOP, SHAPE);
                var store = Link.open(base, STORE, new LinkShape(7, 8, 16))) {
            assertEquals(Reason.MESSAGES, refusal(() -> shop.tend(now)));
            assertEquals(Reason.MESSAGES, refusal(() -> store.tend(now)));
        }
    }

    @Test
    void shouldRefuseAnEndOfAnotherVersionOrLayoutOrSize() throws Exception {
        for (var word : List.of(0, 1, 4)) {
            try (var shop = Link.open(base, SHOP, SHAPE);
                    var store = Link.open(base, STORE, SHAPE)) {
                try (var card = new RandomAccessFile(file("store.card").toFile(), "rw")) {
                    card.seek(word * 8L);
                    card.write(3);
                }
                assertEquals(word == 0 ? Reason.VERSION : Reason.LAYOUT, refusal(() -> shop.tend(now)));
                assertNotNull(store);
            }
        }
    }

    @Test
    void shouldDeliverWhatWasSentBeforeItCloses() throws Exception {
        var shop = Link.open(base, SHOP, SHAPE);
        var store = Link.open(base, STORE, SHAPE);
        connect(shop, store);
        var sent = new Checked(1);
        while (sent.write(session(shop).out())) {
            assertTrue(sent.count() <= SHAPE.capacity());
        }
        shop.drain();
        var received = new Checked(1);
        var reading = session(store).in();
        Patience.until("both ends to be done", () -> {
            reading.drain(received::read, 3);
            tend(shop);
            tend(store);
            return shop.session() == null && store.session() == null;
        });
        assertEquals(SHAPE.capacity(), received.count());
        assertTrue(events.contains(new LinkEvent.Ended(1, Ending.CLOSED, 16, 16)), events::toString);
        assertTrue(events.contains(new LinkEvent.Ended(1, Ending.CLOSED, 0, 0)), events::toString);
        shop.close();
        store.close();
    }

    @Test
    void shouldSayWhatIsInDoubtWhenTheOtherEndLeavesWithoutReading() throws Exception {
        var shop = Link.open(base, SHOP, SHAPE);
        var store = Link.open(base, STORE, SHAPE);
        connect(shop, store);
        var sent = new Checked(1);
        while (sent.write(session(shop).out())) {
            assertTrue(sent.count() <= SHAPE.capacity());
        }
        session(store).in().drain((memory, offset, tag) -> {}, 5);
        store.close();
        Patience.until("the end", () -> {
            tend(shop);
            return shop.session() == null;
        });
        assertEquals(new LinkEvent.Ended(1, Ending.CLOSED, 16, 4), events.getLast());
        shop.close();
    }

    @Test
    void shouldBeginAnewWithEveryIncarnation() throws Exception {
        try (var shop = Link.open(base, SHOP, SHAPE)) {
            for (var incarnation = 1L; incarnation <= 5; incarnation++) {
                try (var store = Link.open(base, STORE, SHAPE)) {
                    connect(shop, store);
                    assertEquals(incarnation, store.incarnation());
                    assertEquals(incarnation, session(shop).peer());
                    carry(shop, store, 20);
                    new Checked(9).write(session(store).out());
                    new Checked(9).write(session(shop).out());
                }
                Patience.until("the other end to be gone", () -> {
                    var reading = shop.session();
                    if (reading != null) {
                        reading.in().drain((memory, offset, tag) -> {}, 1);
                    }
                    tend(shop);
                    return shop.session() == null;
                });
            }
        }
    }

    @Test
    void shouldNotHearAFencedEndAgain() throws Exception {
        var shop = Link.open(base, SHOP, SHAPE);
        var store = Link.open(base, STORE, SHAPE);
        connect(shop, store);
        var zombie = session(store);
        var ended = shop.fence(Ending.FENCED);
        assertEquals(List.of(new LinkEvent.Ended(1, Ending.FENCED, 0, 0)), ended);
        assertTrue(new Checked(1).write(zombie.out()));
        for (var turn = 0; turn < 10; turn++) {
            tend(shop);
            assertNull(shop.session());
        }
        tend(store);
        assertEquals(new LinkEvent.Ended(1, Ending.CLOSED, 1, 0), events.getLast());
        store.close();
        try (var next = Link.open(base, STORE, SHAPE)) {
            connect(shop, next);
            assertEquals(2, session(shop).peer());
            assertTrue(session(shop).in().isEmpty());
        }
        shop.close();
    }

    @Test
    void shouldLeaveNothingBehind() throws Exception {
        var shop = Link.open(base, SHOP, SHAPE);
        var store = Link.open(base, STORE, SHAPE);
        connect(shop, store);
        shop.close();
        store.close();
        assertEquals(List.of(), all());
    }

    @Test
    void shouldFindNoRingByNameOnceBothHaveMappedIt() throws Exception {
        try (var shop = Link.open(base, SHOP, SHAPE);
                var store = Link.open(base, STORE, SHAPE)) {
            connect(shop, store);
            tend(shop);
            tend(store);
            assertEquals(
                    List.of(),
                    all().stream().filter(file -> file.endsWith(".ring")).toList());
        }
    }

    @Test
    void shouldKeepFilesToItsUser() throws Exception {
        try (var shop = Link.open(base, SHOP, SHAPE);
                var store = Link.open(base, STORE, SHAPE)) {
            shop.tend(0);
            assertNotNull(store);
            try (var walk = Files.walk(base)) {
                for (var path : walk.filter(each -> !each.equals(base)).toList()) {
                    var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                    assertEquals(Files.isDirectory(path) ? "rwx------" : "rw-------", mode, path.toString());
                }
            }
            assertEquals(5, all().stream().filter(file -> file.contains(".")).count(), all()::toString);
        }
    }

    @Test
    void shouldRefuseADirectoryThatOthersMayEnter() throws Exception {
        Link.open(base, SHOP, SHAPE).close();
        var root = base.resolve("multikernel-" + System.getProperty("user.name"));
        Files.createDirectory(root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
        assertEquals(Reason.NOT_OURS, refusal(() -> Link.open(base, SHOP, SHAPE)));
        Files.delete(root);
        Files.createSymbolicLink(root, Files.createDirectory(base.resolve("elsewhere")));
        assertEquals(Reason.NOT_OURS, refusal(() -> Link.open(base, SHOP, SHAPE)));
    }

    @Test
    void shouldFollowNoSymbolicLink() throws Exception {
        var target = Files.writeString(base.resolve("target"), "precious");
        try (var shop = Link.open(base, SHOP, SHAPE)) {
            Files.createSymbolicLink(file("store.card"), target);
            assertEquals(Reason.FILES, refusal(() -> shop.tend(0)));
            Files.delete(file("store.card"));
            try (var store = Link.open(base, STORE, SHAPE)) {
                Files.createSymbolicLink(file("shop.1.store.1.ring"), target);
                assertEquals(Reason.FILES, refusal(() -> shop.tend(10_000_000)));
                Files.delete(file("shop.1.store.1.ring"));
                now = 20_000_000;
                connect(shop, store);
            }
        }
        assertEquals("precious", Files.readString(target));
    }

    private Path file(String name) {
        return base.resolve("multikernel-" + System.getProperty("user.name"))
                .resolve(SHOP.link())
                .resolve(name);
    }

    private List<String> all() throws Exception {
        try (var walk = Files.walk(base)) {
            return walk.filter(path -> !path.equals(base))
                    .map(path -> path.getFileName().toString())
                    .toList();
        }
    }

    private void connect(Link one, Link other) throws Exception {
        Patience.until("a session", () -> {
            tend(one);
            tend(other);
            return one.session() != null && other.session() != null;
        });
        assertFalse(session(one) == session(other));
    }

    /** Each turn is late enough for a look at the files. */
    private void tend(Link link) {
        now += 60_000_000;
        events.addAll(link.tend(now));
    }

    private static void carry(Link from, Link to, int lines) {
        var sent = new Checked(from.incarnation());
        var received = new Checked(from.incarnation());
        while (received.count() < lines) {
            if (sent.count() < lines) {
                sent.write(session(from).out());
            }
            session(to).in().drain(received::read, 7);
        }
    }

    private static Session session(Link link) {
        return Objects.requireNonNull(link.session());
    }

    private static Reason refusal(Executable act) {
        return assertThrows(LinkRefused.class, act).reason();
    }
}
