package multikernel.workload.store;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Supplier;

/** The one partition of a core, in the core's own frame: what is asked of it is done at once. */
final class OwnPartition implements Own {

    /** Homes of which what has expired is removed at each sweep. */
    static final int SWEEP_HOMES = 1 << 15;

    private final int own;
    private final int partitions;
    private final FramePartition partition;
    private final Supplier<MemorySegment> frame;
    private final Order order = new Order();
    private final Replies aside = new Replies(1 << 12);
    private int sweptTo;

    /**
     * @param own place of this core among so many of the domain
     * @param frame as it is mapped now
     */
    OwnPartition(StoreSettings settings, int own, int cores, Supplier<MemorySegment> frame) {
        this.own = own;
        this.frame = frame;
        partitions = cores;
        partition = new FramePartition(
                own, cores, settings.memory(), settings.limits().bulkBytes());
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public void begin() {
        partition.over(frame.get());
    }

    @Override
    public boolean isAtHand(long hash) {
        return partitions == 1 || KeyHash.partition(hash, partitions) == own;
    }

    @Override
    public void execute(Command command, Request request, long nowMillis, int version, Replies into) {
        into.speak(version);
        if (command.writes()) {
            partition.write(command, request, nowMillis, into);
        } else {
            partition.read(command, request, nowMillis, into);
        }
    }

    @Override
    public void take(
            int at, Command command, Request request, long nowMillis, Connection from, Awaited awaited, int part) {
        aside.clear();
        execute(command, request, nowMillis, awaited.version(), aside);
        awaited.arrived(part, Arrays.copyOf(aside.bytes(), aside.size()), 0, aside.size());
    }

    @Override
    public void perform(StoreDispatcher.Orders orders, long nowMillis) {
        begin();
        var bytes = orders.orders().bytes();
        var at = 0;
        var answers = new Replies(1 << 12);
        for (int each = 0; each < orders.count(); each++) {
            at = order.read(bytes, at);
            var head = answers.reserve(Way.HEAD_BYTES);
            order.execute(partition, nowMillis, answers);
            ByteBuffer.wrap(answers.bytes())
                    .putInt(head, each)
                    .putInt(head + Integer.BYTES, answers.size() - head - Way.HEAD_BYTES);
            if (answers.size() > Way.ANSWERS_BYTES && each + 1 < orders.count()) {
                orders.answer(Cargo.copyOf(answers));
                answers.clear();
            }
        }
        orders.answer(Cargo.copyOf(answers));
    }

    @Override
    public void depart() {
        // Nothing waits here.
    }

    @Override
    public void sweep(long nowMillis, long nowNanos) {
        begin();
        sweptTo = partition.sweep(sweptTo, SWEEP_HOMES, nowMillis);
    }
}
