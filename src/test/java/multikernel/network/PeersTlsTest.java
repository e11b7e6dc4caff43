package multikernel.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import multikernel.link.Frame;
import multikernel.link.Frames;
import multikernel.process.Certificates;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who shows no certificate of the authority is told nothing. In TLS 1.3 a client that will be refused sees a finished
 * handshake first, so what counts is whether a byte of ours is read.
 */
class PeersTlsTest {

    private static final String ADDRESS = "127.0.0.1";
    private static final String TLS_1_3 = "TLSv1.3";

    @TempDir
    static Path directory;

    private static Certificates certificates;

    /** Of another authority that calls itself the same, so that whoever is asked for ours shows its certificate. */
    private static Certificates rogues;

    @BeforeAll
    static void certify() throws Exception {
        certificates = new Certificates(directory);
        certificates.authority("ours");
        certificates.node("node", "ours", ADDRESS);
        certificates.node("elsewhere", "ours", "192.0.2.1");
        rogues = new Certificates(directory.resolve("rogues"));
        rogues.authority("ours");
    }

    private static LinkTls tls() {
        return LinkTls.of(certificates.keys("node"), certificates.trusted("ours"), Certificates.PASSWORD);
    }

    @Test
    void shouldTalkToWhoIsSignedByTheAuthority() throws Exception {
        try (var ant = new Chatter("zoo", "ant", 1, tls());
                var bee = new Chatter("zoo", "bee", 1, tls())) {
            PeersTest.join(ant, bee, bee.peers.address());
            PeersTest.until(
                    "all of it",
                    () -> {
                        ant.speak(10_000);
                        bee.speak(10_000);
                        return bee.received == 10_000 && ant.received == 10_000;
                    },
                    ant,
                    bee);
        }
    }

    @Test
    void shouldGoOnOverASecondSecureConnection() throws Exception {
        try (var ant = new Chatter("zoo", "ant", 1, tls());
                var bee = new Chatter("zoo", "bee", 1, tls());
                var proxy = TcpProxy.to(bee.peers.address(), 1)) {
            PeersTest.join(ant, bee, proxy.address());
            for (var cut = 1; cut <= 3; cut++) {
                var goal = 1_000L * cut;
                ant.speak(goal);
                proxy.sever();
                PeersTest.until(
                        "all of it",
                        () -> {
                            ant.speak(goal);
                            return bee.received == goal;
                        },
                        ant,
                        bee);
            }
            assertFalse(ant.said.toString().contains("ended"), ant.said.toString());
        }
    }

    @Test
    void shouldAnswerACallerThatIsSignedByTheAuthority() throws Exception {
        assertTrue(isAnswered(context(certificates.keys("node")), TLS_1_3));
    }

    @Test
    void shouldSayNothingToACallerThatSignedItself() throws Exception {
        assertFalse(isAnswered(context(rogues.keys("ours")), TLS_1_3));
    }

    @Test
    void shouldSayNothingToACallerWithoutACertificate() throws Exception {
        assertFalse(isAnswered(context(null), TLS_1_3));
    }

    @Test
    void shouldSayNothingToACallerThatSpeaksAnOlderProtocol() throws Exception {
        assertFalse(isAnswered(context(certificates.keys("node")), "TLSv1.2"));
    }

    @Test
    void shouldGreetWhoIsSignedForTheAddressItDialled() throws Exception {
        assertTrue(isGreeted(certificates.keys("node")));
    }

    @Test
    void shouldNotGreetWhoIsSignedForAnotherAddress() throws Exception {
        assertFalse(isGreeted(certificates.keys("elsewhere")));
    }

    @Test
    void shouldNotGreetWhoSignedItself() throws Exception {
        assertFalse(isGreeted(rogues.keys("ours")));
    }

    @Test
    void shouldSayWhichFilesItCannotUse() {
        var keys = directory.resolve("none.p12");
        var refused = assertThrows(LinkRefused.class, () -> LinkTls.of(keys, certificates.trusted("ours"), "a guess"));
        assertEquals(LinkRefused.Reason.FILES, refused.reason());
        assertTrue(refused.toString().contains(keys.toString()), refused::toString);
    }

    /** Whether a node says anything to somebody who calls himself its peer. */
    private static boolean isAnswered(SSLContext caller, String protocol) throws Exception {
        try (var bee = new Chatter("zoo", "bee", 1, tls())) {
            bee.peers.connect("ant", bee.peers.address());
            var address = bee.peers.address();
            var answered = begun(() -> {
                try (var socket =
                        (SSLSocket) caller.getSocketFactory().createSocket(address.getAddress(), address.getPort())) {
                    socket.setEnabledProtocols(new String[] {protocol});
                    return hasSaidAnything(socket, hello());
                }
            });
            PeersTest.until("the caller's end", answered::isDone, bee);
            assertEquals(answered.get(), bee.said.contains("began ant.1"), bee.said::toString);
            return answered.get();
        }
    }

    /** Whether a node says anything to somebody whom it has dialled. */
    private static boolean isGreeted(Path server) throws Exception {
        try (var ant = new Chatter("zoo", "ant", 1, tls());
                var listener = (SSLServerSocket) context(server)
                        .getServerSocketFactory()
                        .createServerSocket(0, 1, InetAddress.getByName(ADDRESS))) {
            listener.setNeedClientAuth(true);
            ant.peers.connect("bee", (InetSocketAddress) listener.getLocalSocketAddress());
            var greeted = begun(() -> {
                try (var socket = (SSLSocket) listener.accept()) {
                    return hasSaidAnything(socket, new byte[0]);
                }
            });
            PeersTest.until("the end of who was dialled", greeted::isDone, ant);
            return greeted.get();
        }
    }

    private static FutureTask<Boolean> begun(Callable<Boolean> stranger) {
        var task = new FutureTask<>(stranger);
        Thread.ofVirtual().start(task);
        return task;
    }

    private static boolean hasSaidAnything(SSLSocket socket, byte[] first) {
        try {
            socket.startHandshake();
            socket.getOutputStream().write(first);
            return socket.getInputStream().read() >= 0;
        } catch (IOException refused) {
            return false;
        }
    }

    private static byte[] hello() {
        var hello = new Frame.Hello(Frames.VERSION, "zoo", "ant", 1, "bee", 1, 0, 0, 0, "");
        var bytes = ByteBuffer.allocate(Frames.bytes(hello));
        Frames.put(hello, bytes);
        return bytes.array();
    }

    /** Trusts the authority, whoever he is himself. */
    private static SSLContext context(@Nullable Path own) throws Exception {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store(own), Certificates.PASSWORD.toCharArray());
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(store(certificates.trusted("ours")));
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    private static KeyStore store(@Nullable Path file) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        if (file == null) {
            store.load(null, null);
            return store;
        }
        try (var in = Files.newInputStream(file)) {
            store.load(in, Certificates.PASSWORD.toCharArray());
        }
        return store;
    }
}
