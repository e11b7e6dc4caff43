package multikernel.shard;

import multikernel.agreement.group.Counters;
import multikernel.agreement.group.Counters.Change;
import multikernel.agreement.group.Linearizability;
import multikernel.agreement.group.Linearizability.Call;
import multikernel.agreement.group.Linearizability.Kind;
import multikernel.codec.Bytes;

/** Asks one thing at a time, of any node, and takes what it is told for true. */
final class ShardClient {

    private final ShardWorld world;
    private final int number;
    private long names;
    private int left;
    private boolean open;
    private boolean persistent;

    private Kind kind = Kind.READ;
    private int key;
    private long argument;
    private long name;
    private long calledAt;

    ShardClient(ShardWorld world, int number) {
        this.world = world;
        this.number = number;
    }

    boolean isIdle() {
        return !open && left == 0;
    }

    /** @param untilDone whether what is refused is asked for again, as something new */
    void begin(int calls, boolean untilDone) {
        persistent = untilDone;
        left = calls;
        if (!open) {
            next();
        }
    }

    int partition() {
        return key % world.options.partitions();
    }

    Change change() {
        return new Change(key, kind, argument, name);
    }

    private void next() {
        if (left > 0) {
            left--;
            open = true;
            kind = Kind.values()[world.random.nextInt(3)];
            key = world.random.nextInt(world.options.keys());
            argument = 1L + world.random.nextInt(1000);
            ask();
        }
    }

    private void ask() {
        names++;
        name = number * 1_000_000L + names;
        calledAt = world.now;
        var nodes = world.up();
        var node = nodes.get(world.random.nextInt(nodes.size()));
        world.submit(node.holder(partition()), this, kind != Kind.READ, change());
    }

    void answered(Bytes result) {
        if (kind == Kind.READ) {
            world.ledger.reads++;
        } else {
            world.ledger.answered(partition(), name);
        }
        world.ledger.called(partition(), key, new Call(kind, argument, Counters.number(result), calledAt, world.now));
        ended(false);
    }

    void refused(ShardRefusal why) {
        world.ledger.refusals++;
        if (kind == Kind.READ) {
            ShardLedger.require(!why.isUndecided(), "undecided is a read: " + why);
        } else if (why.isUndecided()) {
            world.ledger.undecided++;
            unreturned();
        } else {
            world.ledger.refused(partition(), name);
        }
        ended(persistent);
    }

    /** Whoever was asked has ended. */
    void lost() {
        if (kind != Kind.READ) {
            unreturned();
        }
        ended(persistent);
    }

    private void unreturned() {
        var call = new Call(kind, argument, 0, calledAt, Linearizability.NEVER);
        world.ledger.unreturned(partition(), key, name, call);
    }

    private void ended(boolean again) {
        left += again ? 1 : 0;
        world.after(1 + world.random.nextInt(60), this::goOn);
    }

    private void goOn() {
        open = false;
        next();
    }
}
