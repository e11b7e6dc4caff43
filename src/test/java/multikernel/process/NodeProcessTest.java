package multikernel.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeProcessTest {

    private static final String STUB = Stub.class.getName();

    /** 128 and the number of SIGTERM: the end of a JVM that nobody taught to drain. */
    private static final int TERMINATED = 143;

    private static final int KILLED = 137;

    @Test
    void shouldWaitForTheReadyLineAndReadItsAddresses() throws Exception {
        try (var node = NodeProcess.java(STUB)) {
            assertTrue(node.awaitReady().startsWith("ready node=lab-1 "));
            assertEquals(
                    List.of("http", "web", "metrics"),
                    List.copyOf(node.addresses().keySet()));
            assertEquals(URI.create("http://127.0.0.1:41232/items/1"), node.uri("web", "/items/1"));
            assertThrows(AssertionError.class, () -> node.address("store"));
            assertEquals("core-0 pinned to CPU 0", node.output().getFirst());
        }
    }

    @Test
    void shouldTellASignalFromAKill() throws Exception {
        try (var node = NodeProcess.java(STUB)) {
            node.awaitReady();
            node.terminate();
            assertEquals(TERMINATED, node.awaitExit());
        }
        try (var node = NodeProcess.java(STUB)) {
            node.awaitReady();
            node.kill();
            assertEquals(KILLED, node.awaitExit());
            assertFalse(node.isAlive());
        }
    }

    @Test
    void shouldGiveStatusAndReasonOfAStartThatFailed() throws Exception {
        try (var node = NodeProcess.java(STUB, "fail")) {
            assertEquals(1, node.awaitExit());
            assertEquals(List.of("multikernel: port 8080 is in use"), node.errors());
            var notReady = assertThrows(AssertionError.class, node::awaitReady).toString();
            assertTrue(notReady.contains("port 8080 is in use"), notReady);
        }
    }
}
