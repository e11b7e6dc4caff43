package multikernel.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import org.junit.jupiter.api.Test;

class RelocationsTest {

    private static final CoreId ZERO = CoreId.of(0);
    private static final CoreId ONE = CoreId.of(1);
    private static final CoreId TWO = CoreId.of(2);
    private static final DomainSpec SHOP = new DomainSpec("shop", "fault", List.of(ZERO), 0, Map.of());

    private final Relocations relocations = new Relocations(2, 100);

    @Test
    void shouldChooseTheLeastLoadedCoreThatTheDomainIsNotOnAndTheLowestOfThose() {
        var load = Map.of(ZERO, 0, ONE, 3, TWO, 1);
        assertEquals(Optional.of(TWO), relocations.target(SHOP, List.of(ZERO, ONE, TWO), load::get, 0));
        assertEquals(Optional.of(ONE), relocations.target(SHOP, List.of(ONE, TWO), core -> 7, 0));
    }

    @Test
    void shouldChooseNoneWhereTheDomainIsOnEveryCore() {
        assertEquals(Optional.empty(), relocations.target(SHOP, List.of(ZERO), core -> 0, 0));
    }

    @Test
    void shouldMoveADomainSoOftenWithinTheWindowAndNoMore() {
        var online = List.of(ZERO, ONE);
        assertEquals(Optional.of(ONE), relocations.target(SHOP, online, core -> 0, 0));
        assertEquals(Optional.of(ONE), relocations.target(SHOP, online, core -> 0, 50));
        assertEquals(Optional.empty(), relocations.target(SHOP, online, core -> 0, 100));
        assertEquals(Optional.of(ONE), relocations.target(SHOP, online, core -> 0, 101));
        relocations.forget("shop");
        assertEquals(Optional.of(ONE), relocations.target(SHOP, online, core -> 0, 102));
    }
}
