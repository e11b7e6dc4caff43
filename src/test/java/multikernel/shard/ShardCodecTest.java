package multikernel.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandles;
import java.util.HashSet;
import java.util.Set;
import multikernel.agreement.group.Seat;
import multikernel.base.CoreId;
import multikernel.codec.Codec;
import multikernel.codec.CodecLimits;
import multikernel.codec.Values;
import multikernel.shard.ShardMessage.Hello;
import org.junit.jupiter.api.Test;

/** What hosts say goes through the codec as it stands. */
class ShardCodecTest {

    private static final MethodHandles.Lookup OWNER = MethodHandles.lookup();

    @Test
    void shouldBringBackEveryKindOfMessage() throws Exception {
        var codec = Codec.of(OWNER, ShardMessage.class, CodecLimits.DEFAULT);
        var memory = Arena.ofAuto().allocate(codec.bytesMax());
        var kinds = new HashSet<Class<?>>();
        for (int seed = 0; seed < 100; seed++) {
            for (var message : Values.ofEach(OWNER, ShardMessage.class, seed)) {
                assertEquals(message, codec.decode(memory, 0, codec.encode(message, memory, 0)));
                kinds.add(message.getClass());
            }
        }
        var all = new HashSet<>(Set.of(ShardMessage.class.getPermittedSubclasses()));
        all.remove(ShardMessage.Within.class);
        all.addAll(Set.of(ShardMessage.Within.class.getPermittedSubclasses()));
        assertEquals(all, kinds);
    }

    @Test
    void shouldSayWhoItIs() {
        var host = new ShardHost(
                "one", CoreId.of(3), 1, 2, new Seat(ShardHost.numberOf("one"), 7), ShardHost.startOf(2, 5));
        assertEquals(host, Hello.of(host, 7).host());
    }
}
