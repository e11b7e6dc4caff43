package multikernel.architecture;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How a ring's words are reached: in {@code urpc.Slots} alone, by acquire and release or, by their only writer, opaque.
 * A stress test on x86 cannot see a word that is read plainly; this can.
 */
final class RingRules {

    private static final String SLOTS = "urpc.Slots";
    private static final String RINGS = "urpc.Ring";
    private static final String HANDLE = "java.lang.invoke.VarHandle.";
    private static final String SEGMENT = "java.lang.foreign.MemorySegment.";

    private static final Set<String> MODES = Set.of("getAcquire", "setRelease", "getOpaque", "setOpaque");

    /** Slots copies a payload plainly: the header's acquire or release stands between it and the other side. */
    private static final Set<String> COPIES = Set.of("put", "putWhole", "payload");

    /** What the ends ask of their memory; none of it reads or writes a word, but for zeroing before there is a ring. */
    private static final Set<String> HARMLESS =
            Set.of("address", "byteSize", "isNative", "isReadOnly", "asSlice", "fill");

    private RingRules() {}

    static List<String> violations(House house) {
        return house.known()
                .flatMap(type -> broken(house, type))
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<String> broken(House house, JavaClass type) {
        var name = house.nameOf(type);
        if (name.equals(SLOTS)) {
            return accesses(type)
                    .filter(access -> !isOrdered(access))
                    .map(access -> name + "." + access.getOrigin().getName() + " calls " + AccessRules.called(access)
                            + ", which orders nothing");
        }
        if (name.startsWith(RINGS)) {
            return accesses(type)
                    .filter(access -> !isHarmless(access))
                    .map(access -> name + " calls " + AccessRules.called(access) + "; only " + SLOTS + " may");
        }
        return Stream.empty();
    }

    private static Stream<JavaAccess<?>> accesses(JavaClass type) {
        return type.getAccessesFromSelf().stream()
                .filter(access -> AccessRules.called(access).startsWith(HANDLE)
                        || AccessRules.called(access).startsWith(SEGMENT))
                .map(access -> (JavaAccess<?>) access);
    }

    private static boolean isOrdered(JavaAccess<?> access) {
        var called = AccessRules.called(access);
        var name = access.getTarget().getName();
        return called.startsWith(HANDLE)
                ? MODES.contains(name)
                : COPIES.contains(access.getOrigin().getName())
                        || access.getOrigin().getName().equals("<clinit>");
    }

    private static boolean isHarmless(JavaAccess<?> access) {
        return AccessRules.called(access).startsWith(SEGMENT)
                && HARMLESS.contains(access.getTarget().getName());
    }
}
