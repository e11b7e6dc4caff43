package multikernel.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CodecProperties {

    private static final MethodHandles.Lookup OWNER = MethodHandles.lookup();

    private final Codec<Rich> codec = Codec.of(OWNER, Rich.class, CodecLimits.DEFAULT);
    private final MemorySegment memory = Arena.ofAuto().allocate(1 << 16);

    @Property(tries = 3000)
    void shouldBringBackEveryMessage(@ForAll long seed) throws Exception {
        var message = Values.any(OWNER, Rich.class, seed);
        int size = codec.encode(message, memory, 0);
        assertEquals(message, codec.decode(memory, 0, size));
    }

    @Property(tries = 1000)
    void shouldRefuseEveryMessageThatIsCutShort(@ForAll long seed, @ForAll @IntRange(min = 0, max = 99) int percent) {
        int size = codec.encode(Values.any(OWNER, Rich.class, seed), memory, 0);
        assertThrows(BadMessage.class, () -> codec.decode(memory, 0, size * percent / 100));
    }

    @Property(tries = 1000)
    void shouldRefuseEveryMessageWithAByteMore(@ForAll long seed) {
        int size = codec.encode(Values.any(OWNER, Rich.class, seed), memory, 0);
        assertThrows(BadMessage.class, () -> codec.decode(memory, 0, size + 1));
    }
}
