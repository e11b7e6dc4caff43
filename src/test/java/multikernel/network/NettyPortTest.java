package multikernel.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class NettyPortTest {

    private static final InetSocketAddress BOUND = InetSocketAddress.createUnresolved("127.0.0.1", 4711);

    private int attempts;

    private InetSocketAddress after(int taken) throws IOException {
        attempts++;
        if (attempts <= taken) {
            throw new IOException("taken " + attempts);
        }
        return BOUND;
    }

    @Test
    void shouldTakeAnotherPortIfAnyWillDoAndTheOneThatItFoundWasTakenMeanwhile() throws Exception {
        assertEquals(BOUND, NettyPort.whereverFree(0, () -> after(2)));
        assertEquals(3, attempts);
    }

    @Test
    void shouldSayAtOnceThatTheWantedPortIsTaken() {
        var refused = assertThrows(IOException.class, () -> NettyPort.whereverFree(6380, () -> after(1)));
        assertEquals("taken 1", refused.getMessage());
    }

    @Test
    void shouldGiveUpWhereNoPortCanBeHad() {
        assertThrows(IOException.class, () -> NettyPort.whereverFree(0, () -> after(Integer.MAX_VALUE)));
    }
}
