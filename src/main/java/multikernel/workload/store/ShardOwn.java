package multikernel.workload.store;

import java.util.ArrayDeque;
import multikernel.codec.Bytes;
import multikernel.domain.shard.ShardShell;

/**
 * The partitions of a sharded store that have their place on one core: what is asked of them goes through the group of
 * each, wherever its owner is.
 */
final class ShardOwn implements Own {

    final ShardShell shell;
    private final ShardStates states;
    private final Order order = new Order();
    private final Replies scratch = new Replies(1 << 12);
    private final ArrayDeque<Batch> unsent = new ArrayDeque<>();

    ShardOwn(ShardShell shell, ShardStates states) {
        this.shell = shell;
        this.states = states;
    }

    @Override
    public int partitions() {
        return states.partitions();
    }

    @Override
    public void begin() {
        // Each partition looks at where its part of the frame is mapped.
    }

    @Override
    public boolean isAtHand(long hash) {
        return false;
    }

    @Override
    public void execute(Command command, Request request, long nowMillis, int version, Replies into) {
        throw new IllegalStateException(command + " goes through the group of its partition");
    }

    @Override
    public void take(
            int partition,
            Command command,
            Request request,
            long nowMillis,
            Connection from,
            Awaited awaited,
            int part) {
        scratch.clear();
        Order.write(partition, command, request, nowMillis, awaited.version(), scratch);
        shell.submit(partition, command.writes(), Bytes.copyOf(scratch.bytes(), 0, scratch.size()), (Asker) reply -> {
            awaited.arrived(part, reply, 0, reply.length);
            from.advanceSoon();
        });
    }

    @Override
    public void perform(StoreDispatcher.Orders orders, long nowMillis) {
        var batch = new Batch(orders, unsent);
        var bytes = orders.orders().bytes();
        var at = 0;
        for (int each = 0; each < orders.count(); each++) {
            var end = order.read(bytes, at);
            var command = Bytes.copyOf(bytes, at, end - at);
            shell.submit(order.partition(), order.command().writes(), command, batch.order(each));
            at = end;
        }
        depart();
    }

    @Override
    public void depart() {
        shell.depart();
        for (var batch = unsent.poll(); batch != null; batch = unsent.poll()) {
            batch.send();
        }
    }

    /** What this core holds itself, whether it owns it or not. */
    long keys() {
        return states.keys();
    }

    @Override
    public void sweep(long nowMillis, long nowNanos) {
        shell.ticked();
        states.sweep(shell, nowMillis);
    }
}
