package multikernel.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import multikernel.agreement.Agreement;
import multikernel.agreement.Held;
import multikernel.agreement.Recent;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.codec.BadMessage;
import multikernel.codec.Incoming;
import multikernel.codec.LineSink;
import multikernel.codec.Outgoing;
import multikernel.ownership.OwnershipMessage;
import multikernel.urpc.Ring;
import multikernel.urpc.RingReader;
import multikernel.urpc.RingWriter;
import org.junit.jupiter.api.Test;

/** What one monitor says to another arrives equal, over a ring far shorter than it, and shares no object with it. */
class WireTest {

    /** Constants that the whole program has one of: nobody can put anything into them. */
    private static final Set<Object> CONSTANTS = identities(List.of(List.of(), Map.of(), Set.of(), ""));

    @Test
    void shouldCarryEveryMessageOfAMonitorWithoutSharingAnObject() throws Exception {
        var wire = new ShortRing();
        for (var message : everything()) {
            var sent = new Envelope(CoreId.of(3), 2, 7, message);
            var received = wire.carry(sent);
            assertEquals(sent, received);
            var shared = reachable(sent);
            shared.retainAll(reachable(received));
            shared.removeAll(CONSTANTS);
            assertEquals(Set.of(), shared, () -> "both ends hold the same object of " + message);
        }
    }

    @Test
    void shouldCoverEveryMessageThereIs() {
        var kinds = everything().stream()
                .map(message -> message instanceof Intermon.Domains about ? about.message() : message)
                .map(Object::getClass)
                .distinct()
                .count();
        var said = Intermon.class.getPermittedSubclasses().length - 1;
        assertEquals(said + Agreement.class.getPermittedSubclasses().length, kinds);
    }

    /** The check above would find a shared object. */
    @Test
    void shouldFindAnObjectThatIsShared() {
        var operation = new OperationId(CoreId.of(1), 1, 1);
        var left = reachable(List.of(operation));
        left.retainAll(reachable(List.of("other", operation)));
        assertTrue(left.contains(operation));
    }

    private static List<Intermon> everything() {
        var operation = new OperationId(CoreId.of(1), 4, 99);
        var spec = new DomainSpec(
                "a-domain",
                "web",
                List.of(CoreId.of(0), CoreId.of(2)),
                0,
                Map.of("port", "8080", "root", "x".repeat(900)));
        var change = new DomainChange.Spawn(spec);
        var rows = IntStream.range(0, 40)
                .mapToObj(number -> new DomainTable.Row(spec, operation))
                .toList();
        var entries = IntStream.range(0, 300)
                .mapToObj(number -> new Recent.Entry(new OperationId(CoreId.of(1), 1, number + 1), number))
                .toList();
        var held = new Held<>(3, 300, new DomainTable(rows), new Recent(entries, List.of(operation)));
        var refused = new Outcome.Refused(Refusal.NAME_TAKEN, "a-domain");
        List<Agreement<DomainTable, DomainChange>> agreement = List.of(
                new Agreement.Request<>(1, operation, 5, change),
                new Agreement.Request<>(1, operation, 5, new DomainChange.Kill("a-domain")),
                new Agreement.Request<>(
                        1, operation, 5, new DomainChange.Span("a-domain", List.of(CoreId.of(3)), List.of())),
                new Agreement.Done<>(1, operation, 5),
                new Agreement.Refuse<>(1, operation, 5, refused),
                new Agreement.Apply<>(1, 2, 3, operation, change),
                new Agreement.Applied<>(1, 2, 3),
                new Agreement.Gather<>(1, 2),
                new Agreement.Promise<>(1, 2, held),
                new Agreement.State<>(1, held));
        var all = new ArrayList<Intermon>(List.of(new Intermon.Bind(), new Intermon.BindReply(), new Intermon.Bound()));
        all.add(new Intermon.Capabilities(new OwnershipMessage.Dry(new OperationId(CoreId.of(1), 1, 1))));
        agreement.stream().map(Intermon.Domains::new).forEach(all::add);
        return all;
    }

    private static Set<Object> reachable(Object root) {
        var found = identities(List.of());
        walk(root, found);
        return found;
    }

    private static Set<Object> identities(List<Object> start) {
        Set<Object> found = Collections.newSetFromMap(new IdentityHashMap<>());
        found.addAll(start);
        return found;
    }

    /** Records, collections and their parts; enums are constants. */
    private static void walk(Object value, Set<Object> found) {
        if (value instanceof Enum<?> || value instanceof Number || !found.add(value)) {
            return;
        }
        switch (value) {
            case Iterable<?> items -> items.forEach(item -> walk(item, found));
            case Map<?, ?> map ->
                map.forEach((key, item) -> {
                    walk(key, found);
                    walk(item, found);
                });
            case Record parts -> {
                for (var part : parts.getClass().getRecordComponents()) {
                    try {
                        part.getAccessor().setAccessible(true);
                        walk(part.getAccessor().invoke(parts), found);
                    } catch (ReflectiveOperationException unreadable) {
                        throw new AssertionError(unreadable);
                    }
                }
            }
            default -> {}
        }
    }

    /** Four lines between two codecs: longer messages go through it piece by piece. */
    private static final class ShortRing implements LineSink {

        private final MemorySegment memory = Ring.memory(4);
        private final RingWriter writer = RingWriter.over(memory);
        private final RingReader reader = RingReader.over(memory);
        private final Outgoing<Envelope> outgoing = Outgoing.over(Wire.codec(), this);
        private final Incoming<Envelope> incoming = Incoming.with(Wire.codec());

        Envelope carry(Envelope sent) throws BadMessage {
            assertTrue(outgoing.offer(sent));
            Envelope received = null;
            while (received == null) {
                var line = reader.poll();
                assertFalse(line < 0, "nothing more comes");
                received = incoming.line(memory, line, reader.tag());
                reader.release();
                if (reader.isEmpty() && received == null) {
                    assertEquals(-1, reader.poll());
                    outgoing.resume();
                }
            }
            return received;
        }

        @Override
        public long claim() {
            return writer.claim();
        }

        @Override
        public void publish(int tag) {
            writer.publish(tag);
        }

        @Override
        public MemorySegment memory() {
            return memory;
        }
    }
}
