package multikernel.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Who may import whom. Byte code tells most of it; import lines tell of constants that the compiler copied. */
final class FloorRules {

    private static final Pattern IMPORT = Pattern.compile("import (?:static )?([\\w.]+);");

    /** In every class with a lambda for an interface that is serializable, as Akka's are. */
    private static final Set<String> MADE_BY_COMPILER = Set.of("java.lang.invoke.SerializedLambda");

    private FloorRules() {}

    static List<String> strangers(House house) {
        return house.classes().stream()
                .filter(type -> !House.FLOORS.containsKey(house.packageOf(type)))
                .map(type -> type.getName() + " is in a package that is not in the table of floors")
                .sorted()
                .toList();
    }

    static List<String> imports(House house) {
        return house.known()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream()
                        .map(Dependency::getTargetClass)
                        .map(JavaClass::getBaseComponentType)
                        .filter(target -> !target.isPrimitive() && !MADE_BY_COMPILER.contains(target.getName()))
                        .map(target -> refusal(house, type.getPackageName(), target.getPackageName(), target.getName()))
                        .filter(reason -> !reason.isEmpty())
                        .map(reason -> house.nameOf(type) + " " + reason))
                .distinct()
                .sorted()
                .toList();
    }

    static List<String> importLines(House house, String packageName, List<String> lines) {
        var found = new ArrayList<String>();
        for (var line : lines) {
            var matcher = IMPORT.matcher(line);
            if (matcher.matches() && matcher.group(1).startsWith(house.root() + ".")) {
                var reason = refusal(house, packageName, matcher.group(1), matcher.group(1));
                if (!reason.isEmpty()) {
                    found.add(packageName + " " + reason);
                }
            }
        }
        return found;
    }

    static List<String> cycles(House house) {
        var result = SlicesRuleDefinition.slices()
                .matching(house.root() + ".(**)")
                .should()
                .beFreeOfCycles()
                .evaluate(house.classes());
        return result.getFailureReport().getDetails();
    }

    private static String refusal(House house, String from, String to, String target) {
        var home = house.packageOf(from);
        var floor = House.FLOORS.get(home);
        var other = house.packageOf(to);
        if (floor == null || home.equals(other) || to.equals(house.root())) {
            return "";
        }
        if (other.isEmpty()) {
            return allows(floor, to) ? "" : "imports " + target + ", a library that its floor may not know";
        }
        var below = House.FLOORS.get(other);
        if (below == null) {
            return "imports " + target + ", which is on no floor";
        }
        return below.number() < floor.number()
                ? ""
                : "on floor " + floor.number() + " imports " + target + " from floor " + below.number();
    }

    private static boolean allows(House.Floor floor, String library) {
        var restricted =
                House.RESTRICTED.stream().filter(root -> within(library, root)).findFirst();
        if (restricted.isPresent()) {
            return floor.libraries().contains(restricted.get());
        }
        return Stream.concat(House.EVERYWHERE.stream(), floor.libraries().stream())
                .anyMatch(root -> within(library, root));
    }

    private static boolean within(String packageName, String root) {
        return packageName.equals(root) || packageName.startsWith(root + ".");
    }
}
