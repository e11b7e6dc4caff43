package multikernel.simulation;

import java.util.ArrayList;
import java.util.SplittableRandom;
import multikernel.simulation.Start.Fate;

/** What befalls the cores of a world, until it is to heal. */
final class Faults {

    private final World world;
    private final Options options;
    private final SplittableRandom random;
    private int left;

    Faults(World world, SplittableRandom random) {
        this.world = world;
        this.options = world.options;
        this.random = random;
        this.left = options.faults();
    }

    boolean isOver() {
        return left == 0;
    }

    /** One core fails, stands still or is taken for stuck, now or soon. */
    boolean fault() {
        var running = new ArrayList<Start>();
        for (var start : world.present) {
            if (start.isRunning() && world.view().admits(start.core, start.incarnation)) {
                running.add(start);
            }
        }
        if (left == 0 || running.size() < 2) {
            return false;
        }
        var start = running.get(random.nextInt(running.size()));
        if (isLast(start)) {
            return false;
        }
        left--;
        switch (random.nextInt(6)) {
            case 0 -> world.end(start);
            case 1 -> start.pausesAtClose = true;
            case 2 -> {
                start.effectsUntilFault = random.nextInt(6);
                start.faultIsPause = random.nextInt(3) == 0;
            }
            case 3 -> {
                start.paused = true;
                world.befalls(start, "stands still");
            }
            case 4 -> {
                start.paused |= random.nextBoolean();
                world.suspect(start);
            }
            default -> world.suspect(start);
        }
        return true;
    }

    /** Whether no other core, or none that has joined, is sure to stay. */
    private boolean isLast(Start start) {
        for (var member : world.view().members()) {
            var other = world.latest(member.core().index());
            if ((member.joined() || !options.sparesLast())
                    && other != null
                    && other != start
                    && other.isRunning()
                    && !other.paused
                    && !other.pausesAtClose
                    && other.effectsUntilFault == Integer.MAX_VALUE) {
                return false;
            }
        }
        return true;
    }

    /** Who stood still goes on, or ends if it was taken for stuck. */
    boolean goOn() {
        for (var start : world.present) {
            if (start.fate == Fate.FENCED && !options.endures() && random.nextInt(4) == 0) {
                world.end(start);
                return true;
            }
            if (start.paused && random.nextBoolean()) {
                if (start.isRunning() && random.nextInt(4) == 0) {
                    world.suspect(start);
                } else {
                    world.goOn(start);
                }
                return true;
            }
        }
        return false;
    }
}
