package multikernel.ownership;

import static multikernel.ownership.Talk.APP;
import static multikernel.ownership.Talk.PAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import multikernel.base.CoreId;
import multikernel.capability.CapabilityType;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A core is lost after each step of each protocol, in many orders: nothing is lost with it, and nobody waits for ever.
 */
@Execution(CONCURRENT)
class CrashEverywhereTest {

    private static final int SCHEDULES = 5;

    enum Protocol {
        COPY(talk -> {
            var frame = talk.frame(0, 1);
            var there = talk.copy(0, frame, 1);
            talk.ask(1, new Request.Copy(there, CoreId.of(2), APP));
        }),
        MOVE(talk -> talk.ask(0, new Request.Move(talk.frame(0, 1), CoreId.of(1), APP))),
        MOVE_ON(talk -> {
            var frame = talk.frame(0, 1);
            talk.ask(0, new Request.Move(frame, CoreId.of(1), APP));
            talk.run();
            var there = talk.slots(1).getFirst().address();
            talk.ask(1, new Request.Copy(there, CoreId.of(2), APP));
            talk.ask(1, new Request.Move(there, CoreId.of(0), APP));
        }),
        RETYPE(talk -> {
            var ram = talk.allocate(0, 4);
            var there = talk.copy(0, ram, 1);
            talk.ask(1, new Request.Retype(there, 0, CapabilityType.FRAME, 2, PAGE));
            talk.ask(0, new Request.Retype(ram, PAGE, CapabilityType.FRAME, 2, PAGE));
        }),
        MAP_AND_UNMAP(talk -> {
            var frame = talk.frame(0, 1);
            talk.placed(0, new Request.MapOn(frame, List.of(CoreId.of(0), CoreId.of(1), CoreId.of(2)), true));
            var there = talk.slots(1).getFirst().address();
            talk.ask(1, new Request.Unmap(there));
        }),
        REVOKE(talk -> {
            var ram = talk.allocate(0, 4);
            var there = talk.copy(0, ram, 1);
            var frame = talk.placed(1, new Request.Retype(there, 0, CapabilityType.FRAME, 1, PAGE))
                    .getFirst()
                    .address();
            talk.placed(1, new Request.MapOn(frame, List.of(CoreId.of(0), CoreId.of(2)), true));
            talk.placed(2, new Request.Subscribe(talk.slots(2).getFirst().address()));
            talk.ask(1, new Request.Revoke(there));
        }),
        DELETE(talk -> {
            var frame = talk.frame(0, 1);
            var there = talk.copy(0, frame, 1);
            var further = talk.copy(0, frame, 2);
            talk.ask(0, new Request.Delete(frame));
            talk.ask(1, new Request.Delete(there));
            talk.ask(2, new Request.Delete(further));
        }),
        STEAL(talk -> {
            talk.allocate(0, 16);
            talk.ask(0, new Request.Allocate(12 * PAGE));
            talk.ask(0, new Request.Allocate(12 * PAGE));
        }),
        ALL_AT_ONCE(talk -> {
            var ram = talk.allocate(0, 8);
            var there = talk.copy(0, ram, 1);
            var further = talk.copy(0, ram, 2);
            talk.ask(1, new Request.Retype(there, 0, CapabilityType.FRAME, 2, PAGE));
            talk.ask(2, new Request.Retype(further, PAGE, CapabilityType.RAM, 2, PAGE));
            talk.ask(2, new Request.Revoke(further));
            talk.ask(1, new Request.Copy(there, CoreId.of(2), APP));
            talk.ask(1, new Request.Delete(there));
        });

        private final Consumer<Talk> begin;

        Protocol(Consumer<Talk> begin) {
            this.begin = begin;
        }
    }

    enum Loss {
        ENDED_AT_ONCE,
        STUCK_FIRST,
        TOLD_ONE_AFTER_THE_OTHER
    }

    @ParameterizedTest
    @EnumSource
    void shouldSurviveTheLossOfAnyCoreAfterAnyStep(Protocol protocol) {
        for (var loss : Loss.values()) {
            for (int seed = 0; seed < SCHEDULES; seed++) {
                for (int victim = 0; victim < 3; victim++) {
                    boolean isOver = false;
                    for (int steps = 0; !isOver; steps++) {
                        isOver = lose(protocol, loss, seed, victim, steps);
                    }
                }
            }
        }
    }

    /** Whether the protocol was over before the loss. */
    private static boolean lose(Protocol protocol, Loss loss, int seed, int victim, int steps) {
        var what = protocol + " " + loss + ", schedule " + seed + ": core " + victim + " after " + steps + " steps";
        try {
            var talk = new Talk(3, 16);
            protocol.begin.accept(talk);
            var random = new Random(seed);
            boolean isOver = false;
            for (int step = 0; step < steps && !isOver; step++) {
                isOver = !talk.stepAny(random);
            }
            switch (loss) {
                case ENDED_AT_ONCE -> {
                    talk.crash(victim);
                    talk.view(talk.live(victim));
                    talk.end(victim);
                }
                case STUCK_FIRST -> {
                    talk.suspect(victim);
                    talk.runAny(random);
                    untouched(talk, victim);
                    talk.end(victim);
                }
                case TOLD_ONE_AFTER_THE_OTHER -> oneAfterTheOther(talk, victim, random);
            }
            talk.runAny(random);
            talk.check();
            talk.rejoin(victim);
            talk.runAny(random);
            talk.check();
            deleteAll(talk);
            return isOver;
        } catch (AssertionError | RuntimeException failed) {
            throw new AssertionError(what, failed);
        }
    }

    /** What a core that may still run holds is free nowhere. */
    private static void untouched(Talk talk, int victim) {
        for (var slot : talk.slots(victim)) {
            var object = slot.capability().object();
            for (int core : talk.live()) {
                for (var range : talk.cores[core].free()) {
                    assertFalse(object.overlaps(range.base(), range.bytes()), () -> object + " is free on " + core);
                }
            }
        }
    }

    private static void oneAfterTheOther(Talk talk, int victim, Random random) {
        talk.crash(victim);
        var live = new ArrayList<>(talk.live(victim));
        if (random.nextBoolean()) {
            live = new ArrayList<>(live.reversed());
        }
        talk.nextView(live);
        for (int core : live) {
            talk.tellView(core);
            for (int few = random.nextInt(4); few > 0; few--) {
                talk.stepAny(random);
            }
        }
        for (int core : live) {
            talk.tell(core, new OwnershipEvent.Ended(CoreId.of(victim), 1));
            for (int few = random.nextInt(6); few > 0; few--) {
                talk.stepAny(random);
            }
        }
    }

    private static void deleteAll(Talk talk) {
        for (int core : talk.live()) {
            talk.tell(core, new OwnershipEvent.DomainEnded(APP));
        }
        talk.run();
        talk.check();
        long free = talk.live().stream()
                .mapToLong(core -> talk.cores[core].availableBytes())
                .sum();
        assertEquals(talk.regionBytes, free, "all memory is free again");
    }
}
