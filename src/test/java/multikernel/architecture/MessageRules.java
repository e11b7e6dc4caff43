package multikernel.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What crosses cores: every sealed interface of the packages that talk, and every record of {@code base}. */
final class MessageRules {

    private static final Set<String> TALKING = Set.of("agreement", "ownership", "monitor", "runtime");

    /** Sealed interfaces whose values never leave the thread that made them, with the reason. */
    static final Map<String, String> LOCAL =
            Map.of("runtime.Placement", "a dispatcher's choice of core, made and used where its configuration is read");

    /** Parts of messages that could change and are handed over all the same, with the reason. */
    static final Map<String, String> HANDED_OVER = Map.ofEntries(
            Map.entry("runtime.NodeCommand$LoopEnded.cause", "the last word of a thread that has ended"),
            Map.entry("runtime.NodeCommand$OnFence.close", "made to be run by a host thread, wherever the core stands"),
            Map.entry(
                    "runtime.NodeCommand$ElectBy.election",
                    "handed over once by the floor that has it; any thread may use it"),
            Map.entry("runtime.NodeCommand$IsToResign.done", "made to be run by the guardian's host thread"),
            Map.entry("metrics.LinkTally", "counters that one core writes and the sampler reads"),
            Map.entry("metrics.PartitionTally", "counters that one core writes and the sampler reads"),
            Map.entry("metrics.RequestTally", "counters that one core writes and the sampler reads"),
            Map.entry("multicast.GroupMessage$Down.message", "a program's, looked at when its domain is spawned"),
            Map.entry("runtime.GroupLetter$Enter.gate", "counts what host threads have entered; any thread may use it"),
            Map.entry("multicast.Share.part", "a program's, looked at when it is handed in"));

    private MessageRules() {}

    static List<String> violations(House house) {
        var found = new TreeSet<String>();
        house.classes().stream().filter(type -> crosses(house, type)).forEach(type -> {
            Immutability.violations(type.reflect()).stream()
                    .filter(line -> HANDED_OVER.keySet().stream()
                            .noneMatch(part -> line.startsWith(house.root() + "." + part + " ")))
                    .forEach(found::add);
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
