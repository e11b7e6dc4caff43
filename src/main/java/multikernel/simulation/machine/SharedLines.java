package multikernel.simulation.machine;

import java.util.Arrays;
import java.util.SplittableRandom;
import multikernel.base.CoreId;

/**
 * Cores that all update the same lines, one after another, without a lock, as fast as they can. An update reads a line
 * and writes it, which is one round trip to fetch it and one to invalidate the others: as long as a message. A line is
 * with one core at a time and goes to those who want it in the order in which they asked; all are homed with core 0.
 */
public final class SharedLines {

    private static final int HOME = 0;

    private final Model model;
    private final int cores;
    private final Homes homes;
    private final Agenda agenda = new Agenda();
    private final long[] free;
    private final int[] owner;

    public SharedLines(Model model, int cores, int lines) {
        this.model = model;
        this.cores = cores;
        homes = new Homes(model.packages(), model.homeCycles());
        free = new long[lines];
        owner = new int[lines];
    }

    /**
     * @param updates that each core makes; the first half is not counted
     * @param random by how much each begins later
     */
    public Updated run(int updates, SplittableRandom random) {
        var line = new int[cores];
        var done = new int[cores];
        var beganAt = new long[cores];
        var cycles = new long[cores * (updates - updates / 2)];
        int counted = 0;
        long halfAt = 0;
        for (int core = 0; core < cores; core++) {
            agenda.put(random.nextInt(cores) * model.updateCycles(), core);
        }
        while (counted < cycles.length) {
            int core = agenda.take();
            if (line[core] == free.length) {
                if (done[core]++ >= updates / 2) {
                    cycles[counted++] = agenda.now() - beganAt[core];
                    halfAt = counted == 1 ? agenda.now() : halfAt;
                }
                line[core] = 0;
            }
            if (done[core] < updates) {
                beganAt[core] = line[core] == 0 ? agenda.now() : beganAt[core];
                agenda.put(has(core, line[core]++), core);
            }
        }
        Arrays.sort(cycles);
        return new Updated(cycles, (double) (agenda.now() - halfAt) / Math.max(1, counted - 1));
    }

    /** @return when the core has updated this line */
    private long has(int core, int line) {
        long begins = Math.max(agenda.now(), free[line]);
        long takes = model.updateCycles() / free.length;
        if (owner[line] != core) {
            for (int request = 0; request < model.requests(); request++) {
                takes += homes.wait(HOME, begins + takes);
            }
            takes += model.of(CoreId.of(owner[line]), CoreId.of(core), HOME).total();
            owner[line] = core;
        }
        free[line] = begins + takes;
        return free[line];
    }
}
