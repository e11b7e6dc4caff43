package multikernel.agreement.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandles;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import multikernel.agreement.group.GroupMessage.Appended;
import multikernel.codec.Bytes;
import multikernel.codec.Codec;
import multikernel.codec.CodecLimits;
import multikernel.codec.Fragments;
import multikernel.codec.TooLarge;
import multikernel.codec.Values;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What members of a group say goes through the codec as it stands. */
class GroupCodecTest {

    private static final MethodHandles.Lookup OWNER = MethodHandles.lookup();

    record Said(GroupMessage message) {}

    private final Codec<Said> codec = Codec.of(OWNER, Said.class, CodecLimits.DEFAULT);

    @Test
    void shouldBringBackEveryKindOfMessage() throws Exception {
        var memory = Arena.ofAuto().allocate(codec.bytesMax());
        var kinds = new HashSet<Class<?>>();
        for (int seed = 0; seed < 100; seed++) {
            for (var said : Values.ofEach(OWNER, Said.class, seed)) {
                assertEquals(said, codec.decode(memory, 0, codec.encode(said, memory, 0)));
                kinds.add(said.message().getClass());
            }
        }
        assertEquals(Set.of(GroupMessage.class.getPermittedSubclasses()), kinds);
    }

    @Test
    void shouldAnswerInOneLine() {
        var appended = new Appended(1L << 40, 1L << 60, 1L << 50);
        assertTrue(codec.bytesOf(new Said(appended)) <= Fragments.LINE_BYTES);
    }

    @Test
    void shouldRefuseAStateThatWasNotCutIntoPieces() {
        var whole = Bytes.copyOf(new byte[GroupMessage.PIECE_BYTES_MAX + 1]);
        var piece = new GroupMessage.Piece(1, 1, 1, 1, 0, true, 0, List.of(), List.of(), whole);
        Assertions.assertThrows(TooLarge.class, () -> codec.bytesOf(new Said(piece)));
    }
}
