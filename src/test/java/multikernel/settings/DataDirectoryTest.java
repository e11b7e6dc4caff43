package multikernel.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataDirectoryTest {

    private static final Map<String, String> HOME = Map.of("HOME", "/ada");

    @Test
    void shouldFollowTheRulesForState() {
        assertEquals(
                Path.of("/ada/.local/state/multikernel/127.0.0.1-8080"), DataDirectory.of(HOME, "127.0.0.1", 8080));
        assertEquals(
                Path.of("/state/multikernel/127.0.0.2-1"),
                DataDirectory.of(Map.of("HOME", "/ada", "XDG_STATE_HOME", "/state"), "127.0.0.2", 1));
    }

    @Test
    void shouldIgnoreAStateHomeThatIsRelative() {
        assertEquals(
                Path.of("/ada/.local/state/multikernel/127.0.0.1-1"),
                DataDirectory.of(Map.of("HOME", "/ada", "XDG_STATE_HOME", "state"), "127.0.0.1", 1));
    }

    @Test
    void shouldPreferWhatIsSetForTheMultikernel() {
        assertEquals(Path.of("/data"), DataDirectory.of(Map.of("MULTIKERNEL_DATA", "/data"), "127.0.0.1", 8080));
    }

    @Test
    void shouldGiveOneNameToOneAddressHoweverItIsSpelled() {
        assertEquals(DataDirectory.of(HOME, "127.0.0.1", 1), DataDirectory.of(HOME, "localhost", 1));
        assertEquals(DataDirectory.of(HOME, "::1", 1), DataDirectory.of(HOME, "[::1]", 1));
    }

    @Test
    void shouldSayWhatToSetWhereNothingCanBeDerived() {
        var bad = assertThrows(BadSetting.class, () -> DataDirectory.of(Map.of(), "127.0.0.1", 1));
        assertEquals(1, bad.line().lines().count());
    }
}
