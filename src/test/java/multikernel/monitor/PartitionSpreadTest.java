package multikernel.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import multikernel.monitor.PartitionSpread.Home;
import org.junit.jupiter.api.Test;

class PartitionSpreadTest {

    private final PartitionSpread spread = new PartitionSpread(4);

    @Test
    void shouldPlaceByCores() {
        var homes = Map.of("a", 4, "b", 2);
        var partitions = new TreeMap<String, List<String>>(Map.of("a", new ArrayList<>(), "b", new ArrayList<>()));
        for (var i = 0; i < 12; i++) {
            at(partitions, spread.place(homes(homes, partitions))).add("p" + i);
        }
        assertEquals(8, at(partitions, "a").size());
        assertEquals(4, at(partitions, "b").size());
        assertEquals(Set.of(), spread.moves(homes(homes, partitions), Set.of()));
    }

    @Test
    void shouldGiveANodeThatJoinsItsShareAndMoveNothingElse() {
        var cores = Map.of("a", 2, "b", 2, "c", 2);
        var partitions = new TreeMap<String, List<String>>(
                Map.of("a", numbered("a", 6), "b", numbered("b", 6), "c", new ArrayList<>()));
        var moved = settle(cores, partitions);
        assertEquals(4, moved);
        partitions.values().forEach(each -> assertEquals(4, each.size()));
    }

    @Test
    void shouldMoveNoMoreAtOnceThanItMay() {
        var homes = List.of(new Home("a", 1, numbered("a", 100)), new Home("b", 1, List.of()));
        assertEquals(4, spread.moves(homes, Set.of()).size());
        assertEquals(1, spread.moves(homes, Set.of("a1", "a2", "a3")).size());
        assertEquals(Set.of(), spread.moves(homes, Set.of("a1", "a2", "a3", "a4")));
    }

    @Test
    void shouldKnowNobodyToMoveToWhenItIsAlone() {
        assertEquals(Set.of(), spread.moves(List.of(new Home("a", 1, numbered("a", 9))), Set.of()));
        assertEquals(Set.of(), spread.moves(List.of(), Set.of()));
    }

    /** However many nodes, cores and partitions: it ends, evenly, and takes only from who had too many. */
    @Test
    void shouldBecomeEvenInFewMoves() {
        for (var seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            var cores = new TreeMap<String, Integer>();
            var partitions = new TreeMap<String, List<String>>();
            for (var node = 0; node < 1 + random.nextInt(6); node++) {
                cores.put("n" + node, 1 + random.nextInt(8));
                partitions.put("n" + node, numbered("n" + node + "-", random.nextInt(30)));
            }
            var before = partitions.values().stream().mapToInt(List::size).sum();
            var tooMany = partitions.entrySet().stream()
                    .mapToDouble(each -> Math.max(0, each.getValue().size() - share(each.getKey(), cores, before)))
                    .sum();
            var moved = settle(cores, partitions);
            var what = "seed " + seed;
            assertTrue(isEven(homes(cores, partitions)), what);
            assertEquals(
                    before, partitions.values().stream().mapToInt(List::size).sum(), what);
            assertTrue(moved <= tooMany + cores.size(), what + ": " + moved + " moves for " + tooMany);
        }
    }

    /** No move would leave the one that gives with as much as the one that takes then has. */
    private static boolean isEven(List<Home> homes) {
        return homes.stream()
                .allMatch(most -> homes.stream()
                        .allMatch(fewest -> most.equals(fewest)
                                || (most.partitions().size() - 1.0) / most.cores()
                                        < (fewest.partitions().size() + 1.0) / fewest.cores()));
    }

    private static double share(String node, Map<String, Integer> cores, int partitions) {
        return (double) partitions
                * cores.getOrDefault(node, 0)
                / cores.values().stream().mapToInt(each -> each).sum();
    }

    /** Moves and places until nothing is to be moved. */
    private int settle(Map<String, Integer> cores, TreeMap<String, List<String>> partitions) {
        var moved = 0;
        for (var moves = spread.moves(homes(cores, partitions), Set.of());
                !moves.isEmpty();
                moves = spread.moves(homes(cores, partitions), Set.of())) {
            for (var partition : moves) {
                partitions.values().forEach(each -> each.remove(partition));
                moved++;
            }
            for (var partition : moves) {
                at(partitions, spread.place(homes(cores, partitions))).add(partition);
            }
            assertTrue(moved < 10_000, "it ends");
        }
        return moved;
    }

    private static List<Home> homes(Map<String, Integer> cores, Map<String, List<String>> partitions) {
        return cores.entrySet().stream()
                .map(each ->
                        new Home(each.getKey(), each.getValue(), partitions.getOrDefault(each.getKey(), List.of())))
                .toList();
    }

    private static List<String> at(Map<String, List<String>> partitions, String node) {
        return Objects.requireNonNull(partitions.get(node));
    }

    private static List<String> numbered(String prefix, int count) {
        return new ArrayList<>(
                IntStream.range(0, count).mapToObj(each -> prefix + each).toList());
    }
}
