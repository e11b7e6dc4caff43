package multikernel.monitor;

import java.util.List;
import java.util.stream.Stream;
import multikernel.agreement.Act;
import multikernel.agreement.Late;
import multikernel.agreement.Limits;
import multikernel.agreement.Replicated;
import multikernel.agreement.Rules;
import multikernel.agreement.Slices;
import multikernel.base.CoreId;
import multikernel.base.OpenVote;
import multikernel.base.OperationId;
import multikernel.base.View;

/**
 * One core's part in one replicated object of a domain: its members are the cores of the domain that are members of the
 * node. The object is in one piece; which core it belongs to follows from its name.
 *
 * <p>It begins on each core when the domain does there, in whatever view that core then is.
 */
public final class ObjectMember<S, C> {

    private static final int SLICE = 0;

    private final List<CoreId> cores;
    private final CoreId home;
    private final Router<ObjectEnvelope<S, C>> router;
    private final Replicated<S, C> replicated;
    private View view = View.EMPTY;

    /**
     * @param cores of the domain
     * @param name of domain and object
     * @param heldMax messages of one peer that may wait for a view that this core was not told yet
     */
    public ObjectMember(CoreId self, List<CoreId> cores, String name, Rules<S, C> rules, Limits limits, int heldMax) {
        this.cores = cores;
        this.home = cores.get(new Slices(cores.size()).of(name));
        this.router = new Router<>(heldMax);
        this.replicated = new Replicated<>(self, Slices.one(home), rules, limits);
    }

    /** The first thing that it is told. */
    public List<Act<S, C>> began(View whole, Tenures tenures, long nowNanos) {
        view = of(whole);
        var preferred = Stream.concat(Stream.of(home), cores.stream()).toList();
        return replicated.began(view, tenures.since(preferred, view), nowNanos);
    }

    public List<Act<S, C>> viewed(View whole, long nowNanos) {
        view = of(whole);
        var acts = replicated.viewed(view, nowNanos);
        for (var released : router.release(view)) {
            acts.addAll(heard(released, nowNanos));
        }
        return acts;
    }

    /** What came may be acknowledged later, by {@link #batchEnded}. */
    public List<Act<S, C>> heard(ObjectEnvelope<S, C> envelope, long nowNanos) {
        return switch (router.arrive(view, envelope)) {
            case HOLD -> List.of();
            case REFUSE -> List.of(new Act.Refused<>(envelope.from(), Late.INCARNATION));
            case DELIVER -> replicated.heardInBatch(envelope.from(), envelope.view(), envelope.message(), nowNanos);
        };
    }

    public List<Act<S, C>> batchEnded(long nowNanos) {
        return replicated.batchEnded(nowNanos);
    }

    public List<Act<S, C>> asked(OperationId operation, C change, long deadlineNanos, long nowNanos) {
        return replicated.asked(operation, "", change, deadlineNanos, nowNanos);
    }

    public List<Act<S, C>> ticked(long nowNanos) {
        return replicated.ticked(nowNanos);
    }

    /** The members of the node that are cores of the domain. */
    public View view() {
        return view;
    }

    /** Whether this core was given the state: until then it holds the initial one. */
    public boolean isGiven() {
        return replicated.isComplete();
    }

    public S state() {
        return replicated.state(SLICE);
    }

    public long version() {
        return replicated.number(SLICE);
    }

    /** The version that an operation made; 0 if it made none or is forgotten. */
    public long versionOf(OperationId operation) {
        return replicated.numberOf(SLICE, operation);
    }

    public int pending() {
        return replicated.pending();
    }

    /** Changes that this core, as the object's owner, cannot answer before others have said something. */
    public int waiting() {
        return replicated.waiting();
    }

    /** Of those, whom they wait for. */
    public void votes(String about, List<OpenVote> into) {
        replicated.votes(about, into);
    }

    private View of(View whole) {
        return new View(
                whole.number(),
                whole.members().stream()
                        .filter(member -> cores.contains(member.core()))
                        .toList());
    }
}
