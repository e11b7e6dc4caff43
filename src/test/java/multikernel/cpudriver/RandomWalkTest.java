package multikernel.cpudriver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A core where anything happens at any time: what is never to be seen, and what is to be seen at the end. */
class RandomWalkTest {

    private static final int STEPS = 300;
    private static final int DRAINERS_MAX = 4;
    private static final List<String> NAMES = List.of("shop", "stock", "mail");

    /** Somebody who was asked and has not answered. */
    private record Asked(String domain, int drainer) {}

    private final Dispatchers dispatchers = new Dispatchers(DRAINERS_MAX);
    private final Map<String, DomainSpec> wanted = new HashMap<>();
    private final Map<String, DomainSpec> running = new TreeMap<>();
    private final Map<Integer, String> drainers = new TreeMap<>();
    private final Map<Long, Asked> asked = new TreeMap<>();
    private final Set<String> ending = new HashSet<>();
    private final Set<String> stopped = new HashSet<>();
    private boolean coreDrains;
    private boolean leaves;
    private boolean hasSaidEmpty;
    private int unansweredDrainAlls;
    private int registered;

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldKeepOneDispatcherOfANameAndStopNoneThatDrains(long seed) {
        var random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            step(random, random.nextInt(100));
        }
        settle();
        if (coreDrains) {
            assertEquals(0, unansweredDrainAlls);
        } else {
            assertEquals(wanted, running);
        }
        on(new DriverEvent.DrainAll());
        settle();
        assertEquals(0, unansweredDrainAlls);
        if (random.nextBoolean()) {
            NAMES.forEach(name -> on(new DriverEvent.End(name)));
            settle();
            assertEquals(Map.of(), running);
        }
        on(new DriverEvent.Leave());
        settle();
        assertEquals(Map.of(), running);
        assertTrue(hasSaidEmpty);
    }

    private void step(Random random, int dice) {
        var name = NAMES.get(random.nextInt(NAMES.size()));
        if (dice < 25) {
            on(new DriverEvent.Start(
                    new DomainSpec(name, "kind-" + random.nextInt(2), List.of(CoreId.of(0)), 0, Map.of())));
        } else if (dice < 40) {
            on(new DriverEvent.End(name));
        } else if (dice < 60 && running.containsKey(name)) {
            int again = registered == 0 ? 1 : 1 + random.nextInt(registered);
            int drainer = name.equals(drainers.get(again)) ? again : ++registered;
            drainers.put(drainer, name);
            on(new DriverEvent.DrainerRegistered(name, drainer));
        } else if (dice < 68 && !drainers.isEmpty()) {
            end(List.copyOf(drainers.keySet()).get(random.nextInt(drainers.size())));
        } else if (dice < 84 && !asked.isEmpty()) {
            answer(List.copyOf(asked.keySet()).get(random.nextInt(asked.size())));
        } else if (dice < 94 && stopped.contains(name)) {
            gone(name);
        } else if (dice == 98 && running.containsKey(name)) {
            goneByItself(name);
        } else if (dice == 97 && random.nextInt(6) == 0) {
            on(new DriverEvent.Leave());
        } else if (dice == 99 && random.nextInt(3) == 0) {
            on(new DriverEvent.DrainAll());
        }
    }

    /** Everybody answers, everything that was stopped ends. */
    private void settle() {
        while (!asked.isEmpty() || !stopped.isEmpty()) {
            List.copyOf(asked.keySet()).forEach(this::answer);
            List.copyOf(new TreeSet<>(stopped)).forEach(this::gone);
        }
    }

    private void answer(long ticket) {
        asked.remove(ticket);
        on(new DriverEvent.Drained(ticket));
    }

    private void end(int drainer) {
        drainers.remove(drainer);
        asked.values().removeIf(each -> each.drainer() == drainer);
        on(new DriverEvent.DrainerGone(drainer));
    }

    /** Nobody spawns it again before the table of domains says so, unless that has said so already. */
    private void goneByItself(String name) {
        if (!ending.contains(name)) {
            wanted.remove(name);
        }
        gone(name);
    }

    private void gone(String name) {
        running.remove(name);
        ending.remove(name);
        stopped.remove(name);
        asked.values().removeIf(each -> each.domain().equals(name));
        on(new DriverEvent.Gone(name));
        new ArrayList<>(drainers.keySet())
                .stream().filter(drainer -> name.equals(drainers.get(drainer))).forEach(this::end);
    }

    private void on(DriverEvent event) {
        if (event instanceof DriverEvent.Start start && !coreDrains) {
            wanted.put(start.domain().name(), start.domain());
            if (!start.domain().equals(running.getOrDefault(start.domain().name(), start.domain()))) {
                ending.add(start.domain().name());
            }
        } else if (event instanceof DriverEvent.End end) {
            wanted.remove(end.domain());
            if (running.containsKey(end.domain())) {
                ending.add(end.domain());
            }
        } else if (event instanceof DriverEvent.DrainAll) {
            coreDrains = true;
            unansweredDrainAlls++;
        } else if (event instanceof DriverEvent.Leave) {
            coreDrains = true;
            leaves = true;
        }
        dispatchers.on(event).forEach(this::check);
    }

    private void check(DriverEffect effect) {
        switch (effect) {
            case DriverEffect.Spawn(var domain) -> {
                assertFalse(coreDrains);
                assertEquals(domain, wanted.get(domain.name()));
                assertNull(running.put(domain.name(), domain));
            }
            case DriverEffect.AskToDrain(var drainer, var ticket) -> {
                var domain = Objects.requireNonNull(drainers.get(drainer));
                assertTrue(running.containsKey(domain) && !stopped.contains(domain));
                asked.values().removeIf(each -> each.drainer() == drainer);
                assertNull(asked.put(ticket, new Asked(domain, drainer)));
            }
            case DriverEffect.Stop(var domain) -> {
                assertTrue(running.containsKey(domain));
                assertTrue(stopped.add(domain));
                assertTrue(
                        asked.values().stream().noneMatch(each -> each.domain().equals(domain)));
            }
            case DriverEffect.AllDrained all -> {
                assertTrue(unansweredDrainAlls > 0);
                assertEquals(Map.of(), asked);
                unansweredDrainAlls = 0;
            }
            case DriverEffect.AllEnded all -> {
                assertTrue(leaves && !hasSaidEmpty);
                assertEquals(Map.of(), running);
                hasSaidEmpty = true;
            }
            case DriverEffect.DrainerRefused(var domain, var max) -> {
                assertEquals(DRAINERS_MAX, max);
                assertTrue(running.containsKey(domain));
            }
        }
    }
}
