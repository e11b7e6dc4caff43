package multikernel.ownership.far;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandles;
import java.util.HashSet;
import java.util.Set;
import multikernel.codec.Codec;
import multikernel.codec.CodecLimits;
import multikernel.codec.Values;
import org.junit.jupiter.api.Test;

/** What nodes say about capabilities goes through the codec as it stands. */
class FarCodecTest {

    private static final MethodHandles.Lookup OWNER = MethodHandles.lookup();

    @Test
    void shouldBringBackEveryKindOfMessage() throws Exception {
        var codec = Codec.of(OWNER, FarMessage.class, CodecLimits.DEFAULT);
        var memory = Arena.ofAuto().allocate(codec.bytesMax());
        var kinds = new HashSet<Class<?>>();
        for (int seed = 0; seed < 100; seed++) {
            for (var message : Values.ofEach(OWNER, FarMessage.class, seed)) {
                assertEquals(message, codec.decode(memory, 0, codec.encode(message, memory, 0)));
                kinds.add(message.getClass());
            }
        }
        assertEquals(Set.of(FarMessage.class.getPermittedSubclasses()), kinds);
    }

    @Test
    void shouldFitOneMessageOfALink() throws Exception {
        assertTrue(Codec.of(OWNER, FarEnvelope.class, CodecLimits.DEFAULT).bytesMax() < 32 << 10);
    }
}
