package multikernel.simulation.machine;

import java.util.Arrays;
import java.util.SplittableRandom;
import multikernel.base.CoreId;

/** Core 0 keeps the state, and every other core sends it one request after another and waits for each answer. */
public final class Server {

    private static final CoreId SELF = CoreId.of(0);

    private final Model model;
    private final int cores;
    private final Homes homes;
    private final Agenda agenda = new Agenda();
    private long free;

    /** @param cores the server's included: two or more */
    public Server(Model model, int cores) {
        this.model = model;
        this.cores = cores;
        homes = new Homes(model.dies(), model.homeCycles());
    }

    /**
     * @param updates that each client wants; the first half is not counted
     * @param random by how much each begins later
     */
    public Updated run(int updates, SplittableRandom random) {
        int clients = cores - 1;
        var done = new int[cores];
        var cycles = new long[clients * (updates - updates / 2)];
        int counted = 0;
        long halfAt = 0;
        for (int core = 1; core < cores; core++) {
            agenda.put(random.nextInt(cores) * model.updateCycles(), core);
        }
        while (counted < cycles.length) {
            int core = agenda.take();
            long now = agenda.now();
            long answered = answered(CoreId.of(core), now);
            if (done[core]++ >= updates / 2) {
                cycles[counted++] = answered - now;
                halfAt = counted == 1 ? now : halfAt;
            }
            if (done[core] < updates) {
                agenda.put(answered, core);
            }
        }
        Arrays.sort(cycles);
        return new Updated(cycles, (double) (agenda.now() - halfAt) / Math.max(1, counted - 1), agenda.puts());
    }

    /** Requests are served in the order in which they were sent. */
    private long answered(CoreId client, long now) {
        var request = model.of(client, SELF);
        var answer = model.of(SELF, client);
        long seen = now + request.send() + homes.wait(0, now) + request.transfer();
        long begins = Math.max(seen, free);
        free = begins + homes.wait(0, begins) + request.receive() + model.updateCycles() + answer.send();
        return free + answer.transfer() + answer.receive();
    }
}
