package multikernel.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import multikernel.agreement.CommitMessage.Begun;
import multikernel.agreement.CommitMessage.Perform;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.codec.Codec;
import multikernel.codec.CodecLimits;
import multikernel.codec.Fragments;
import multikernel.codec.Values;
import org.junit.jupiter.api.Test;

/** What is said about commits goes through the codec as it stands. */
class CommitCodecTest {

    private static final MethodHandles.Lookup OWNER = MethodHandles.lookup();

    record Proposal(long object) {}

    record Said(CommitMessage<Proposal> message) {}

    private final Codec<Said> codec = Codec.of(OWNER, Said.class, CodecLimits.DEFAULT);
    private final MemorySegment memory = Arena.ofAuto().allocate(codec.bytesMax());

    @Test
    void shouldBringBackEveryKindOfMessage() throws Exception {
        var kinds = new HashSet<Class<?>>();
        for (int seed = 0; seed < 100; seed++) {
            for (var said : Values.ofEach(OWNER, Said.class, seed)) {
                assertEquals(said, codec.decode(memory, 0, codec.encode(said, memory, 0)));
                kinds.add(said.message().getClass());
            }
        }
        assertEquals(Set.of(CommitMessage.class.getPermittedSubclasses()), kinds);
    }

    @Test
    void shouldTellALeafWhatToPerformInOneLine() {
        var core = new CoreId(1023);
        var operation = new OperationId(core, 1000, 1L << 40);
        var perform = new Perform<>(
                operation, 1L << 32, new Begun(core, 1000), new Proposal(1L << 50), List.of(new Branch(core, 1000, 0)));
        assertTrue(codec.encode(new Said(perform), memory, 0) <= Fragments.LINE_BYTES);
    }
}
