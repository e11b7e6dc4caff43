package multikernel.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import multikernel.agreement.Agreement.Applied;
import multikernel.agreement.Agreement.Apply;
import multikernel.agreement.Agreement.Done;
import multikernel.agreement.Agreement.Gather;
import multikernel.agreement.Agreement.Promise;
import multikernel.agreement.Agreement.Refuse;
import multikernel.agreement.Agreement.Request;
import multikernel.agreement.Agreement.State;
import multikernel.base.CoreId;
import multikernel.base.Member;
import multikernel.base.OpenVote;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.base.View;
import org.jspecify.annotations.Nullable;

/**
 * One replicated object on one core: a replica of each slice, the slices that this core owns, and what it has asked.
 *
 * <p>Its caller hands over only messages of incarnations that the view admits, sent in this view or an earlier one. The
 * acts that it returns are the caller's to keep.
 */
public final class Replicated<S, C> {

    private static final int ACTS_USUALLY = 4;

    private final CoreId self;
    private final Slices slices;
    private final Rules<S, C> rules;
    private final Limits limits;
    private final List<Replica<S, C>> replicas;
    private final Owners<S, C> owners;
    private final Follower<S, C> follower;
    private final List<S> states;
    private final Requester<S, C> requester;
    private final Ground<S, C> ground = new Here();
    private View view = View.EMPTY;
    private List<Act<S, C>> acts = new ArrayList<>();
    private long nowNanos;
    /** Whom requests about a slice go to in this view. */
    private final @Nullable CoreId[] asked;

    public Replicated(CoreId self, Slices slices, Rules<S, C> rules, Limits limits) {
        this.self = self;
        this.slices = slices;
        this.rules = rules;
        this.limits = limits;
        this.replicas = IntStream.range(0, slices.count())
                .mapToObj(slice -> new Replica<>(slice, rules, limits.recentMax()))
                .toList();
        this.requester = new Requester<>(limits.pendingMax());
        this.owners = new Owners<>(slices.count());
        this.asked = new CoreId[slices.count()];
        this.states = new States<>(replicas);
        this.follower = new Follower<>(replicas, ground);
    }

    /** What this core holds of a slice, to be kept: it is copied once for each change. */
    public Held<S> held(int slice) {
        return replicas.get(slice).held();
    }

    /** The state that this core holds of a slice; may be read at any time, without asking anyone. */
    public S state(int slice) {
        return replicas.get(slice).state();
    }

    /** The number of the last change in that state. */
    public long number(int slice) {
        return replicas.get(slice).number();
    }

    /** The number of the change that an operation made in a slice; 0 if it made none or is forgotten. */
    public long numberOf(int slice, OperationId operation) {
        return replicas.get(slice).recent().numberOf(operation);
    }

    /** Whether an owner has given this core the state of every slice. */
    public boolean isComplete() {
        return replicas.stream().allMatch(Replica::isGiven);
    }

    /** Operations that this core awaits: while there are any, it wants to be told the time. */
    public int pending() {
        return requester.size();
    }

    /** Operations that this core, as their owner, cannot answer before others have said something. */
    public int waiting() {
        return owners.waiting();
    }

    /** Of those, whom they wait for. */
    public void votes(String about, List<OpenVote> into) {
        owners.votes(about, into);
    }

    public List<Act<S, C>> viewed(View next, long nowNanos) {
        return viewed(next, next.number(), nowNanos);
    }

    /**
     * The first view of an object that begins while its members have long been there, each in a view of its own.
     *
     * @param ownedSince the view from which on the owner has been the one that it is, for this is its ballot wherever
     *     the object begins; only the owner has to know it
     */
    public List<Act<S, C>> began(View first, long ownedSince, long nowNanos) {
        return viewed(first, ownedSince, nowNanos);
    }

    private List<Act<S, C>> viewed(View next, long ballot, long nowNanos) {
        begin(nowNanos);
        var before = view;
        view = next;
        var lost = coresOf(before, member -> !next.admits(member.core(), member.incarnation()));
        var added = coresOf(next, member -> !before.admits(member.core(), member.incarnation()));
        follower.forget(lost);
        for (int slice = 0; slice < slices.count(); slice++) {
            var owner = slices.owner(slice, next);
            asked[slice] = owner.map(Member::core).orElse(null);
            if (owner.equals(slices.owner(slice, before))) {
                var mine = owners.of(slice);
                if (mine != null) {
                    mine.membersChanged(added, lost);
                }
            } else {
                changeOwner(
                        slice,
                        ballot,
                        owner.filter(member -> member.core().equals(self)).isPresent());
                requester.askAgain(slice).forEach(this::request);
            }
        }
        return end();
    }

    /** Begins an operation; it ends in one {@link Act.Ended}, at the latest at the first tick after its deadline. */
    public List<Act<S, C>> asked(OperationId operation, String key, C change, long deadlineNanos, long nowNanos) {
        begin(nowNanos);
        if (requester.isFull() && !requester.awaits(operation)) {
            acts.add(new Act.Ended<>(operation, new Outcome.Refused(Refusal.BUSY, "this core awaits too many"), 0));
        } else {
            var request = requester.ask(operation, slices.of(key), change, nowNanos, deadlineNanos);
            if (request != null) {
                request(request);
            }
        }
        return end();
    }

    public List<Act<S, C>> ticked(long nowNanos) {
        begin(nowNanos);
        acts.addAll(requester.timedOut(nowNanos));
        return end();
    }

    /**
     * Takes what a member said.
     *
     * @param sentIn the number of the view in which the sender was
     */
    public List<Act<S, C>> heard(CoreId from, long sentIn, Agreement<S, C> message, long nowNanos) {
        begin(nowNanos);
        take(from, sentIn, message);
        follower.acknowledge();
        return end();
    }

    /** The same for one of several: what this core holds by then is acknowledged once, by {@link #batchEnded}. */
    public List<Act<S, C>> heardInBatch(CoreId from, long sentIn, Agreement<S, C> message, long nowNanos) {
        begin(nowNanos);
        take(from, sentIn, message);
        return end();
    }

    public List<Act<S, C>> batchEnded(long nowNanos) {
        begin(nowNanos);
        follower.acknowledge();
        return end();
    }

    private void take(CoreId from, long sentIn, Agreement<S, C> message) {
        switch (message) {
            case Request<S, C> request -> requested(from, sentIn, request);
            case Done<S, C> done -> answered(from, requester.done(done.operation(), done.ask(), nowNanos));
            case Refuse<S, C> no -> answered(from, requester.refused(no.operation(), no.ask(), no.refused(), nowNanos));
            case Apply<S, C> apply -> follower.apply(from, apply);
            case Applied<S, C> applied -> {
                var owner = owner(from, applied.slice(), applied.ballot());
                if (owner != null) {
                    owner.acknowledged(from, applied);
                }
            }
            case Gather<S, C> gather -> follower.gathered(from, gather);
            case Promise<S, C> promise -> {
                var owner = owner(from, promise.slice(), promise.ballot());
                if (owner != null) {
                    owner.promised(from, promise);
                }
            }
            case State<S, C> state -> follower.install(from, state);
        }
    }

    private void changeOwner(int slice, long ballot, boolean toSelf) {
        owners.remove(slice);
        if (toSelf) {
            var owner = new Owner<>(replicas.get(slice), slice, ballot, limits, ground);
            owners.put(slice, owner);
            owner.gather(coresOf(view, member -> true));
        }
    }

    private void requested(CoreId from, long sentIn, Request<S, C> request) {
        var owner = owners.of(request.slice());
        if (owner == null || sentIn < owner.ballot()) {
            ground.late(from, Late.REQUEST);
        } else {
            owner.requested(from, request);
        }
    }

    private void request(Request<S, C> request) {
        var owner = asked[request.slice()];
        if (owner != null) {
            ground.send(owner, request);
        }
    }

    private void answered(CoreId from, Act.@Nullable Ended<S, C> ended) {
        if (ended == null) {
            ground.late(from, Late.ANSWER);
        } else {
            acts.add(ended);
        }
    }

    private @Nullable Owner<S, C> owner(CoreId from, int slice, long ballot) {
        var owner = owners.of(slice);
        if (owner == null || owner.ballot() != ballot) {
            ground.late(from, Late.BALLOT);
            return null;
        }
        return owner;
    }

    private void begin(long now) {
        nowNanos = now;
        acts = new ArrayList<>(ACTS_USUALLY);
    }

    private List<Act<S, C>> end() {
        return acts;
    }

    private List<CoreId> coresOf(View of, Predicate<Member> which) {
        return of.members().stream()
                .filter(which)
                .map(Member::core)
                .filter(core -> !core.equals(self))
                .toList();
    }

    /** What a core says to itself arrives at once. */
    private final class Here implements Ground<S, C> {

        @Override
        public Optional<Outcome.Refused> check(int slice, C change) {
            return rules.check(states, slice, change);
        }

        @Override
        public void applied(int slice, S before, S after) {
            acts.add(new Act.Changed<>(slice, before, after));
        }

        @Override
        public void late(CoreId from, Late reason) {
            acts.add(new Act.Refused<>(from, reason));
        }

        @Override
        public void send(CoreId to, Agreement<S, C> message) {
            if (to.equals(self)) {
                take(self, view.number(), message);
            } else {
                acts.add(new Act.Send<>(to, message));
            }
        }
    }
}
