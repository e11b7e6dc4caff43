package multikernel.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import multikernel.agreement.CommitMessage.Answer;
import multikernel.base.CoreId;
import multikernel.base.Tree;
import org.junit.jupiter.api.Test;

/** Histories of doubt that seeds rarely come upon: 0 sends to 1 and 3, and 1 passes on to 2. */
class CommitDoubtTest {

    private static final Tree TREE =
            new Tree(core(0), Map.of(core(0), List.of(core(1), core(3)), core(1), List.of(core(2))));

    /** Takes an answer for one that was given in the view of now. */
    private static final CommitBug COUNTS_OLD_ANSWERS =
            CommitBug.hearing((start, said) -> said instanceof Answer<String> answer
                    ? new Answer<>(answer.operation(), answer.ballot(), start.view.number(), answer.standing())
                    : said);

    @Test
    void shouldNotAbortOnAnAnswerThatWasGivenBeforeACommitCameThrough() {
        var world = overtakenAnswer(CommitBug.NONE);
        world.settle(new Random(1), 0);
        assertEquals(1, world.start(core(3), 1).done.size());
        assertEquals(1, world.start(core(2), 1).done.size());
    }

    @Test
    void shouldFindWhoCountsAnAnswerOfAnEarlierView() {
        var found = assertThrows(AssertionError.class, () -> overtakenAnswer(COUNTS_OLD_ANSWERS));
        assertTrue(String.valueOf(found.getMessage()).contains("(AC1)"), found.getMessage());
    }

    @Test
    void shouldStayInDoubtWhileTheCoordinatorIsOnlySuspected() {
        var world = agreed(CommitBug.NONE);
        world.lose(start(world, 0));
        world.settle(new Random(1), 0);
        assertTrue(start(world, 3).done.isEmpty() && start(world, 2).done.isEmpty());
        var attempt = world.invariants.attempts.values().iterator().next();
        assertTrue(attempt.aborted.isEmpty(), attempt.aborted::toString);
        world.crash(start(world, 0));
        world.settle(new Random(1), 0);
        assertEquals(3, attempt.aborted.size());
    }

    /** 2 answers 3 that it is in doubt; then it hears of the commit from 1, which is lost as the coordinator was. */
    private static CommitWorld overtakenAnswer(CommitBug bug) {
        var world = agreed(bug);
        deliver(world, 1, 0);
        deliver(world, 3, 0);
        deliver(world, 0, 1);
        lose(world, 0);
        tell(world, 3);
        tell(world, 2);
        deliver(world, 3, 2);
        world.crash(start(world, 1));
        deliver(world, 1, 2);
        world.work(start(world, 2));
        world.lose(start(world, 1));
        world.end(start(world, 1));
        tell(world, 3);
        deliver(world, 2, 3);
        deliver(world, 2, 3);
        return world;
    }

    private static void lose(CommitWorld world, int core) {
        world.crash(start(world, core));
        world.lose(start(world, core));
        world.end(start(world, core));
    }

    /** Everyone has agreed, and nothing has reached the coordinator. */
    private static CommitWorld agreed(CommitBug bug) {
        var world = new CommitWorld(4, bug);
        world.invariants.faulty = true;
        List.of(0, 1, 2, 3).forEach(each -> world.start(core(each)));
        List.of(0, 1, 2, 3).forEach(each -> tell(world, each));
        var coordinator = start(world, 0);
        world.begin(coordinator, coordinator.nextOperation(), 1, Phases.TWO, TREE);
        deliver(world, 0, 1);
        deliver(world, 1, 2);
        deliver(world, 0, 3);
        List.of(0, 2, 3, 1).forEach(each -> world.answer(start(world, each), true));
        deliver(world, 2, 1);
        return world;
    }

    private static void tell(CommitWorld world, int core) {
        var start = start(world, core);
        while (!start.views.isEmpty()) {
            world.tellView(start);
        }
        while (!start.endings.isEmpty()) {
            world.tellEnding(start);
        }
    }

    private static void deliver(CommitWorld world, int from, int to) {
        world.deliver(world.loaded.stream()
                .filter(link -> link.from() == start(world, from) && link.to() == start(world, to))
                .findFirst()
                .orElseThrow());
    }

    private static CommitStart start(CommitWorld world, int core) {
        return world.start(core(core), 1);
    }

    private static CoreId core(int index) {
        return CoreId.of(index);
    }
}
