package multikernel.domain;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.codec.BadMessage;
import multikernel.codec.Bytes;
import multikernel.domain.shard.ShardChannels;
import multikernel.domain.shard.ShardPlan;
import multikernel.runtime.DispatcherContext;
import multikernel.runtime.Members;
import multikernel.runtime.Updated;
import multikernel.shard.ShardAct;
import multikernel.shard.ShardHost;
import multikernel.shard.ShardMessage;
import multikernel.shard.ShardRefusal;
import multikernel.shard.Shards;
import org.jspecify.annotations.Nullable;

/**
 * An object that the dispatchers of a domain share which are each on the first core of their node: one partition, whose
 * group {@code multikernel.shard} makes of some of these nodes. A change is one phase from its owner to a majority of
 * them; whoever else wants it asks the owner. Of the dispatcher's thread, who makes it, tells it of members and time,
 * and lets it leave before it ends.
 *
 * <p>Promised: what was answered as done is held by a majority and lost by no node that fails; a read sees every change
 * that was answered before it was asked; without a majority both are refused.
 */
public final class FarReplicated<S, C> {

    /** How often it is to be told that time goes on. */
    public static final Duration TICK = Duration.ofMillis(20);

    /** Of a state that may be read by all at the same moment. */
    public record Read<S>(Outcome outcome, Optional<S> state) {}

    private record Waiter(OperationId operation, long beganNanos, CompletableFuture<Outcome> outcome, Answer answer) {}

    /** What a waiter makes of the result. */
    private interface Answer {
        Outcome of(Outcome.Done done, Bytes result);
    }

    private static final int PARTITION = 0;

    private final DispatcherContext context;
    private final FarReplicatedSpec<S, C> spec;
    private final Consumer<RuntimeException> failed;
    private final ObjectState<S, C> replica;
    private final Map<Long, Waiter> waiters = new HashMap<>();
    private final ArrayDeque<Runnable> ready = new ArrayDeque<>();
    private @Nullable Shards shards;
    private @Nullable ShardChannels channels;
    private long tickets;

    /** @param failed told of what ends it; the dispatcher fails then */
    public FarReplicated(DispatcherContext context, FarReplicatedSpec<S, C> spec, Consumer<RuntimeException> failed) {
        if (!context.core().equals(CoreId.of(0))) {
            throw new IllegalArgumentException("objects of several nodes are on first cores, not on " + context.core());
        }
        this.context = context;
        this.spec = spec;
        this.failed = failed;
        replica = spec.begin();
    }

    /** To be told from the beginning, as they are followed. It begins once this node is one of them. */
    public void members(Members members) {
        if (shards == null && members.view().member(context.node()).isPresent()) {
            begin(members);
        }
        if (shards != null && channels != null) {
            perform(shards.view(members.view(), members.descent(), System.nanoTime()));
            channels.members(members);
        }
    }

    /** It is founded where the cluster was. */
    private void begin(Members members) {
        var self = ShardPlan.host(context, members, 0, 1);
        var origin = ShardPlan.origin(context, members, spec.replicas());
        var machine = new Shards(spec.limits(), self, origin, partition -> replica);
        shards = machine;
        channels = new ShardChannels(context, self, machine.placed(), spec.fingerprint(), new Ear(machine));
    }

    /** What comes from the others. */
    private final class Ear implements ShardChannels.Host {

        private final Shards machine;

        Ear(Shards machine) {
            this.machine = machine;
        }

        @Override
        public void met(ShardHost peer) {
            perform(machine.met(peer, System.nanoTime()));
        }

        @Override
        public void parted(ShardHost peer) {
            perform(machine.parted(peer, System.nanoTime()));
        }

        @Override
        public void ended(ShardHost peer) {
            perform(machine.ended(peer, System.nanoTime()));
        }

        @Override
        public void unlike(ShardHost peer) {
            context.degraded(peer.node() + " declares another object under this domain's name");
        }

        @Override
        public void heard(ShardHost from, ShardMessage message) {
            perform(machine.heard(from, message, System.nanoTime()));
        }

        @Override
        public void failed(RuntimeException why) {
            failed.accept(why);
        }
    }

    /** To be told every {@link #TICK}. */
    public void ticked() {
        if (shards != null && channels != null) {
            channels.ticked();
            perform(shards.ticked(System.nanoTime()));
        }
    }

    /** The dispatcher is to end: another node owns the object from now on, if there is one. */
    public void leave() {
        if (shards != null) {
            perform(shards.elected(PARTITION, false, System.nanoTime()));
        }
    }

    /** This node's replica, which may be behind what was answered. */
    public S state() {
        return replica.state();
    }

    /** Counts the changes of the object, as far as this node's replica has them. */
    public long version() {
        return replica.version();
    }

    /**
     * Asks for a change. Done once a majority holds it; refused as {@code change-refused} by the rules, as
     * {@code no-majority} or {@code busy} with nothing done, as {@code timed-out} undecided.
     *
     * @throws multikernel.codec.Unsendable if the change cannot be encoded; nothing was asked then
     */
    public CompletionStage<Updated> update(C change) {
        var version = new long[1];
        return submit(true, replica.encoded(new ObjectWord.Change<>(change)), (done, result) -> switch (word(result)) {
                    case ObjectWord.Done<S, C>(long made) -> {
                        version[0] = made;
                        yield done;
                    }
                    case ObjectWord.Refused<S, C>(var why, long held) -> {
                        version[0] = held;
                        yield new Outcome.Refused(Refusal.CHANGE_REFUSED, why);
                    }
                    case ObjectWord.Change<S, C> other -> throw unexpected(other);
                    case ObjectWord.State<S, C> other -> throw unexpected(other);
                })
                .thenApply(outcome -> new Updated(outcome, version[0]));
    }

    /** The state at some moment between this call and its answer, as its owner has it under its lease. */
    public CompletionStage<Read<S>> read() {
        var read = new ArrayList<S>(1);
        return submit(false, Bytes.EMPTY, (done, result) -> {
                    if (word(result) instanceof ObjectWord.State<S, C>(S state, long version)) {
                        read.add(state);
                        return done;
                    }
                    throw unexpected(word(result));
                })
                .thenApply(outcome -> new Read<>(outcome, read.stream().findFirst()));
    }

    private ObjectWord<S, C> word(Bytes result) {
        try {
            return replica.decoded(result);
        } catch (BadMessage bad) {
            throw new IllegalStateException("an answer that cannot be read", bad);
        }
    }

    private IllegalStateException unexpected(ObjectWord<S, C> word) {
        return new IllegalStateException("no answer to what was asked: " + word);
    }

    private CompletionStage<Outcome> submit(boolean writes, Bytes command, Answer answer) {
        var machine = shards;
        if (machine == null) {
            return CompletableFuture.completedStage(
                    new Outcome.Refused(Refusal.NO_MAJORITY, "this node is no member yet"));
        }
        long ticket = ++tickets;
        var operation = new OperationId(context.core(), (int) context.start(), ticket);
        var waiter = new Waiter(operation, System.nanoTime(), new CompletableFuture<>(), answer);
        waiters.put(ticket, waiter);
        perform(machine.submit(ticket, PARTITION, writes, command, System.nanoTime()));
        return waiter.outcome();
    }

    /** What comes of it is sent on at once; who waits is told after all of that, for they may ask the next thing. */
    private void perform(List<ShardAct> acts) {
        each(acts);
        if (shards != null) {
            each(shards.flush(System.nanoTime()));
        }
        for (var next = ready.poll(); next != null; next = ready.poll()) {
            next.run();
        }
    }

    private void each(List<ShardAct> acts) {
        for (var act : acts) {
            switch (act) {
                case ShardAct.Send send -> {
                    if (channels != null) {
                        channels.send(send.to(), send.message());
                    }
                }
                case ShardAct.Answered(long ticket, Bytes result) ->
                    landed(ticket, waiter -> {
                        long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - waiter.beganNanos());
                        return waiter.answer().of(new Outcome.Done(waiter.operation(), micros), result);
                    });
                case ShardAct.Refused(long ticket, ShardRefusal why) ->
                    landed(ticket, waiter -> new Outcome.Refused(wordOf(why), why.sentence()));
                case ShardAct.Serving _, ShardAct.Ceased _, ShardAct.FoundedAgain _, ShardAct.Late _ -> {}
            }
        }
    }

    private void landed(long ticket, Function<Waiter, Outcome> outcome) {
        var waiter = waiters.remove(ticket);
        if (waiter != null) {
            ready.add(() -> waiter.outcome().complete(outcome.apply(waiter)));
        }
    }

    private static Refusal wordOf(ShardRefusal why) {
        return switch (why) {
            case NO_OWNER, NO_MAJORITY, TOO_FEW_SEATS -> Refusal.NO_MAJORITY;
            case BUSY -> Refusal.BUSY;
            case TOO_LONG -> Refusal.OUT_OF_RANGE;
            case FORGOTTEN, TIMED_OUT -> Refusal.TIMED_OUT;
        };
    }
}
