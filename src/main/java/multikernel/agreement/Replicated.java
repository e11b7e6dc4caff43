package multikernel.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
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
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.base.View;

/**
 * One replicated object on one core: a replica of each slice, the slices that this core owns, and what it has asked.
 *
 * <p>Its caller hands over only messages of incarnations that the view admits, sent in this view or an earlier one.
 */
public final class Replicated<S, C> {

    private final CoreId self;
    private final Slices slices;
    private final Rules<S, C> rules;
    private final Limits limits;
    private final List<Replica<S, C>> replicas;
    private final TreeMap<Integer, Owner<S, C>> owners = new TreeMap<>();
    private final Requester<S, C> requester;
    private final Owner.Ground<S, C> ground = new Here();
    private View view = View.EMPTY;
    private List<Act<S, C>> acts = new ArrayList<>();
    private long nowNanos;

    public Replicated(CoreId self, Slices slices, Rules<S, C> rules, Limits limits) {
        this.self = self;
        this.slices = slices;
        this.rules = rules;
        this.limits = limits;
        this.replicas = IntStream.range(0, slices.count())
                .mapToObj(slice -> new Replica<>(slice, rules, limits.recentMax()))
                .toList();
        this.requester = new Requester<>(limits.pendingMax());
    }

    /** What this core holds of a slice; any core may read it at any time. */
    public Held<S> held(int slice) {
        return replicas.get(slice).held();
    }

    /** Whether an owner has given this core the state of every slice. */
    public boolean isComplete() {
        return replicas.stream().allMatch(replica -> replica.held().isGiven());
    }

    /** Operations that this core awaits: while there are any, it wants to be told the time. */
    public int pending() {
        return requester.size();
    }

    public List<Act<S, C>> viewed(View next, long nowNanos) {
        begin(nowNanos);
        var before = view;
        view = next;
        var lost = coresOf(before, member -> !next.admits(member.core(), member.incarnation()));
        var added = coresOf(next, member -> !before.admits(member.core(), member.incarnation()));
        for (int slice = 0; slice < slices.count(); slice++) {
            var owner = slices.owner(slice, next);
            if (owner.equals(slices.owner(slice, before))) {
                Optional.ofNullable(owners.get(slice)).ifPresent(mine -> mine.membersChanged(added, lost));
            } else {
                changeOwner(
                        slice,
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
            requester
                    .ask(operation, slices.of(key), change, nowNanos, deadlineNanos)
                    .ifPresent(this::request);
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
        return end();
    }

    private void take(CoreId from, long sentIn, Agreement<S, C> message) {
        switch (message) {
            case Request<S, C> request -> requested(from, sentIn, request);
            case Done<S, C> done -> answered(from, requester.done(done.operation(), done.ask(), nowNanos));
            case Refuse<S, C> no -> answered(from, requester.refused(no.operation(), no.ask(), no.refused(), nowNanos));
            case Apply<S, C> apply -> apply(from, apply);
            case Applied<S, C> applied ->
                owner(applied.slice(), applied.ballot())
                        .ifPresentOrElse(owner -> owner.acknowledged(from, applied), () -> late(from, Late.BALLOT));
            case Gather<S, C> gather -> gathered(from, gather);
            case Promise<S, C> promise ->
                owner(promise.slice(), promise.ballot())
                        .ifPresentOrElse(owner -> owner.promised(from, promise), () -> late(from, Late.BALLOT));
            case State<S, C> state -> install(from, state);
        }
    }

    private void changeOwner(int slice, boolean toSelf) {
        owners.remove(slice);
        if (toSelf) {
            var owner = new Owner<>(replicas.get(slice), slice, view.number(), limits, ground);
            owners.put(slice, owner);
            owner.gather(coresOf(view, member -> true));
        }
    }

    private void requested(CoreId from, long sentIn, Request<S, C> request) {
        var owner = owners.get(request.slice());
        if (owner == null || sentIn < owner.ballot()) {
            late(from, Late.REQUEST);
        } else {
            owner.requested(from, request);
        }
    }

    private void request(Request<S, C> request) {
        slices.owner(request.slice(), view).ifPresent(owner -> ground.send(owner.core(), request));
    }

    private void apply(CoreId from, Apply<S, C> apply) {
        var replica = replicas.get(apply.slice());
        if (replica.isOver(apply.ballot())) {
            late(from, Late.BALLOT);
            return;
        }
        var before = replica.held().state();
        replica.apply(apply.ballot(), apply.number(), apply.operation(), apply.change());
        ground.applied(apply.slice(), before, replica.held().state());
        ground.send(from, new Applied<>(apply.slice(), apply.ballot(), apply.number()));
    }

    private void gathered(CoreId from, Gather<S, C> gather) {
        var replica = replicas.get(gather.slice());
        if (replica.isOver(gather.ballot())) {
            late(from, Late.BALLOT);
            return;
        }
        replica.promise(gather.ballot());
        ground.send(from, new Promise<>(gather.slice(), gather.ballot(), replica.held()));
    }

    private void install(CoreId from, State<S, C> state) {
        var replica = replicas.get(state.slice());
        var given = state.held();
        if (replica.isOver(given.ballot())) {
            late(from, Late.BALLOT);
            return;
        }
        var before = replica.held().state();
        replica.install(given);
        ground.applied(state.slice(), before, given.state());
        ground.send(from, new Applied<>(state.slice(), given.ballot(), given.number()));
    }

    private void answered(CoreId from, Optional<Act.Ended<S, C>> ended) {
        ended.ifPresentOrElse(acts::add, () -> late(from, Late.ANSWER));
    }

    private Optional<Owner<S, C>> owner(int slice, long ballot) {
        return Optional.ofNullable(owners.get(slice)).filter(owner -> owner.ballot() == ballot);
    }

    private void late(CoreId from, Late reason) {
        acts.add(new Act.Refused<>(from, reason));
    }

    private void begin(long now) {
        nowNanos = now;
        acts = new ArrayList<>();
    }

    private List<Act<S, C>> end() {
        return List.copyOf(acts);
    }

    private List<CoreId> coresOf(View of, Predicate<Member> which) {
        return of.members().stream()
                .filter(which)
                .map(Member::core)
                .filter(core -> !core.equals(self))
                .toList();
    }

    /** What the owners of this core stand on. What a core says to itself arrives at once. */
    private final class Here implements Owner.Ground<S, C> {

        @Override
        public Optional<Outcome.Refused> check(int slice, C change) {
            var states =
                    replicas.stream().map(replica -> replica.held().state()).toList();
            return rules.check(states, slice, change);
        }

        @Override
        public void applied(int slice, S before, S after) {
            if (!before.equals(after)) {
                acts.add(new Act.Changed<>(slice, before, after));
            }
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
