package multikernel.network;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollSocketChannel;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The sockets of a core that stands still. */
class SocketsTest {

    @Test
    void shouldBeFencedThoughOneOfThemIsNotConnectedYet() throws Exception {
        assumeTrue(Epoll.isAvailable());
        var dialing = new EpollSocketChannel();
        var fenced = new CompletableFuture<Void>();
        var owner = Thread.ofPlatform().start(() -> {
            var sockets = new Sockets(SocketLoop.alone());
            sockets.add(dialing);
            try {
                sockets.fence();
                fenced.complete(null);
            } catch (RuntimeException failed) {
                fenced.completeExceptionally(failed);
            }
        });
        fenced.join();
        owner.join();
        Patience.until(
                "it is closed once its owner has ended", () -> !dialing.fd().isOpen());
        assertTrue(fenced.isDone());
    }
}
