package multikernel.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import multikernel.base.CoreId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cores of a node that is at work are taken off and brought back. */
class OfflineTest {

    private static final int CLIENTS = 4;
    private static final int BETWEEN = 60;

    @TempDir
    Path data;

    @Test
    void shouldFailNoRequestWhileCoresGoAndComeBack() throws Exception {
        try (var machine = new Machine(4, data)) {
            machine.spawn("database", "database", List.of(CoreId.of(3)), Map.of("items", "100"));
            machine.spawn("web", "web", machine.all(), Map.of("port", "0"));
            Machine.await("web listens", () -> machine.kernel.listening().containsKey("web"));
            var load =
                    new Load(Objects.requireNonNull(machine.kernel.listening().get("web"))
                            .getPort());
            load.begin();
            for (var core : List.of(3, 0, 2, 1, 0, 3)) {
                load.goesOn();
                machine.offline(core);
                load.goesOn();
                machine.online(core);
            }
            load.goesOn();
            load.end();
            assertEquals(List.of(), List.copyOf(load.failures));
            var incarnations = machine.kernel.cores().stream().map(core -> core.incarnation());
            assertEquals(List.of(3, 2, 2, 3), incarnations.toList());
        }
    }

    @Test
    void shouldMoveADomainThatHasNoOtherDispatcherAndSpanOneThatIsTold() {
        try (var machine = new Machine(3, data)) {
            machine.spawn("database", "database", List.of(CoreId.of(2)), Map.of("items", "100"));
            machine.offline(2);
            Machine.await(
                    "it has moved", () -> machine.domain("database").cores().equals(List.of(0)));
            assertEquals("running", machine.domain("database").state());
            assertEquals("", machine.kernel.unreadyReason());
            machine.online(2);
            var outcome = Machine.get(machine.kernel.span("database", List.of(CoreId.of(1), CoreId.of(2))));
            assertTrue(outcome instanceof Outcome.Done, outcome::toString);
            Machine.await(
                    "it runs on all", () -> machine.domain("database").state().equals("running"));
            assertEquals(List.of(0, 1, 2), machine.domain("database").cores());
        }
    }

    @Test
    void shouldRefuseByNameWhatCannotBeTakenOff() {
        try (var machine = new Machine(3, data)) {
            machine.spawn("web", "web", List.of(CoreId.of(1)), Map.of("port", "0"));
            assertEquals(Refusal.CORE_NEEDED, machine.refusalOf(1));
            assertEquals(Refusal.NO_SUCH_CORE, machine.refusalOf(3));
            Machine.get(machine.kernel.memory().allocate(CoreId.of(2), 4096));
            assertEquals(Refusal.CORE_NEEDED, machine.refusalOf(2));
            machine.offline(0);
            assertEquals(Refusal.NOT_ONLINE, machine.refusalOf(0));
            var online = Machine.get(machine.kernel.online(CoreId.of(1))).orElseThrow();
            assertEquals(Refusal.NOT_OFFLINE, online.refusal());
        }
    }

    @Test
    void shouldRefuseTheLastCoreAndACoreWithValuesOfAStore() {
        try (var machine = new Machine(2, data)) {
            machine.spawn("store", "store", List.of(CoreId.of(1)), Map.of("port", "0"));
            assertEquals(Refusal.CORE_NEEDED, machine.refusalOf(1));
            machine.offline(0);
            assertEquals(Refusal.LAST_CORE, machine.refusalOf(1));
        }
    }

    @Test
    void shouldGiveTheMemoryOfACoreThatHasLeftToTheOthers() {
        try (var machine = new Machine(2, data)) {
            machine.offline(1);
            var memory = machine.kernel.memory();
            for (int mebibytes : List.of(4, 2, 1)) {
                Machine.await(
                        "memory comes back",
                        () -> Machine.get(memory.allocate(CoreId.of(0), mebibytes << 20L))
                                        .outcome()
                                instanceof Outcome.Done);
            }
            assertEquals(3, Machine.get(memory.capabilities()).size());
        }
    }

    /**
     * Clients that keep their connections, as HTTP has it: one that was told to close is not used again. They ask
     * nothing twice, as many a client would where a connection that it had kept ends without an answer.
     */
    private static final class Load {

        final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
        private final AtomicInteger answers = new AtomicInteger();
        private final List<Thread> clients = new ArrayList<>();
        private final int port;
        private volatile boolean over;

        Load(int port) {
            this.port = port;
        }

        void begin() {
            for (int client = 0; client < CLIENTS; client++) {
                var path = client % 2 == 0 ? "/items/7" : "/";
                clients.add(Thread.ofPlatform().start(() -> ask(path)));
            }
        }

        private void ask(String path) {
            try {
                while (!over) {
                    try (var client = new RawClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
                        askUntilTold(client, path);
                    }
                }
            } catch (Exception failure) {
                failures.add(failure.toString());
            }
        }

        private void askUntilTold(RawClient client, String path) throws IOException {
            boolean isTold = false;
            while (!over && !isTold) {
                var reply = client.get(path);
                answers.incrementAndGet();
                if (reply.status() != 200) {
                    failures.add(reply.status() + " " + reply.text());
                }
                isTold = reply.header("connection").equals("close");
            }
        }

        void goesOn() {
            int before = answers.get();
            Machine.await("answers come", () -> answers.get() - before >= BETWEEN || !failures.isEmpty());
        }

        void end() throws InterruptedException {
            over = true;
            for (var client : clients) {
                client.join();
            }
        }
    }
}
