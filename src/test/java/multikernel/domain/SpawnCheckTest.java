package multikernel.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.runtime.DispatcherContext;
import org.junit.jupiter.api.Test;

class SpawnCheckTest {

    private record Sort(String name, boolean isSharded) implements Kind {

        @Override
        public List<Setting> settings() {
            return List.of(new Setting("size", "7", "how large"));
        }

        @Override
        public Optional<String> refusal(DomainSpec domain) {
            return domain.shards() > 1000 && "7".equals(domain.settings().get("size"))
                    ? Optional.of("size 7 of " + domain.cores())
                    : Optional.empty();
        }

        @Override
        public Behavior<?> create(DispatcherContext context) {
            return Behaviors.empty();
        }
    }

    private final SpawnCheck check =
            new SpawnCheck(Map.of("whole", new Sort("whole", false), "split", new Sort("split", true)), 2);

    private String refused(String kind, int shards, Map<String, String> settings) {
        var domain = new DomainSpec("d", kind, List.of(CoreId.of(0)), shards, settings);
        return check.refusal(domain)
                .map(Outcome.Refused::toString)
                .map(text -> text.replaceFirst("^.*refusal=", ""))
                .orElse("");
    }

    @Test
    void shouldLetOnlyThoseKindsHaveShardsThatSayThatTheyCan() {
        assertEquals("", refused("whole", 0, Map.of()));
        assertEquals("", refused("split", 0, Map.of()));
        assertEquals("", refused("split", 1, Map.of()));
        assertEquals("", refused("split", 65_536, Map.of("size", "8")));
        assertEquals(
                Refusal.NOT_SUPPORTED + ", detail=shards = 1; kind whole has none]", refused("whole", 1, Map.of()));
        var most = Refusal.NOT_SUPPORTED + ", detail=shards = %d; give 0 to 65536]";
        assertEquals(most.formatted(65_537), refused("split", 65_537, Map.of("size", "8")));
        assertEquals(most.formatted(-1), refused("split", -1, Map.of()));
    }

    @Test
    void shouldAskTheKindAboutTheWholeDomainWithEverySettingFilledIn() {
        assertEquals(Refusal.BAD_SETTING + ", detail=size 7 of [core-0]]", refused("split", 2000, Map.of()));
    }
}
