package multikernel.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import multikernel.link.NodeName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Two nodes on one thread with real sockets and a bad network between them. */
class PeersTest {

    private static final long SEED = Long.getLong("multikernel.seed", 20_261_129);
    private static final int CUTS = Integer.getInteger("multikernel.cuts", 20);

    static void until(String what, Patience.Condition condition, Chatter... all) throws Exception {
        Patience.until(what, () -> {
            for (var each : all) {
                each.turn();
            }
            return condition.holds();
        });
    }

    static void join(Chatter ant, Chatter bee, InetSocketAddress bees) throws Exception {
        ant.peers.connect("bee", bees);
        bee.peers.connect("ant", ant.peers.address());
        until("a session", () -> ant.said.contains("began bee.1"), ant, bee);
        ant.open("bee");
        bee.open("ant");
        until("both channels", () -> ant.channel != null && bee.channel != null, ant, bee);
    }

    @Test
    void shouldLoseAndRepeatNothingWhileConnectionsAreCutStandStillAndAreSlow() throws Exception {
        var random = new Random(SEED);
        try (var ant = new Chatter("zoo", "ant", 1, null);
                var bee = new Chatter("zoo", "bee", 1, null);
                var proxy = TcpProxy.to(bee.peers.address(), SEED)) {
            join(ant, bee, proxy.address());
            for (var cut = 0; cut < CUTS; cut++) {
                var goal = ant.sent + 1 + random.nextInt(3_000);
                switch (random.nextInt(4)) {
                    case 0 -> proxy.still(random.nextBoolean(), random.nextBoolean());
                    case 1 -> proxy.slow(200_000, 200);
                    default -> proxy.sever();
                }
                for (var turns = random.nextInt(2_000); turns > 0; turns--) {
                    ant.speak(goal);
                    bee.speak(goal);
                    ant.turn();
                    bee.turn();
                }
                proxy.sever();
                proxy.heal();
                until(
                        "all of it",
                        () -> {
                            ant.speak(goal);
                            bee.speak(goal);
                            return bee.received == goal && ant.received == goal;
                        },
                        ant,
                        bee);
            }
            Objects.requireNonNull(ant.channel).close();
            Objects.requireNonNull(bee.channel).close();
            until("the end", () -> ant.peers.channels() == 0 && bee.peers.channels() == 0, ant, bee);
            assertFalse(ant.said.toString().contains("ended"), ant.said.toString());
            assertEquals(2, Collections.frequency(ant.said, "closed CLOSED"), ant.said.toString());
            assertEquals(2, Collections.frequency(bee.said, "closed CLOSED"), bee.said.toString());
        }
    }

    @Test
    void shouldSuspectWhoIsSilentAndGoOnWithWhoSpeaksAgain() throws Exception {
        try (var ant = new Chatter("zoo", "ant", 1, null);
                var bee = new Chatter("zoo", "bee", 1, null);
                var proxy = TcpProxy.to(bee.peers.address(), SEED)) {
            join(ant, bee, proxy.address());
            proxy.still(false, true);
            until("suspicion", () -> ant.said.contains("silent bee"), ant, bee);
            proxy.heal();
            until(
                    "word from it",
                    () -> {
                        ant.speak(100);
                        return ant.said.contains("heard bee") && bee.received == 100;
                    },
                    ant,
                    bee);
        }
    }

    @Test
    void shouldEndTheSessionOfALostIncarnationAndBelieveOnlyALaterOne() throws Exception {
        try (var ant = new Chatter("zoo", "ant", 1, null);
                var bee = new Chatter("zoo", "bee", 1, null)) {
            join(ant, bee, bee.peers.address());
            ant.peers.fence("bee", 1);
            assertTrue(
                    ant.said.contains("ended bee.1 FENCED") && ant.said.contains("closed FENCED"), ant.said::toString);
            until("the zombie's end", () -> bee.said.contains("ended ant.1 FENCED"), ant, bee);
            try (var later = new Chatter("zoo", "bee", 2, null)) {
                ant.peers.forget("bee");
                ant.peers.connect("bee", later.peers.address());
                later.peers.connect("ant", ant.peers.address());
                until("a new session", () -> ant.said.contains("began bee.2"), ant, later);
            }
        }
    }

    @Test
    void shouldRefuseAChannelThatIsAskedForWhenTheLinkEnds() throws Exception {
        try (var ant = new Chatter("zoo", "ant", 1, null);
                var bee = new Chatter("zoo", "bee", 1, null)) {
            join(ant, bee, bee.peers.address());
            ant.open("bee");
            ant.peers.fence("bee", 1);
            assertEquals(1, Collections.frequency(ant.said, "refused NO_TIER"), ant.said::toString);
        }
    }

    @Test
    void shouldStayLinkedWithALaterStartOfWhoDialsThoughItIsHeardLateThatItListensElsewhere() throws Exception {
        try (var bee = new Chatter("zoo", "bee", 1, null)) {
            try (var ant = new Chatter("zoo", "ant", 1, null)) {
                join(ant, bee, bee.peers.address());
            }
            try (var later = new Chatter("zoo", "ant", 2, null)) {
                later.peers.connect("bee", bee.peers.address());
                until("a new session", () -> bee.said.contains("began ant.2"), later, bee);
                bee.peers.move("ant", later.peers.address());
                later.open("bee");
                until("a channel", () -> later.channel != null, later, bee);
                assertFalse(bee.said.toString().contains("ended ant.2"), bee.said.toString());
            }
        }
    }

    @Test
    void shouldDialWhoListensElsewhere() throws Exception {
        try (var ant = new Chatter("zoo", "ant", 1, null)) {
            try (var bee = new Chatter("zoo", "bee", 1, null)) {
                join(ant, bee, bee.peers.address());
            }
            try (var later = new Chatter("zoo", "bee", 2, null)) {
                later.peers.connect("ant", ant.peers.address());
                ant.peers.move("bee", later.peers.address());
                until("a new session", () -> ant.said.contains("began bee.2"), ant, later);
            }
        }
    }

    @Test
    void shouldKeepAFenceWhenThePeerIsForgottenAndConnectedAgain() throws Exception {
        try (var ant = new Chatter("zoo", "ant", 1, null)) {
            ant.peers.fence("bee", 1);
            for (var refusals = 1; refusals <= 2; refusals++) {
                try (var zombie = new Chatter("zoo", "bee", 1, null)) {
                    zombie.peers.connect("ant", ant.peers.address());
                    ant.peers.connect("bee", zombie.peers.address());
                    until("the refusal", () -> ant.said.contains("refused bee FENCED"), ant, zombie);
                }
                assertFalse(ant.said.contains("began bee.1"), ant.said.toString());
                ant.said.clear();
                ant.peers.forget("bee");
            }
            try (var later = new Chatter("zoo", "bee", 2, null)) {
                later.peers.connect("ant", ant.peers.address());
                ant.peers.connect("bee", later.peers.address());
                until("a later start", () -> ant.said.contains("began bee.2"), ant, later);
            }
        }
    }

    @Test
    void shouldOpenWhatIsAskedForWhileTheFirstConnectionIsMade() throws Exception {
        try (var ant = new Chatter("zoo", "ant", 1, null);
                var bee = new Chatter("zoo", "bee", 1, null)) {
            ant.peers.connect("bee", bee.peers.address());
            bee.peers.connect("ant", ant.peers.address());
            ant.open("bee");
            bee.open("ant");
            assertFalse(ant.said.contains("began bee.1"), ant.said.toString());
            until("both channels", () -> ant.channel != null && bee.channel != null, ant, bee);
            assertFalse(ant.said.toString().contains("refused"), ant.said.toString());
        }
    }

    @Test
    void shouldRefuseWhatNothingComesOfWithinTheTimeOfAGreetingAndAtOnceAfterThat() throws Exception {
        try (var ant = new Chatter("zoo", "ant", 1, null);
                var bee = new Chatter("zoo", "bee", 1, null)) {
            ant.peers.connect("bee", bee.peers.address());
            ant.open("bee");
            assertEquals(List.of(), ant.said);
            until("the refusal", () -> ant.said.contains("refused NO_TIER"), ant);
            ant.said.clear();
            ant.open("bee");
            assertEquals(List.of("refused NO_TIER"), ant.said);
        }
    }

    @Test
    void shouldRefuseWhatWaitsForALinkWhenTheGatewayEnds() throws Exception {
        var ant = new Chatter("zoo", "ant", 1, null);
        try (var bee = new Chatter("zoo", "bee", 1, null)) {
            ant.peers.connect("bee", bee.peers.address());
            ant.open("bee");
            ant.close();
            assertEquals(List.of("refused NO_TIER"), ant.said);
        }
    }

    @Test
    void shouldNotTakeBackTheIncarnationThatItHasForgotten() throws Exception {
        try (var ant = new Chatter("zoo", "ant", 1, null);
                var bee = new Chatter("zoo", "bee", 1, null)) {
            join(ant, bee, bee.peers.address());
            ant.peers.forget("bee");
            ant.said.clear();
            try (var zombie = new Chatter("zoo", "bee", 1, null)) {
                zombie.peers.connect("ant", ant.peers.address());
                ant.peers.connect("bee", zombie.peers.address());
                until("the refusal", () -> ant.said.contains("refused bee FENCED"), ant, zombie);
            }
            assertFalse(ant.said.contains("began bee.1"), ant.said.toString());
        }
    }

    @Test
    void shouldTellThePeerThatTheNodeEnds() throws Exception {
        try (var bee = new Chatter("zoo", "bee", 1, null)) {
            try (var ant = new Chatter("zoo", "ant", 1, null)) {
                join(ant, bee, bee.peers.address());
            }
            until("the end", () -> bee.said.contains("ended ant.1 PEER_ENDED"), bee);
        }
    }

    @Test
    void shouldRefuseANodeOfAnotherClusterInWords() throws Exception {
        try (var ant = new Chatter("zoo", "ant", 1, null);
                var bee = new Chatter("farm", "bee", 1, null)) {
            ant.peers.connect("bee", bee.peers.address());
            bee.peers.connect("ant", ant.peers.address());
            until("the refusal", () -> ant.said.contains("refused bee CLUSTER"), ant, bee);
            assertFalse(ant.said.toString().contains("began"), ant.said.toString());
        }
    }

    @Test
    void shouldNeitherListenNorConnectOffLoopbackWithoutTls() {
        var elsewhere = new InetSocketAddress("192.0.2.1", 0);
        var name = new NodeName("zoo", "bee", 1);
        try (var ant = new Chatter("zoo", "ant", 1, null)) {
            for (var attempt : List.<Executable>of(
                    () -> Peers.listen(
                            ant.loop, name, elsewhere, Chatter.LIMITS, null, Optional.empty(), ant, ant.peers.door()),
                    () -> ant.peers.connect("bee", elsewhere))) {
                var refused = assertThrows(LinkRefused.class, attempt);
                assertTrue(refused.toString().contains("multikernel.network.tls"), refused::toString);
            }
        }
    }

    @Test
    void shouldCloseAStrangerThatSaysNothing() throws Exception {
        try (var bee = new Chatter("zoo", "bee", 1, null);
                var stranger = new Socket()) {
            stranger.connect(bee.peers.address());
            stranger.setSoTimeout(1);
            until("the end of the stranger", () -> isEnded(stranger), bee);
        }
    }

    private static boolean isEnded(Socket socket) throws Exception {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException nothingYet) {
            return false;
        }
    }
}
