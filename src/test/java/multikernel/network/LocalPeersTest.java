package multikernel.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import multikernel.base.Tier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two nodes that find out that they share a machine: their frames go through rings, and all that links promise holds.
 */
class LocalPeersTest {

    private static final int MESSAGES = 20_000;

    @TempDir
    Path base;

    private Chatter node(String name, long incarnation, int lines) {
        return new Chatter("zoo", name, incarnation, null, Optional.of(Locality.in(base, lines)));
    }

    private static void chat(Chatter ant, Chatter bee, long upTo) throws Exception {
        PeersTest.until(
                "all of it",
                () -> {
                    ant.speak(upTo);
                    bee.speak(upTo);
                    return bee.received == upTo && ant.received == upTo;
                },
                ant,
                bee);
    }

    private static Tier tier(Chatter of) {
        return Objects.requireNonNull(of.channel).tier();
    }

    private List<String> files() throws IOException {
        try (var all = Files.walk(base)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    @Test
    void shouldTalkThroughRingsOfAnySizeAndLeaveNoFile() throws Exception {
        for (var lines : new int[] {2, 4, 1024}) {
            try (var ant = node("ant", 1, lines);
                    var bee = node("bee", 1, 8)) {
                PeersTest.join(ant, bee, bee.peers.address());
                assertEquals(List.of(Tier.SHARED_MEMORY, Tier.SHARED_MEMORY), List.of(tier(ant), tier(bee)));
                chat(ant, bee, MESSAGES);
                assertTrue(files().stream().noneMatch(file -> file.endsWith(".ring")), files()::toString);
            }
            assertEquals(List.of(), files());
        }
    }

    @Test
    void shouldStayOnTheNetworkWithWhomItDoesNotShareADirectory() throws Exception {
        var elsewhere = Files.createDirectory(base.resolve("elsewhere"));
        for (var other : List.of(Optional.<Path>empty(), Optional.of(elsewhere))) {
            try (var ant = node("ant", 1, 64);
                    var bee = new Chatter("zoo", "bee", 1, null, other.map(at -> Locality.in(at, 64)))) {
                PeersTest.join(ant, bee, bee.peers.address());
                assertEquals(List.of(Tier.NETWORK, Tier.NETWORK), List.of(tier(ant), tier(bee)));
                chat(ant, bee, MESSAGES);
            }
        }
    }

    @Test
    void shouldWakeWhoSleepsForMessagesAndForRoom() throws Exception {
        try (var ant = node("ant", 1, 2);
                var bee = node("bee", 1, 2)) {
            PeersTest.join(ant, bee, bee.peers.address());
            // Both on one thread: whoever goes to sleep now would sleep for ever, had it not been woken before.
            for (var round = 1; round <= 300; round++) {
                ant.speak(round);
                ant.turn();
                bee.loop.sleep(Long.MAX_VALUE);
                bee.turn();
                bee.speak(round);
                bee.turn();
                ant.loop.sleep(Long.MAX_VALUE);
                ant.turn();
                chat(ant, bee, round);
            }
        }
    }

    @Test
    void shouldHandOverWhatThePeerHadWrittenBeforeItsEnd() throws Exception {
        try (var bee = node("bee", 1, 1024)) {
            try (var ant = node("ant", 1, 1024)) {
                PeersTest.join(ant, bee, bee.peers.address());
                ant.speak(60);
                ant.peers.flush();
            }
            PeersTest.until("the end", () -> bee.said.contains("ended ant.1 PEER_ENDED"), bee);
            assertEquals(60, bee.received);
        }
    }

    @Test
    void shouldNotReadWhatAZombieWritesIntoTheRing() throws Exception {
        try (var ant = node("ant", 1, 1024);
                var zombie = node("bee", 1, 1024)) {
            PeersTest.join(ant, zombie, zombie.peers.address());
            chat(ant, zombie, 10);
            ant.peers.fence("bee", 1);
            zombie.speak(40);
            zombie.peers.flush();
            PeersTest.until("its end", () -> zombie.said.contains("ended ant.1 FENCED"), ant, zombie);
            assertEquals(10, ant.received);
            try (var later = node("bee", 2, 1024)) {
                ant.peers.forget("bee");
                ant.peers.connect("bee", later.peers.address());
                later.peers.connect("ant", ant.peers.address());
                PeersTest.until("a new session", () -> ant.said.contains("began bee.2"), ant, later);
            }
        }
    }

    /** @param from where in the ring's memory: its lines, or the position that its reader has given back */
    @ParameterizedTest
    @CsvSource({"512, 4096", "256, 8"})
    void shouldEndTheSessionWithWhoeverScribblesIntoTheRing(int from, int bytes) throws Exception {
        try (var ant = node("ant", 1, 64);
                var bee = node("bee", 1, 64)) {
            ant.peers.connect("bee", bee.peers.address());
            bee.peers.connect("ant", ant.peers.address());
            var rings = new ArrayList<MemorySegment>();
            while (rings.isEmpty()) {
                ant.turn();
                mapRings(rings);
                bee.turn();
                mapRings(rings);
            }
            PeersTest.until("a session", () -> ant.said.contains("began bee.1"), ant, bee);
            ant.open("bee");
            bee.open("ant");
            PeersTest.until("both channels", () -> ant.channel != null && bee.channel != null, ant, bee);
            PeersTest.until(
                    "the end",
                    () -> {
                        rings.forEach(ring -> ring.asSlice(from, bytes).fill((byte) 0x5a));
                        ant.speak(1_000);
                        bee.speak(1_000);
                        return ant.said.contains("ended bee.1 BROKEN") || bee.said.contains("ended ant.1 BROKEN");
                    },
                    ant,
                    bee);
        }
    }

    private void mapRings(List<MemorySegment> rings) throws IOException {
        for (var file : files()) {
            if (file.endsWith(".ring")) {
                try (var found = Files.walk(base)) {
                    var path = found.filter(each -> each.endsWith(file))
                            .findFirst()
                            .orElseThrow();
                    try (var channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                        rings.add(channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size(), Arena.ofAuto()));
                    }
                }
            }
        }
    }

    @Test
    void shouldTakeAwayWhatKilledNodesHaveLeft() throws Exception {
        var name = "0123456789abcdef0123456789abcdef";
        try (var first = Locality.in(base, 64)) {
            var place = LinkPlace.of(base, ".nodes");
            Files.writeString(place.resolve(name + ".1.lock"), "");
            Files.writeString(place.resolve(name + ".7.ring"), "");
            try (var second = Locality.in(base, 64)) {
                assertTrue(second.isHere(first.proof()) && first.isHere(second.proof()));
                assertFalse(files().stream().anyMatch(file -> file.startsWith(name)), files()::toString);
            }
        }
        assertEquals(List.of(), files());
    }
}
