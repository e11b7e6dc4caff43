package multikernel.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import multikernel.monitor.Pauses.Done;
import multikernel.monitor.Pauses.Pause;
import org.junit.jupiter.api.Test;

class PausesTest {

    private final Pauses pauses = new Pauses(10);

    private List<Pause> look(long stops, long millis) {
        return pauses.look(Map.of("young", new Done(stops, millis)));
    }

    @Test
    void shouldTellAStopThatIsAsLongAsABudget() {
        look(3, 500);
        assertEquals(List.of(new Pause("young", 1, 10)), look(4, 510));
        assertEquals(List.of(), look(4, 510));
    }

    @Test
    void shouldNotTellStopsThatAreShortHoweverMany() {
        look(0, 0);
        assertEquals(List.of(), look(1, 9));
        assertEquals(List.of(), look(11, 99));
    }

    @Test
    void shouldNotTellWhatWasBeforeTheFirstLook() {
        assertEquals(List.of(), look(100, 100_000));
    }

    @Test
    void shouldTellEachCollectorByItself() {
        pauses.look(Map.of("young", new Done(0, 0), "old", new Done(0, 0)));
        assertEquals(
                List.of(new Pause("old", 2, 700)),
                pauses.look(Map.of("young", new Done(1, 3), "old", new Done(2, 700))));
    }
}
