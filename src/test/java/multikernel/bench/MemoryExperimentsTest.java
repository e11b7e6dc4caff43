package multikernel.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import multikernel.hardware.Machine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Shapes alone: what was measured says nothing on a machine that runs tests. */
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MemoryExperimentsTest {

    /** More cores than this machine has CPUs. */
    private static final int CORES = Machine.probe().allowed().size() + 1;

    private static final List<String> SYSTEM =
            List.of("munmap 4096", "munmap 16384", "mprotect 4096", "mprotect 16384");

    private static final int AGAIN_MAX = 20;

    private final List<String> notes = new ArrayList<>();

    private Results run(Bench bench) {
        assumeTrue(CORES > 2, "a machine of one CPU");
        return bench.run(Duration.ofMillis(1), CORES, notes::add);
    }

    private boolean isCompiled() {
        return notes.stream().noneMatch(note -> note.startsWith("munmap and mprotect are left out"));
    }

    private static TreeSet<String> subjects(Results results, String metric, int cores) {
        var found = new TreeSet<String>();
        results.rows().stream()
                .filter(row -> row.unit().equals("ns")
                        && metric.equals(row.parameters().get("metric"))
                        && Objects.equals(row.parameters().get("cores"), cores))
                .map(row -> row.subject() + " " + row.parameters().getOrDefault("bytes", ""))
                .map(String::strip)
                .forEach(found::add);
        return found;
    }

    private static void assertWhole(Results results) {
        assertTrue(
                results.rows().stream().allMatch(row -> row.samples() > 0 && row.max() >= row.p50()),
                results::toString);
        assertTrue(
                results.rows().stream().allMatch(row -> List.of("ns", "bytes").contains(row.unit())),
                results::toString);
        var there = results.ratios().stream()
                .map(ratio -> List.of(ratio.of(), ratio.to(), ratio.metric()))
                .toList();
        assertTrue(
                results.ratios().stream()
                        .allMatch(ratio -> there.contains(List.of(ratio.to(), ratio.of(), ratio.metric()))),
                results::toString);
    }

    @Test
    void shouldTakeAFrameAwayByTwoThreadsAndThroughANodeBesideEveryPeer() {
        var results = run(Bench.UNMAP);
        assertWhole(results);
        var peers = new TreeSet<>(List.of("arena 4096", "multikernel 4096", "park and unpark"));
        if (isCompiled()) {
            peers.addAll(SYSTEM);
        }
        assertEquals(peers, subjects(results, "unmap", 2));
        assertEquals(peers, subjects(results, "unmap", CORES));
        for (var cores : List.of(2, CORES)) {
            assertEquals(new TreeSet<>(List.of("multikernel 4096")), subjects(results, "unmap and free", cores));
        }
        assertEquals(new TreeSet<>(List.of("multikernel 4096", "multikernel 16384")), subjects(results, "zero", 2));
        var through = results.rows().stream()
                .flatMap(row -> Stream.ofNullable(row.parameters().get("through")))
                .distinct()
                .toList();
        assertEquals(List.of("two threads", "a node"), through);
    }

    @Test
    void shouldSendTheMessagesOfAnUnmapOverTreesOfTwoCoresAndMore() {
        var results = run(Bench.SHOOTDOWN);
        assertWhole(results);
        var peers = new TreeSet<>(List.of("arena 4096", "multikernel", "park and unpark"));
        if (isCompiled()) {
            peers.add("mprotect 4096");
        }
        assertEquals(peers, subjects(results, "shootdown", 2));
        for (var again = 0; again < AGAIN_MAX && !comparesTrees(results); again++) {
            results = run(Bench.SHOOTDOWN);
        }
        assertTrue(comparesTrees(results), results.toString());
    }

    /** As it does where both were in slices of one placement, which is chance in so short a run. */
    private static boolean comparesTrees(Results results) {
        return results.ratios().stream()
                .anyMatch(ratio -> ratio.metric().equals("shootdown, " + CORES + " cores and 2"));
    }

    @Test
    void shouldCommitInTwoPhasesOneAtATimeAndManyUnderWay() {
        var results = run(Bench.TWO_PHASE_COMMIT);
        assertWhole(results);
        for (var cores : List.of(2, CORES)) {
            assertEquals(
                    new TreeSet<>(List.of("multikernel", "park and unpark")),
                    subjects(results, "two-phase commit", cores));
        }
        var depths = results.rows().stream()
                .flatMap(row -> Stream.ofNullable(row.parameters().get("under way")))
                .distinct()
                .toList();
        assertEquals(List.of(1, 32), depths);
    }

    @Test
    void shouldMeasureEachOperationOnCapabilities() {
        var results = run(Bench.CAPABILITY);
        assertWhole(results);
        for (var task : MemoryTask.values()) {
            assertEquals(new TreeSet<>(List.of("multikernel 4096")), subjects(results, task.metric(), 2));
        }
    }
}
