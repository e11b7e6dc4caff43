package multikernel.simulation.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import multikernel.base.CoreId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model has the shape that the paper gives its machine, and gives back the cells that it was made from. */
class ModelTest {

    private static final int A_KILOCYCLE = 1000;

    @ParameterizedTest
    @CsvSource({
        "2x4-intel, 8, 0, 1, 180, 11.97",
        "2x4-intel, 8, 0, 2, 570, 3.78",
        "2x4-intel, 8, 0, 7, 570, 3.78",
        "2x2-amd, 4, 0, 1, 450, 3.42",
        "2x2-amd, 4, 1, 2, 532, 3.19",
        "4x4-amd, 16, 0, 3, 448, 3.57",
        "4x4-amd, 16, 0, 4, 545, 3.53",
        "4x4-amd, 16, 0, 15, 558, 3.52",
        "8x4-amd, 32, 0, 3, 538, 2.77",
        "8x4-amd, 32, 0, 31, 613, 2.79",
        "8x4-amd, 32, 0, 8, 618, 2.75",
        "8x4-amd, 32, 0, 16, 618, 2.75"
    })
    void shouldGiveBackTheCellsOfTableTwo(
            String machine, int cores, int from, int to, long latency, double messagesAKilocycle) throws Exception {
        var model = Shipped.model(machine);
        assertEquals(cores, model.count());
        var cost = model.of(CoreId.of(from), CoreId.of(to));
        assertEquals(latency, cost.total());
        assertEquals(A_KILOCYCLE / messagesAKilocycle, cost.receive(), 0.5);
    }

    @Test
    void shouldCountHopsOverTheLinksOfThePaper() throws Exception {
        var model = Shipped.model("8x4-amd");
        assertEquals(1 + 3, model.distance(0, 4 * 4), "0-1, 1-2, 2-4");
        assertEquals(1 + 2, model.distance(0, 4 * 6), "0-7, 7-6");
        assertEquals(1 + 1, model.distance(4 * 2, 4 * 4));
        assertEquals(0, model.distance(4, 7));
    }

    @Test
    void shouldPayTheFarTripForALineThatIsHomedFarFromBoth() throws Exception {
        var model = Shipped.model("8x4-amd");
        var near = model.of(CoreId.of(16), CoreId.of(17), model.packageOf(CoreId.of(16)));
        assertEquals(538, near.total());
        assertEquals(618, model.of(CoreId.of(16), CoreId.of(17), 0).total());
    }

    @Test
    void shouldMakeSyntheticMachinesOfAnySizeUpToTheMost() throws Exception {
        var parameters = Shipped.parameters();
        assertEquals(4096, Models.of("synthetic-4096", parameters).orElseThrow().count());
        assertEquals(64, Models.of("synthetic-4096", parameters).orElseThrow().packages());
        assertEquals(
                100,
                Models.of("synthetic-100", parameters).orElseThrow().cores().size());
        for (var name : new String[] {"synthetic-4097", "synthetic-1", "synthetic-x", "synthetic", "9x9-amd", "all"}) {
            assertEquals(Optional.empty(), Models.of(name, parameters), name);
        }
    }

    @ParameterizedTest
    @CsvSource({"2x4-intel", "2x2-amd", "4x4-amd", "8x4-amd", "smelt-2x10", "2x96", "synthetic-512"})
    void shouldMakeNoMessageCheaperThanOneOfFewerHops(String machine) throws Exception {
        var costs = Shipped.model(machine).byDistance();
        for (int at = 1; at < costs.size(); at++) {
            assertTrue(costs.get(at).total() >= costs.get(at - 1).total(), costs::toString);
        }
    }
}
