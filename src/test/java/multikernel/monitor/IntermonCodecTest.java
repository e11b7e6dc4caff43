package multikernel.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.HashSet;
import java.util.Set;
import multikernel.agreement.Agreement;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.codec.Codec;
import multikernel.codec.CodecLimits;
import multikernel.codec.Fragments;
import multikernel.codec.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/** What monitors say to one another goes through the codec as it stands. */
@Execution(CONCURRENT)
class IntermonCodecTest {

    private static final MethodHandles.Lookup OWNER = MethodHandles.lookup();

    private final Codec<Envelope> codec = Codec.of(OWNER, Envelope.class, CodecLimits.DEFAULT);
    private final MemorySegment memory = Arena.ofAuto().allocate(codec.bytesMax());

    @Test
    void shouldBringBackEveryKindOfMessage() throws Exception {
        var kinds = new HashSet<Class<?>>();
        for (int seed = 0; seed < 200; seed++) {
            for (var envelope : Values.ofEach(OWNER, Envelope.class, seed)) {
                assertEquals(envelope, codec.decode(memory, 0, codec.encode(envelope, memory, 0)));
                kinds.add(envelope.message().getClass());
                if (envelope.message() instanceof Intermon.Domains(var message)) {
                    kinds.add(message.getClass());
                }
            }
        }
        var expected = new HashSet<Class<?>>(Set.of(Intermon.class.getPermittedSubclasses()));
        expected.addAll(Set.of(Agreement.class.getPermittedSubclasses()));
        assertEquals(expected, kinds);
    }

    @Test
    void shouldSayMostInOneLine() {
        var core = new CoreId(1023);
        var operation = new OperationId(core, 1000, 1L << 40);
        var apply = new Agreement.Apply<DomainTable, DomainChange>(
                1023, 1L << 32, 1L << 40, operation, new DomainChange.Kill("web"));
        var envelope = new Envelope(core, 1000, 1L << 32, new Intermon.Domains(apply));
        assertTrue(codec.encode(envelope, memory, 0) <= Fragments.LINE_BYTES);
    }
}
