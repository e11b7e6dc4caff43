package multikernel.agreement;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import multikernel.base.CoreId;
import multikernel.base.Tree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/** One commit on four cores, and a core lost before and after each of its effects: alone, and with any other one. */
@Execution(CONCURRENT)
class CommitCrashTest {

    private static final int CORES = 4;
    private static final int ORDERS = Integer.getInteger("orders", 4);

    /** Flat, a chain, and one of each. */
    private static final List<Tree> TREES = List.of(
            new Tree(core(0), Map.of(core(0), List.of(core(1), core(2), core(3)))),
            new Tree(core(0), Map.of(core(0), List.of(core(1)), core(1), List.of(core(2)), core(2), List.of(core(3)))),
            new Tree(core(0), Map.of(core(0), List.of(core(1), core(3)), core(1), List.of(core(2)))));

    /** A core that dies once it has performed so many effects. */
    private record Death(int core, int effects) {}

    /** What is committed, how, and in which order things happen. */
    private record Story(Phases phases, Tree tree, int order, boolean refused) {}

    @Test
    void shouldKeepEveryInvariantWhereverOneCoreIsLost() {
        int histories = 0;
        for (var story : stories(4 * ORDERS)) {
            histories += each(story, CommitBug.NONE, List.of()).size();
        }
        assertTrue(histories > 4 * ORDERS * CORES, histories + " histories");
    }

    @Test
    void shouldKeepEveryInvariantWhereverTwoCoresAreLost() {
        int histories = 0;
        for (var story : stories(ORDERS)) {
            for (var first : each(story, CommitBug.NONE, List.of())) {
                histories += each(story, CommitBug.NONE, List.of(first)).size();
            }
        }
        assertTrue(histories > 100 * ORDERS, histories + " histories");
    }

    /** Runs the story with every one more death that can be told from others, and says which those are. */
    private static List<Death> each(Story story, CommitBug bug, List<Death> before) {
        var world = run(story, bug, before);
        var deaths = new ArrayList<Death>();
        for (int core = 0; core < CORES; core++) {
            int which = core;
            if (before.stream().anyMatch(death -> death.core == which)) {
                continue;
            }
            int effects = world.start(core(core), 1).effects;
            for (int after = 0; after <= effects; after++) {
                var deathsNow = new ArrayList<>(before);
                deathsNow.add(new Death(core, after));
                run(story, bug, deathsNow);
                deaths.add(deathsNow.getLast());
            }
        }
        return deaths;
    }

    private static List<Story> stories(int orders) {
        var stories = new ArrayList<Story>();
        for (int order = 0; order < orders; order++) {
            for (var tree : TREES) {
                stories.add(new Story(Phases.ONE, tree, order, false));
                stories.add(new Story(Phases.TWO, tree, order, false));
                stories.add(new Story(Phases.TWO, tree, order, true));
            }
        }
        return stories;
    }

    private static CommitWorld run(Story story, CommitBug bug, List<Death> deaths) {
        var random = new Random(story.order);
        var world = new CommitWorld(8, bug);
        world.invariants.faulty = !deaths.isEmpty();
        for (int core = 0; core < CORES; core++) {
            world.start(core(core));
        }
        world.settle(random, 0);
        for (var death : deaths) {
            world.start(core(death.core), 1).effectsUntilDeath = death.effects;
        }
        var coordinator = world.start(core(0), 1);
        try {
            world.begin(coordinator, coordinator.nextOperation(), 1, story.phases, story.tree);
            world.settle(random, story.refused ? 4 : 0);
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(story + ", " + deaths, failure);
        }
        return world;
    }

    private static CoreId core(int index) {
        return CoreId.of(index);
    }
}
