package multikernel.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** Each rule of the house refuses its break in {@code fixture}, and no more than that. */
class RulesTest {

    private static final House FIXTURE = House.fixture();
    private static final String ROOT = FIXTURE.root();

    @Test
    void shouldRefuseAPackageWithoutAFloor() {
        assertEquals(
                List.of(ROOT + ".attic.Stranger is in a package that is not in the table of floors"),
                FloorRules.strangers(FIXTURE).stream()
                        .filter(line -> !line.contains("package-info"))
                        .toList());
    }

    @Test
    void shouldRefuseAnImportFromAboveAndALibraryOfAnotherFloor() {
        assertEquals(
                List.of(
                        "base.Upward on floor 0 imports " + ROOT + ".monitor.Gossip from floor 4",
                        "cli.Forger imports akka.actor.typed.ActorRef, a library that its floor may not know",
                        "cli.Forger imports java.lang.foreign.MemorySegment, a library that its floor may not know"),
                FloorRules.imports(FIXTURE));
    }

    @Test
    void shouldRefuseAnImportLineThatByteCodeNoLongerShows() {
        var lines = List.of("import static " + ROOT + ".service.Limits.LIMIT;", "import java.util.List;");
        assertEquals(
                1, FloorRules.importLines(FIXTURE, ROOT + ".monitor", lines).size());
        assertEquals(List.of(), FloorRules.importLines(FIXTURE, ROOT + ".cli", lines));
    }

    @Test
    void shouldRefuseACycleOfNestedPackages() {
        var found = FloorRules.cycles(FIXTURE);
        assertTrue(found.stream().anyMatch(line -> line.contains("workload.web")), found::toString);
    }

    @Test
    void shouldRefuseLocksAndVolatilesAboveTheRuntime() {
        assertEquals(
                List.of("java.util.concurrent.locks.ReentrantLock", "synchronized", "volatile"),
                SharingRules.violations(FIXTURE).stream()
                        .map(line -> line.substring("service.Locked uses ".length(), line.indexOf(';')))
                        .toList());
    }

    @Test
    void shouldRefuseAnExemptionThatNothingNeeds() {
        var used = new SharingRules.Exemption("service.Locked", "volatile", "a reason");
        var idle = new SharingRules.Exemption("service.Gone", "volatile", "a reason");
        assertEquals(List.of(idle), SharingRules.idle(FIXTURE, List.of(used, idle)));
    }

    @Test
    void shouldRefuseForgedSegmentsAndOpenedFields() {
        assertEquals(
                List.of(
                        "cli.Forger uses java.lang.foreign.MemorySegment.ofAddress; only memory and urpc may",
                        "cli.Forger uses java.lang.foreign.MemorySegment.reinterpret; only memory and urpc may",
                        "cli.Forger uses java.lang.reflect.Field.setAccessible; only memory and urpc may"),
                AccessRules.violations(FIXTURE));
    }

    @Test
    void shouldRefuseWordsOfARingThatAreReadInNoOrderOrPastTheirClass() {
        assertEquals(
                List.of(
                        "urpc.RingPeeker calls java.lang.foreign.MemorySegment.get; only urpc.Slots may",
                        "urpc.Slots.header calls java.lang.invoke.VarHandle.get, which orders nothing"),
                RingRules.violations(FIXTURE));
    }

    @Test
    void shouldRefuseTimeChanceAndThreadsInTheFunctionalCore() {
        assertEquals(
                List.of(
                        "monitor.Impure is in the functional core and uses java.lang.System.nanoTime",
                        "monitor.Impure is in the functional core and uses java.lang.Thread",
                        "monitor.Impure is in the functional core and uses java.util.Random without a seed"),
                PurityRules.violations(FIXTURE));
    }

    @Test
    void shouldRefuseStateOfAClassInTheFunctionalCore() {
        assertEquals(
                List.of(
                        ROOT + ".monitor.Impure.NAMES is static and holds what can change",
                        ROOT + ".monitor.Impure.count is static and not final"),
                PurityRules.staticState(FIXTURE));
    }

    @Test
    void shouldRefuseMessagesThatCanChange() {
        assertEquals(
                List.of(
                        ROOT + ".base.Bytes.bytes is [B, which may change",
                        ROOT + ".monitor.Carried$Content.content is [I, which may change",
                        ROOT + ".monitor.Gossip$Buffer.text is java.lang.StringBuilder, which may change",
                        ROOT + ".monitor.Gossip$Mixed.things<java.lang.Object> is java.lang.Object, which may change",
                        ROOT + ".monitor.Gossip$Names keeps a collection that its constructor does not copy"),
                MessageRules.violations(FIXTURE));
    }

    @Test
    void shouldTellValuesThatCanChangeFromThoseThatCannot() {
        var captured = new int[] {1};
        IntUnaryOperator counter = add -> captured[0] += add;
        IntUnaryOperator twice = value -> 2 * value;
        assertTrue(Immutability.isImmutable(List.of("a", 1, List.of())));
        assertTrue(Immutability.isImmutable(twice));
        for (var changing : List.of(new ArrayList<>(), List.of(new StringBuilder()), captured, counter)) {
            assertTrue(!Immutability.isImmutable(changing), changing::toString);
        }
    }
}
