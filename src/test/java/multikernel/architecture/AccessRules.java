package multikernel.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Who may forge: make a segment of an address, or open what is closed. {@code memory} and {@code urpc} alone. */
final class AccessRules {

    private static final Set<String> FORGERS = Set.of("memory", "urpc");

    private static final Set<String> CALLS = Set.of(
            "java.lang.foreign.MemorySegment.ofAddress",
            "java.lang.foreign.MemorySegment.reinterpret",
            "java.lang.reflect.AccessibleObject.setAccessible",
            "java.lang.reflect.AccessibleObject.trySetAccessible",
            "java.lang.reflect.Field.setAccessible",
            "java.lang.reflect.Method.setAccessible",
            "java.lang.reflect.Constructor.setAccessible",
            "java.lang.invoke.MethodHandles.privateLookupIn");

    private static final Set<String> TYPES = Set.of("sun.misc.Unsafe", "jdk.internal.misc.Unsafe");

    private AccessRules() {}

    static List<String> violations(House house) {
        return house.classes().stream()
                .filter(type -> !FORGERS.contains(house.packageOf(type)))
                .flatMap(type ->
                        forged(type).map(what -> house.nameOf(type) + " uses " + what + "; only memory and urpc may"))
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<String> forged(JavaClass type) {
        var calls = type.getAccessesFromSelf().stream().map(AccessRules::called).filter(CALLS::contains);
        var types = type.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .map(target -> target.getBaseComponentType().getName())
                .filter(TYPES::contains);
        return Stream.concat(calls, types);
    }

    static String called(JavaAccess<?> access) {
        return access.getTargetOwner().getName() + "." + access.getTarget().getName();
    }
}
