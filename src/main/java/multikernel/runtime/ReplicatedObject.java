package multikernel.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import multikernel.agreement.Act;
import multikernel.agreement.Agreement;
import multikernel.agreement.Late;
import multikernel.base.CoreId;
import multikernel.base.Member;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.base.View;
import multikernel.codec.Codec;
import multikernel.metrics.CoreTally;
import multikernel.monitor.ObjectEnvelope;
import multikernel.monitor.ObjectMember;
import multikernel.monitor.Tenures;
import multikernel.trace.Applies;
import multikernel.urpc.Channel;

/**
 * The shell around one core's part in one replicated object: performs what {@link ObjectMember} wants done, over data
 * channels of the object's own, so that what monitors say is never behind it. Of the core's thread.
 *
 * <p>What applications are told runs after all acts of an event, so that they may ask the next thing.
 */
final class ReplicatedObject<S, C> implements Acceptor<ObjectEnvelope<S, C>> {

    private final ObjectPlane plane;
    private final String domain;
    private final String name;
    private final ReplicatedSpec<S, C> spec;
    private final ObjectMember<S, C> member;
    private final Replicated<S, C> face;
    private final Codec<ObjectEnvelope<S, C>> codec;
    private final TreeMap<CoreId, ObjectWay<S, C>> ways = new TreeMap<>();
    private final Map<OperationId, CompletableFuture<Updated>> asked = new HashMap<>();
    private final List<ChangeListener<S>> listeners = new ArrayList<>();
    private final ArrayDeque<Runnable> told = new ArrayDeque<>();
    private final CoreTally tally;
    private final Applies applies;
    private boolean telling;
    private boolean given;
    private boolean ended;

    /** @param name of the domain and its spawning: under it the object is found on other cores */
    ReplicatedObject(ObjectPlane plane, String domain, String name, List<CoreId> cores, ReplicatedSpec<S, C> spec) {
        this.plane = plane;
        this.domain = domain;
        this.name = name;
        this.spec = spec;
        member = new ObjectMember<>(
                plane.site().core(),
                cores,
                domain + "/" + spec.name(),
                new CheckedRules<>(spec.rules()),
                plane.limits(),
                plane.heldMax());
        tally = plane.site().thread().tally();
        applies = new Applies(CoreThread.recorder(), domain + "'s " + spec.name());
        face = new Replicated<>(this, member.state());
        codec = spec.messages().shape().another();
    }

    ReplicatedSpec<S, C> spec() {
        return spec;
    }

    Replicated<S, C> face() {
        return face;
    }

    boolean isGiven() {
        return given;
    }

    ObjectMember<S, C> member() {
        return member;
    }

    void begin(View view, Tenures tenures) {
        plane.channels().export(name, spec.messages(), this);
        var acts = member.began(view, tenures, plane.nanos());
        openWays(member.view());
        perform(acts);
    }

    void viewed(View view) {
        var acts = member.viewed(view, plane.nanos());
        openWays(member.view());
        perform(acts);
        perform(member.batchEnded(plane.nanos()));
    }

    private void openWays(View view) {
        ways.values().removeIf(way -> {
            boolean isLost = !view.admits(way.peer().id(), way.peer().incarnation());
            if (isLost) {
                way.close();
            }
            return isLost;
        });
        for (var each : view.members()) {
            if (!each.core().equals(plane.site().core()) && !ways.containsKey(each.core())) {
                open(each);
            }
        }
    }

    /** A peer that has ended and been buried since the view was ordered has no way. */
    private void open(Member peer) {
        plane.site().peer(peer.core(), peer.incarnation()).ifPresent(incarnation -> {
            var way = new ObjectWay<>(this, incarnation, plane.heldMax());
            ways.put(peer.core(), way);
            way.connect();
        });
    }

    CompletionStage<Channel<ObjectEnvelope<S, C>>> connect(Incarnation peer) {
        return plane.channels().connect(name, peer, spec.messages());
    }

    @Override
    public Channel.Receiver<ObjectEnvelope<S, C>> accept(Inlet inlet) {
        var way = ways.get(inlet.core());
        if (way != null) {
            way.peerBegan();
        }
        return new Ear();
    }

    CompletionStage<Updated> update(C change) {
        var operation = plane.newOperation();
        var request = new Agreement.Request<S, C>(0, operation, Long.MAX_VALUE, change);
        codec.bytesOf(plane.envelope(Long.MAX_VALUE, request));
        var answer = new CompletableFuture<Updated>();
        if (ended) {
            answer.complete(new Updated(new Outcome.Refused(Refusal.STOPPING, domain + " has ended"), face.version()));
            return answer;
        }
        asked.put(operation, answer);
        long now = plane.nanos();
        tally.changing(operation, domain, now);
        applies.begun(operation, now);
        perform(member.asked(operation, change, now + plane.limitNanos(), now));
        applies.done(request, now);
        plane.tickIfPending();
        return answer;
    }

    void listen(ChangeListener<S> listener) {
        listeners.add(listener);
    }

    void tick() {
        perform(member.ticked(plane.nanos()));
    }

    /** Who listened is gone. */
    void dispatcherEnded() {
        listeners.clear();
    }

    /** The domain has ended here. */
    void end() {
        ended = true;
        plane.channels().endOf(name);
        ways.values().forEach(ObjectWay::close);
        ways.clear();
        var refused = new Updated(new Outcome.Refused(Refusal.STOPPING, domain + " has ended"), face.version());
        List.copyOf(asked.values()).forEach(answer -> told.add(() -> answer.complete(refused)));
        asked.clear();
        tally.forgetChanges(domain);
        tell();
    }

    void say(String what) {
        plane.site().node().tell(new NodeCommand.Say("domain", this + " " + what));
    }

    private void perform(List<Act<S, C>> acts) {
        for (int i = 0; i < acts.size(); i++) {
            switch (acts.get(i)) {
                case Act.Send<S, C> send -> {
                    var way = ways.get(send.to());
                    if (way != null) {
                        applies.said(send.message(), send.to());
                        way.send(plane.envelope(member.view().number(), send.message()));
                    }
                }
                case Act.Changed<S, C> changed -> changed(changed.after(), member.version() - changesAfter(acts, i));
                case Act.Ended<S, C> over -> ended(over);
                case Act.Refused<S, C>(var from, var reason) -> refused(from, reason);
            }
        }
        if (member.version() != face.version()) {
            face.become(member.state(), member.version());
        }
        tally.settleChanges();
        tell();
        lookWhetherGiven();
    }

    private void refused(CoreId from, Late reason) {
        tally.late();
        plane.site().node().tell(new NodeCommand.Rejected(from, plane.site().core(), reason.toString()));
    }

    /** Changes are numbered without gaps, so those that follow tell the version of one before them. */
    private static <S, C> long changesAfter(List<Act<S, C>> acts, int index) {
        long changes = 0;
        for (int i = index + 1; i < acts.size(); i++) {
            changes += acts.get(i) instanceof Act.Changed ? 1 : 0;
        }
        return changes;
    }

    private void changed(S state, long version) {
        face.become(state, version);
        for (var listener : listeners) {
            told.add(() -> listener.changed(state, version));
        }
    }

    private void ended(Act.Ended<S, C> over) {
        tally.changed(over.operation(), over.outcome(), over.tookNanos());
        applies.answered(over.operation(), over.outcome(), over.tookNanos());
        var answer = asked.remove(over.operation());
        if (answer != null) {
            long version = over.outcome() instanceof Outcome.Done ? member.versionOf(over.operation()) : 0;
            var updated = new Updated(over.outcome(), version == 0 ? member.version() : version);
            told.add(() -> answer.complete(updated));
        }
    }

    private void tell() {
        if (telling) {
            return;
        }
        telling = true;
        for (var next = told.poll(); next != null; next = told.poll()) {
            try {
                next.run();
            } catch (RuntimeException thrown) {
                plane.channels().broken(domain, thrown);
            }
        }
        telling = false;
    }

    private void lookWhetherGiven() {
        if (!given && member.isGiven()) {
            given = true;
            plane.given(domain);
        }
    }

    @Override
    public String toString() {
        return domain + "'s " + spec.name();
    }

    /** What a peer says. */
    private final class Ear implements Channel.Receiver<ObjectEnvelope<S, C>> {

        @Override
        public void received(ObjectEnvelope<S, C> envelope) {
            if (!ended) {
                var now = plane.nanos();
                applies.heard(envelope.message(), envelope.from(), now);
                perform(member.heard(envelope, now));
                applies.done(envelope.message(), now);
                plane.tickIfAny(member.waiting());
            }
        }

        @Override
        public void paused() {
            if (!ended) {
                perform(member.batchEnded(plane.nanos()));
            }
        }

        /** All ends are of one program, and what the rules make of a change is the same everywhere. */
        @Override
        public void closed(Channel.Ending why) {
            if (why == Channel.Ending.BROKEN && !ended) {
                throw new CoreFailure("the replica of " + ReplicatedObject.this + " is broken");
            }
        }
    }
}
