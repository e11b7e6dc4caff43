package multikernel.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The functional core decides from what it is handed: no thread, clock, chance, log, file, or state of a class. */
final class PurityRules {

    private static final Set<String> TYPES = Set.of(
            "java.lang.Thread",
            "java.lang.ThreadLocal",
            "java.lang.Runtime",
            "java.lang.ProcessHandle",
            "java.time.Clock",
            "java.security.SecureRandom");

    /** Durations are numbers with their unit in the name below floor 6. */
    private static final List<String> PACKAGES =
            List.of("java.io.", "java.net.", "java.nio.file.", "java.nio.channels.", "java.time.", "org.slf4j.");

    private static final Set<String> CALLS = Set.of(
            "java.lang.System.nanoTime",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.System.identityHashCode",
            "java.lang.System.out",
            "java.lang.System.err",
            "java.lang.Math.random",
            "java.util.UUID.randomUUID");

    private static final Set<String> SEEDED = Set.of("java.util.Random", "java.util.SplittableRandom");

    private PurityRules() {}

    static List<String> violations(House house) {
        return house.in(House.PURE)
                .flatMap(type -> Stream.of(types(type), calls(type), unseeded(type))
                        .flatMap(found -> found)
                        .map(what -> house.nameOf(type) + " is in the functional core and uses " + what))
                .distinct()
                .sorted()
                .toList();
    }

    static List<String> staticState(House house) {
        return house.in(House.PURE).flatMap(PurityRules::fields).sorted().toList();
    }

    private static Stream<String> types(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .map(target -> target.getBaseComponentType().getName())
                .filter(name -> TYPES.contains(name) || PACKAGES.stream().anyMatch(name::startsWith));
    }

    private static Stream<String> calls(JavaClass type) {
        return type.getAccessesFromSelf().stream().map(AccessRules::called).filter(CALLS::contains);
    }

    private static Stream<String> unseeded(JavaClass type) {
        return Stream.concat(
                        type.getConstructorCallsFromSelf().stream(), type.getConstructorReferencesFromSelf().stream())
                .filter(call -> SEEDED.contains(call.getTargetOwner().getName()))
                .filter(PurityRules::withoutParameters)
                .map(call -> call.getTargetOwner().getName() + " without a seed");
    }

    private static boolean withoutParameters(JavaCodeUnitAccess<?> call) {
        return call.getTarget().getRawParameterTypes().isEmpty();
    }

    private static Stream<String> fields(JavaClass type) {
        var found = new ArrayList<String>();
        for (var field : type.getFields()) {
            var modifiers = field.getModifiers();
            if (modifiers.contains(JavaModifier.STATIC) && !modifiers.contains(JavaModifier.FINAL)) {
                found.add(field.getFullName() + " is static and not final");
            }
        }
        for (var field : type.reflect().getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                field.setAccessible(true);
                try {
                    if (!Immutability.isImmutable(field.get(null))) {
                        found.add(type.getName() + "." + field.getName() + " is static and holds what can change");
                    }
                } catch (IllegalAccessException unreadable) {
                    throw new AssertionError(unreadable);
                }
            }
        }
        return found.stream();
    }
}
