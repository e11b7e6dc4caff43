package multikernel.simulation.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import multikernel.simulation.machine.Parameter.How;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every number says where it comes from, and a doubtful one says so. */
class ParametersTest {

    @Test
    void shouldMarkAsAssumedWhatIsDoubtfulInItsSource() throws Exception {
        var parameters = Shipped.parameters().list();
        var doubtful = parameters.stream()
                .filter(each -> each.source().contains("'?'"))
                .toList();
        assertEquals(14, doubtful.size());
        assertTrue(doubtful.stream().allMatch(each -> each.how() == How.ASSUMED), doubtful::toString);
        assertTrue(parameters.stream().noneMatch(each -> each.source().contains("figure")), parameters::toString);
    }

    @Test
    void shouldTellTwoTextsApartByTheirHash() throws Exception {
        var text = Shipped.text();
        var hash = Parameters.parse(text).hash();
        assertEquals(hash, Parameters.parse(text).hash());
        assertNotEquals(
                hash,
                Parameters.parse(text.replace("8x4-amd | lrpc           | 1549", "8x4-amd | lrpc | 1550"))
                        .hash());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8x4-amd | lrpc | 1549 | given",
                "8x4-amd | lrpc | 1549 | given | ",
                "8x4-amd | lrpc | 1549 | guessed | table 1",
                "a | b | 1 | given | c\na | b | 2 | given | c"
            })
    void shouldRefuseANumberWithoutASourceOrTwice(String text) {
        assertThrows(IllegalArgumentException.class, () -> Parameters.parse(text));
    }

    @Test
    void shouldChangeOneNumberAndNoOther() throws Exception {
        var parameters = Shipped.parameters();
        var latency = parameters.get("8x4-amd", "latency.hops-2");
        var more = parameters.with(latency, 1.5);
        assertEquals(927, more.number("8x4-amd", "latency.hops-2"));
        assertEquals(List.of(more.get("8x4-amd", "latency.hops-2")), differences(parameters, more));
        assertNotEquals(parameters.hash(), more.hash());
    }

    private static List<Parameter> differences(Parameters one, Parameters other) {
        var list = new HashSet<>(one.list());
        return other.list().stream().filter(each -> !list.contains(each)).toList();
    }

    @Test
    void shouldListAMachinesCostsWithThoseItShares() throws Exception {
        var names = Shipped.parameters().costsOf("2x4-intel").stream()
                .map(each -> each.machine() + " " + each.name())
                .toList();
        assertTrue(names.contains("2x4-intel home-nanos"), names::toString);
        assertTrue(names.contains("all send-share"), names::toString);
        assertTrue(!names.contains("all home-nanos") && !names.contains("2x4-intel cores"), names::toString);
    }
}
