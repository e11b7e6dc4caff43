package multikernel.simulation.machine;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
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
    private final List<Line> lines;

    /** A line, the core that had it last, and the cores that wait for it while another one has it. */
    private static final class Line {
        private final ArrayDeque<Integer> waiting = new ArrayDeque<>();
        private int owner;
        private boolean taken;
    }

    public SharedLines(Model model, int cores, int lines) {
        this.model = model;
        this.cores = cores;
        homes = new Homes(model.dies(), model.homeCycles());
        this.lines = Stream.generate(Line::new).limit(lines).toList();
    }

    /**
     * @param updates that each core makes; the first half is not counted
     * @param random by how much each begins later
     */
    public Updated run(int updates, SplittableRandom random) {
        var at = new int[cores];
        var done = new int[cores];
        var beganAt = new long[cores];
        var cycles = new long[cores * (updates - updates / 2)];
        int counted = 0;
        long firstAt = 0;
        Arrays.fill(at, -1);
        for (int core = 0; core < cores; core++) {
            agenda.put(random.nextInt(cores) * model.updateCycles(), core);
        }
        while (counted < cycles.length) {
            int core = agenda.take();
            if (at[core] >= 0) {
                release(lines.get(at[core]));
            }
            if (at[core] == lines.size() - 1) {
                if (done[core]++ >= updates / 2) {
                    cycles[counted++] = agenda.now() - beganAt[core];
                    firstAt = counted == 1 ? agenda.now() : firstAt;
                }
                at[core] = -1;
            }
            if (done[core] < updates) {
                beganAt[core] = at[core] < 0 ? agenda.now() : beganAt[core];
                at[core]++;
                want(lines.get(at[core]), core);
            }
        }
        Arrays.sort(cycles);
        return new Updated(cycles, (double) (agenda.now() - firstAt) / Math.max(1, counted - 1), agenda.puts());
    }

    private void want(Line line, int core) {
        if (line.taken) {
            line.waiting.addLast(core);
        } else {
            take(line, core);
        }
    }

    private void release(Line line) {
        line.taken = false;
        var next = line.waiting.pollFirst();
        if (next != null) {
            take(line, next);
        }
    }

    private void take(Line line, int core) {
        long takes = model.updateCycles() / lines.size();
        if (line.owner != core) {
            for (int request = 0; request < model.requests(); request++) {
                takes += homes.wait(HOME, agenda.now() + takes);
            }
            takes += model.of(CoreId.of(line.owner), CoreId.of(core), HOME).total();
        }
        line.owner = core;
        line.taken = true;
        agenda.put(agenda.now() + takes, core);
    }
}
