package multikernel.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/** The program keeps every rule of the house. That the rules can fail is shown by {@link RulesTest}. */
@Execution(CONCURRENT)
class ArchitectureTest {

    private static final House PROGRAM = House.program();

    @Test
    void shouldHaveClassesToLookAt() {
        assertFalse(PROGRAM.known().toList().isEmpty());
    }

    @Test
    void shouldKnowTheFloorOfEveryPackage() {
        assertEquals(List.of(), FloorRules.strangers(PROGRAM));
    }

    @Test
    void shouldImportOnlyFromFloorsBelow() throws Exception {
        var found = new ArrayList<>(FloorRules.imports(PROGRAM));
        for (var source : Source.under(Path.of("src", "main", "java"))) {
            found.addAll(FloorRules.importLines(PROGRAM, source.packageName(), source.lines()));
        }
        assertEquals(List.of(), found);
    }

    @Test
    void shouldHaveNoCycles() {
        assertEquals(List.of(), FloorRules.cycles(PROGRAM));
    }

    @Test
    void shouldShareMemoryOnlyInUrpcAndRuntime() {
        assertEquals(List.of(), SharingRules.violations(PROGRAM));
    }

    @Test
    void shouldExemptNobodyWhoDoesNotNeedIt() {
        assertEquals(List.of(), SharingRules.idle(PROGRAM, SharingRules.EXEMPTIONS));
    }

    @Test
    void shouldGiveAReasonForEveryExemption() {
        assertTrue(SharingRules.EXEMPTIONS.stream()
                .noneMatch(exemption -> exemption.reason().isBlank()));
        assertTrue(Stream.of(MessageRules.LOCAL, MessageRules.HANDED_OVER)
                .flatMap(reasons -> reasons.values().stream())
                .noneMatch(String::isBlank));
    }

    @Test
    void shouldForgeMemoryAndOpenClosedFieldsOnlyInMemoryAndUrpc() {
        assertEquals(List.of(), AccessRules.violations(PROGRAM));
    }

    @Test
    void shouldReachTheWordsOfARingInOneClassAndInOrder() {
        assertEquals(List.of(), RingRules.violations(PROGRAM));
    }

    @Test
    void shouldKeepTheFunctionalCorePure() {
        assertEquals(List.of(), PurityRules.violations(PROGRAM));
    }

    @Test
    void shouldKeepNoStateInClassesOfTheFunctionalCore() {
        assertEquals(List.of(), PurityRules.staticState(PROGRAM));
    }

    @Test
    void shouldSendOnlyWhatCanNeverChangeBetweenCores() {
        assertEquals(List.of(), MessageRules.violations(PROGRAM));
    }

    /** Whatever goes from one monitor to another goes through these three, and none of them takes a reference. */
    @Test
    void shouldTakeOnlyBytesFromOneMonitorToAnother() {
        var bytes =
                Set.of("long", "int", "boolean", "java.lang.foreign.MemorySegment", "multikernel.runtime.Incarnation");
        var found = PROGRAM.classes().stream()
                .filter(type -> Set.of("ControlChannel", "ControlHandler", "ControlRing")
                        .contains(type.getSimpleName()))
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> !method.getModifiers().contains(JavaModifier.PRIVATE))
                .filter(method -> !method.getName().equals("drain"))
                .filter(method -> !method.getRawParameterTypes().stream()
                        .allMatch(parameter -> bytes.contains(parameter.getName())))
                .map(JavaMethod::getFullName)
                .toList();
        assertEquals(List.of(), found);
    }
}
