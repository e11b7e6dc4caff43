package multikernel.bench;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import multikernel.base.CoreId;
import multikernel.domain.Domain;
import multikernel.urpc.Channel;
import org.jspecify.annotations.Nullable;

/** One dispatcher of a group that is measured: the first core's sends, the second core's is slow where one is to be. */
final class GroupEnd extends AbstractBehavior<GroupEnd.Told> {

    static final int SLOW_MILLIS = 2;
    static final int UNDER_WAY = 4;

    /** Messages to all before everyone has said that the last of them is there. */
    private static final int BATCH = 64;

    private static final int TIMES_MAX = 1 << 20;
    private static final double P99 = 0.99;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** How the sender reaches the others. */
    enum Way {
        MULTICAST,
        SEND_TO_EACH,
        ANYCAST,
        IN_TURN
    }

    /** What a dispatcher is told. */
    sealed interface Told {
        record Begin(long nanos) implements Told {}

        /** @param replyTo told {@link There}; null if nobody waits */
        record Work(long sentNanos, @Nullable ActorRef<Told> replyTo) implements Told {}

        record There(long sentNanos) implements Told {}
    }

    private static final Told QUIET = new Told.Work(0, null);

    private final CoreId core;
    private final Way way;
    private final Consumer<Slice> told;
    private final Supplier<Domain<Told>> domain;
    private final List<ActorRef<Told>> members = new ArrayList<>();
    private final long[] times = new long[TIMES_MAX];
    private long began;
    private long until;
    private long cpuBegan;
    private int sent;
    private int awaited;
    private int turn;

    private GroupEnd(
            ActorContext<Told> context, CoreId core, Way way, Consumer<Slice> told, Supplier<Domain<Told>> domain) {
        super(context);
        this.core = core;
        this.way = way;
        this.told = told;
        this.domain = domain;
    }

    /** @param domain that it is one of, asked for once it is told to begin */
    static Behavior<Told> create(CoreId core, Way way, Consumer<Slice> told, Supplier<Domain<Told>> domain) {
        return Behaviors.setup(context -> new GroupEnd(context, core, way, told, domain));
    }

    @Override
    public Receive<Told> createReceive() {
        return newReceiveBuilder()
                .onMessage(Told.Work.class, this::onWork)
                .onMessage(Told.There.class, this::onThere)
                .onMessage(Told.Begin.class, this::onBegin)
                .build();
    }

    private Behavior<Told> onBegin(Told.Begin begin) {
        members.clear();
        var all = domain.get();
        all.cores().forEach(each -> members.add(all.on(each)));
        sent = 0;
        awaited = 0;
        began = System.nanoTime();
        until = began + begin.nanos();
        cpuBegan = THREADS.getCurrentThreadCpuTime();
        goOn();
        return this;
    }

    private Behavior<Told> onWork(Told.Work work) {
        if (isSlow()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(SLOW_MILLIS));
        }
        var replyTo = work.replyTo();
        if (replyTo != null) {
            replyTo.tell(new Told.There(work.sentNanos()));
        }
        return this;
    }

    private boolean isSlow() {
        return core.index() == 1 && !isToAll();
    }

    private Behavior<Told> onThere(Told.There there) {
        awaited--;
        if (isToAll()) {
            if (awaited == 0) {
                goOn();
            }
        } else {
            times[sent % TIMES_MAX] = System.nanoTime() - there.sentNanos();
            sent++;
            goOn();
        }
        return this;
    }

    private boolean isToAll() {
        return way == Way.MULTICAST || way == Way.SEND_TO_EACH;
    }

    private void goOn() {
        if (System.nanoTime() - until < 0) {
            send();
        } else if (awaited == 0) {
            told.accept(isToAll() ? slice() : latencies());
        }
    }

    private void send() {
        if (isToAll()) {
            for (int each = 1; each < BATCH; each++) {
                toAll(QUIET);
            }
            toAll(new Told.Work(System.nanoTime(), getContext().getSelf()));
            awaited = members.size();
            sent += BATCH;
            return;
        }
        while (awaited < UNDER_WAY) {
            toOne(new Told.Work(System.nanoTime(), getContext().getSelf()));
            awaited++;
        }
    }

    private void toAll(Told message) {
        if (way == Way.SEND_TO_EACH) {
            members.forEach(member -> member.tell(message));
        } else if (domain.get().multicast(message) != Channel.Sent.ACCEPTED) {
            throw new IllegalStateException("a batch is more than may be under way");
        }
    }

    private void toOne(Told message) {
        if (way == Way.IN_TURN) {
            turn = (turn + 1) % members.size();
            members.get(turn).tell(message);
        } else if (domain.get().anycast(message) != Channel.Sent.ACCEPTED) {
            throw new IllegalStateException("nobody has room for " + UNDER_WAY + " messages");
        }
    }

    private Slice slice() {
        var value = (double) (THREADS.getCurrentThreadCpuTime() - cpuBegan) / sent;
        return new Slice(sent, System.nanoTime() - began, value, value, value);
    }

    private Slice latencies() {
        int count = Math.min(sent, TIMES_MAX);
        var sorted = Arrays.copyOf(times, count);
        Arrays.sort(sorted);
        double p99 = sorted[(int) (P99 * (count - 1))];
        return new Slice(sent, System.nanoTime() - began, p99, p99, sorted[count - 1]);
    }
}
