package multikernel.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import multikernel.base.Refusal;
import multikernel.codec.BadMessage.Kind;
import org.junit.jupiter.api.Test;

class CapabilityRefTest {

    private final MemorySegment memory = Arena.ofAuto().allocate(1 << 8);

    sealed interface Holder {
        record Give(int slot, Optional<CapabilityRef> capability) implements Holder {}

        record Take(CapabilityRef capability) implements Holder {}
    }

    private static final CapabilityRef THERE = new CapabilityRef.At(0x0102_0304);

    @Test
    void shouldRefuseCapabilitiesAtBothEndsWhereNobodyCarriesThem() throws Exception {
        var holders = Codec.of(MethodHandles.lookup(), Holder.class, CodecLimits.DEFAULT);
        var nothing = new Holder.Give(4, Optional.empty());
        assertEquals(nothing, holders.decode(memory, 0, holders.encode(nothing, memory, 0)));
        var thrown =
                assertThrows(Unsendable.class, () -> holders.encode(new Holder.Give(4, Optional.of(THERE)), memory, 0));
        assertEquals(
                "CapabilityRefTest.Holder.Give.capability[present]: no capability goes this way", thrown.getMessage());
        assertThrows(Unsendable.class, () -> holders.encode(new Holder.Take(THERE), memory, 0));
        assertEquals(Kind.CAPABILITY_REFUSED, CodecTest.refusal(holders, 1));
        assertEquals(Kind.CAPABILITY_REFUSED, CodecTest.refusal(holders, 0, 8, 1));
    }

    @Test
    void shouldCarryAnAddressOrWhyThereIsNone() throws Exception {
        var holders = Codec.of(MethodHandles.lookup(), Holder.class, CodecLimits.DEFAULT)
                .carrying();
        var refs = new ArrayList<CapabilityRef>(List.of(THERE, new CapabilityRef.At(0), new CapabilityRef.At(-1)));
        Stream.of(Refusal.values()).map(CapabilityRef.Missing::new).forEach(refs::add);
        for (var ref : refs) {
            var give = new Holder.Give(4, Optional.of(ref));
            assertEquals(give, holders.decode(memory, 0, holders.encode(give, memory, 0)));
            assertEquals(List.of(ref), holders.another().capabilities(give));
            assertEquals(new Holder.Take(ref), holders.withCapabilities(new Holder.Take(THERE), List.of(ref)));
        }
        assertEquals(List.of(), holders.capabilities(new Holder.Give(4, Optional.empty())));
        assertEquals(Kind.TRUNCATED, CodecTest.refusal(holders, 1, 0, 1, 2, 3));
        assertEquals(Kind.BAD_ENUM, CodecTest.refusal(holders, 1, 1 + Refusal.values().length));
    }

    @Test
    void shouldRefuseAComponentThatTakesOneKindOfCapabilityAlone() {
        record There(CapabilityRef.At only) {}
        var thrown = assertThrows(
                BadInterface.class, () -> Codec.of(MethodHandles.lookup(), There.class, CodecLimits.DEFAULT));
        assertTrue(thrown.toString().contains("CapabilityRef takes both"), thrown.toString());
    }
}
