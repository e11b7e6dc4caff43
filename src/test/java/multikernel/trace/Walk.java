package multikernel.trace;

import java.util.ArrayDeque;
import java.util.Random;
import multikernel.base.CoreId;
import multikernel.base.OperationId;

/** Two cores that do anything in any order, in rings that are too small for it, while the level changes. */
final class Walk {

    private record Sent(int from, long position) {}

    private final TwoCores world;
    private final Random random;
    private final long[] lanePositions = new long[2];
    private final long[] mailboxPositions = new long[2];
    private final ArrayDeque<Sent> underWay = new ArrayDeque<>();
    private long operations;

    Walk(TwoCores world, Random random) {
        this.world = world;
        this.random = random;
    }

    void run(int steps) {
        for (var step = 0; step < steps; step++) {
            world.now += random.nextInt(3);
            turn(random.nextInt(2));
        }
    }

    private void turn(int core) {
        if (random.nextInt(8) == 0) {
            world.level(Level.values()[random.nextInt(3)]);
        }
        var recorder = world.cores[core];
        recorder.turn();
        if (random.nextInt(4) == 0) {
            var began = world.now;
            world.now += random.nextInt(100);
            recorder.slept(began, world.now);
            return;
        }
        if (recorder.hasMessages()) {
            drain(core);
        }
        if (recorder.hasOperations() && random.nextBoolean()) {
            step(core);
        }
        recorder.worked();
    }

    private void drain(int core) {
        var recorder = world.cores[core];
        while (!underWay.isEmpty() && underWay.peek().from() != core) {
            var sent = underWay.remove();
            recorder.drains(sent.from(), sent.position());
            recorder.arrived(world.name("actor"), mailboxPositions[core]);
            world.handle(core, "actor", "message", mailboxPositions[core]++, random.nextInt(5), () -> {});
        }
        world.handle(core, "actor", 1, mailboxPositions[core]++, random.nextInt(5), () -> {
            world.now += random.nextInt(3);
            if (random.nextBoolean()) {
                recorder.sent(1 - core, lanePositions[core]);
                underWay.add(new Sent(core, lanePositions[core]++));
            }
            if (random.nextInt(5) == 0) {
                step(core);
            }
        });
    }

    private void step(int core) {
        var recorder = world.cores[core];
        var began = world.now;
        var operation = new OperationId(CoreId.of(random.nextInt(2)), 1, random.nextLong(++operations));
        switch (random.nextInt(4)) {
            case 0 -> recorder.begun(operation, "", "unmap", began);
            case 1 -> recorder.said(operation, "", "Vote", CoreId.of(1 - core), began);
            case 2 -> recorder.heard(operation, "", "Vote", CoreId.of(1 - core), began);
            default -> recorder.answered(operation, "", "done", 1, began);
        }
        if (random.nextBoolean()) {
            recorder.closed("a view", began);
        }
        world.now += random.nextInt(5);
        if (random.nextInt(10) > 0) {
            recorder.step("Vote", began);
        }
    }
}
