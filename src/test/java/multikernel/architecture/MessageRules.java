package multikernel.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What crosses cores: every sealed interface of the packages that talk, and every record of {@code base}. */
final class MessageRules {

    private static final Set<String> TALKING = Set.of("agreement", "monitor", "runtime");

    /** Sealed interfaces whose values never leave the thread that made them, with the reason. */
    static final Map<String, String> LOCAL = Map.of();

    private MessageRules() {}

    static List<String> violations(House house) {
        var found = new TreeSet<String>();
        house.classes().stream().filter(type -> crosses(house, type)).forEach(type -> {
            found.addAll(Immutability.violations(type.reflect()));
            for (var each : house.classes()) {
                if (type.isEquivalentTo(each.reflect()) || each.isAssignableTo(type.reflect())) {
                    found.addAll(Immutability.uncopied(each));
                }
            }
        });
        return List.copyOf(found);
    }

    private static boolean crosses(House house, JavaClass type) {
        var home = house.packageOf(type);
        if (LOCAL.containsKey(house.nameOf(type))) {
            return false;
        }
        if (home.equals("base")) {
            return type.isRecord() && Modifier.isPublic(type.reflect().getModifiers());
        }
        return TALKING.contains(home) && type.isInterface() && type.reflect().isSealed();
    }
}
