package multikernel.capability;

import static multikernel.capability.CapabilityType.DEVICE_FRAME;
import static multikernel.capability.CapabilityType.DISPATCHER;
import static multikernel.capability.CapabilityType.ENDPOINT;
import static multikernel.capability.CapabilityType.FRAME;
import static multikernel.capability.CapabilityType.PHYSICAL;
import static multikernel.capability.CapabilityType.RAM;
import static multikernel.capability.CapabilityType.TABLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CapabilityTypeTest {

    @Test
    void shouldKeepWhatCanOnlyBeUsedAtHomeAtHome() {
        assertEquals(Set.of(PHYSICAL, RAM, FRAME, DEVICE_FRAME), all(CapabilityType::isMovable));
        assertEquals(Set.of(FRAME, DEVICE_FRAME), all(CapabilityType::isMappable));
    }

    @Test
    void shouldGiveBackOnlyWhatCameFromAMemoryServer() {
        assertEquals(Set.of(RAM, FRAME, TABLE, DISPATCHER), all(CapabilityType::isReclaimed));
        assertTrue(all(CapabilityType::isMemory).containsAll(all(CapabilityType::isReclaimed)));
    }

    /** So that a frame is zeroed wherever its bytes were something else before, which is at the edge from RAM alone. */
    @Test
    void shouldMakeFramesOfRamAndOfFramesAlone() {
        assertEquals(Set.of(RAM, FRAME), all(type -> type.derives().contains(FRAME)));
    }

    @Test
    void shouldNeverMakeRamOfWhatADomainCanWrite() {
        for (var type : Set.of(FRAME, DEVICE_FRAME, TABLE, DISPATCHER)) {
            assertFalse(RAM.descendsFrom(type), type.word());
        }
    }

    @Test
    void shouldDescendInOneStepOrInSeveral() {
        assertEquals(Set.of(PHYSICAL, RAM, DISPATCHER), all(ENDPOINT::descendsFrom));
        assertEquals(Set.of(PHYSICAL, RAM, FRAME), all(FRAME::descendsFrom));
        assertEquals(Set.of(PHYSICAL), all(PHYSICAL::descendsFrom));
    }

    /** So that an offset which is a multiple of what the type is made in never splits what lies beside it. */
    @Test
    void shouldMakeEveryTypeInPowersOfTwo() {
        for (var type : CapabilityType.values()) {
            assertEquals(1, Long.bitCount(type.granularityBytes()), type.word());
            assertEquals(type, CapabilityType.of(type.word()).orElseThrow());
        }
    }

    private static Set<CapabilityType> all(Predicate<CapabilityType> isSuch) {
        return Stream.of(CapabilityType.values()).filter(isSuch).collect(Collectors.toSet());
    }
}
