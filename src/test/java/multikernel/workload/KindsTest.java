package multikernel.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import multikernel.domain.Kind;
import org.junit.jupiter.api.Test;

class KindsTest {

    @Test
    void shouldBeFoundByNameAndTakeTheirOwnDefaults() {
        var kinds = ServiceLoader.load(Kind.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(kind -> kind.getClass().getPackageName().startsWith("multikernel.workload"))
                .toList();
        assertEquals(
                List.of("database", "fault", "store", "web"),
                kinds.stream().map(Kind::name).sorted().toList());
        kinds.forEach(Kind::prepare);
        kinds.forEach(kind -> assertEquals(Optional.empty(), kind.refusal(Map.of()), kind.name()));
    }

    @Test
    void shouldNameTheSettingAndTheFixOfAWrongValue() {
        assertEquals(
                "setting port is '99999': give a whole number from 0 to 65535",
                new WebKind().refusal(Map.of("port", "99999")).orElseThrow());
        assertEquals(
                "setting items is 'many': give a whole number from 5 to 1000000",
                new DatabaseKind().refusal(Map.of("items", "many")).orElseThrow());
        var limits = new WebKind().refusal(Map.of("query-millis", "5000")).orElseThrow();
        assertTrue(limits.contains("query-millis") && limits.contains("request-millis"), limits);
    }
}
