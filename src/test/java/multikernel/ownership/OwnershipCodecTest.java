package multikernel.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.capability.ObjectId;
import multikernel.codec.Codec;
import multikernel.codec.CodecLimits;
import multikernel.codec.Fragments;
import multikernel.codec.Values;
import org.junit.jupiter.api.Test;

/** What cores say to one another about capabilities goes through the codec as it stands. */
class OwnershipCodecTest {

    private static final MethodHandles.Lookup OWNER = MethodHandles.lookup();

    private final Codec<OwnershipMessage> codec = Codec.of(OWNER, OwnershipMessage.class, CodecLimits.DEFAULT);
    private final MemorySegment memory = Arena.ofAuto().allocate(codec.bytesMax());

    @Test
    void shouldBringBackEveryKindOfMessage() throws Exception {
        var kinds = new HashSet<Class<?>>();
        for (int seed = 0; seed < 50; seed++) {
            for (var message : Values.ofEach(OWNER, OwnershipMessage.class, seed)) {
                assertEquals(message, codec.decode(memory, 0, codec.encode(message, memory, 0)));
                kinds.add(message.getClass());
            }
        }
        var expected = new HashSet<Class<?>>(Set.of(OwnershipMessage.class.getPermittedSubclasses()));
        expected.remove(OwnershipMessage.ToOwner.class);
        expected.addAll(Set.of(OwnershipMessage.ToOwner.class.getPermittedSubclasses()));
        assertEquals(expected, kinds);
    }

    @Test
    void shouldSayAnUnmapInOneLineEach() {
        var core = new CoreId(1023);
        var operation = new OperationId(core, 1000, 1L << 40);
        var object = new ObjectId(core, 1000, 1L << 40);
        Stream.of(
                        new OwnershipMessage.Unmapping(operation, core, new Claim(object, object, 1L << 32, 1000)),
                        new OwnershipMessage.Close(1L << 40, object),
                        new OwnershipMessage.Closed(1L << 40))
                .forEach(message -> assertTrue(codec.encode(message, memory, 0) <= Fragments.LINE_BYTES));
    }
}
