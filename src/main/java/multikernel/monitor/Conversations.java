package multikernel.monitor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import multikernel.agreement.Act;
import multikernel.agreement.Held;
import multikernel.agreement.Late;
import multikernel.agreement.Limits;
import multikernel.agreement.Replicated;
import multikernel.agreement.Slices;
import multikernel.base.CoreId;
import multikernel.base.Member;
import multikernel.base.OpenVote;
import multikernel.base.View;
import multikernel.monitor.MonitorEffect.Answered;
import multikernel.monitor.MonitorEffect.CloseChannel;
import multikernel.monitor.MonitorEffect.DomainEnded;
import multikernel.monitor.MonitorEffect.DomainSpanned;
import multikernel.monitor.MonitorEffect.DomainStarted;
import multikernel.monitor.MonitorEffect.Joined;
import multikernel.monitor.MonitorEffect.OfCapabilities;
import multikernel.monitor.MonitorEffect.OpenChannel;
import multikernel.monitor.MonitorEffect.Refused;
import multikernel.monitor.MonitorEffect.Send;
import multikernel.ownership.Ownership;
import multikernel.ownership.OwnershipEffect;
import multikernel.ownership.OwnershipEvent;

/** One core's part in everything that the cores of a node do together: hands each event to its protocol. */
public final class Conversations {

    private static final String DOMAINS = "domains";

    private final CoreId self;
    private final int incarnation;
    private final Slices slices;
    private final Router<Envelope> router;
    private final Mesh mesh;
    private final Replicated<DomainTable, DomainChange> domains;
    private final Ownership ownership;
    private final Mesh.Wires wires = new Channels();
    private View view = View.EMPTY;
    private boolean saidJoined;
    private List<MonitorEffect> effects = new ArrayList<>();
    private long nowNanos;

    /**
     * @param cores configured cores, online or not
     * @param heldMax messages of one peer that may wait for a view that this core was not told yet
     */
    public Conversations(
            CoreId self, int incarnation, int cores, int domainsMax, Limits limits, int heldMax, Ownership ownership) {
        this.self = self;
        this.incarnation = incarnation;
        this.slices = new Slices(cores);
        this.router = new Router<>(heldMax);
        this.mesh = new Mesh(self);
        this.domains = new Replicated<>(self, slices, new DomainRules(domainsMax), limits);
        this.ownership = ownership;
    }

    public List<MonitorEffect> on(MonitorEvent event, long nowNanos) {
        this.nowNanos = nowNanos;
        effects = new ArrayList<>();
        switch (event) {
            case MonitorEvent.ViewChanged changed -> viewed(changed.view());
            case MonitorEvent.FromPeer peer -> arrived(peer.envelope());
            case MonitorEvent.Ask ask ->
                perform(domains.asked(
                        ask.operation(), ask.change().name(), ask.change(), ask.deadlineNanos(), nowNanos));
            case MonitorEvent.OfCapabilities about -> own(about.event());
            case MonitorEvent.Tick tick -> {
                perform(domains.ticked(nowNanos));
                own(new OwnershipEvent.Tick());
            }
        }
        joinIfComplete();
        return List.copyOf(effects);
    }

    public View view() {
        return view;
    }

    /** Every domain that this core knows of, ascending by name; read without asking anyone. */
    public List<DomainTable.Row> domains() {
        return IntStream.range(0, slices.count())
                .mapToObj(slice -> domains.held(slice).state())
                .flatMap(table -> table.rows().stream())
                .sorted(Comparator.comparing(DomainTable.Row::name))
                .toList();
    }

    /** What this core holds of a slice of the table of domains. */
    public Held<DomainTable> held(int slice) {
        return domains.held(slice);
    }

    /** Operations that were asked of this core and have not ended. */
    public int pending() {
        return domains.pending() + ownership.pending();
    }

    /** Operations that this core, as their owner, cannot end before others have said something. */
    public int waiting() {
        return domains.waiting() + ownership.votes().size();
    }

    /** Of those, whom they wait for. */
    public List<OpenVote> votes() {
        var votes = new ArrayList<>(ownership.votes().all());
        domains.votes(DOMAINS, votes);
        return votes;
    }

    /** A core that is told that it is no member any more is alone from then on: an incarnation never comes back. */
    private void viewed(View ordered) {
        if (view.number() > 0 && ordered.number() != view.number() + 1) {
            throw new IllegalStateException("view " + ordered.number() + " after " + view.number());
        }
        var before = view;
        view = ordered.admits(self, incarnation) ? ordered : new View(ordered.number(), List.of());
        mesh.viewed(before, view, wires);
        perform(domains.viewed(view, nowNanos));
        own(new OwnershipEvent.Viewed(view));
        router.release(view).forEach(this::arrived);
    }

    private void arrived(Envelope envelope) {
        switch (router.arrive(view, envelope)) {
            case HOLD -> {}
            case REFUSE -> effects.add(new Refused(envelope.from(), Late.INCARNATION));
            case DELIVER -> deliver(envelope);
        }
    }

    private void deliver(Envelope envelope) {
        var from = envelope.from();
        switch (envelope.message()) {
            case Intermon.Bind bind -> mesh.bind(from, wires);
            case Intermon.BindReply reply -> mesh.bindReply(from, wires);
            case Intermon.Bound bound -> mesh.bound(from);
            case Intermon.Domains about -> perform(domains.heard(from, envelope.view(), about.message(), nowNanos));
            case Intermon.Capabilities about -> own(new OwnershipEvent.Heard(from, envelope.view(), about.message()));
        }
    }

    private void own(OwnershipEvent event) {
        for (var effect : ownership.on(event, nowNanos)) {
            if (effect instanceof OwnershipEffect.Send(var to, var message)) {
                wires.say(to, new Intermon.Capabilities(message));
            } else {
                effects.add(new OfCapabilities(effect));
            }
        }
    }

    private void perform(List<Act<DomainTable, DomainChange>> acts) {
        for (var act : acts) {
            switch (act) {
                case Act.Send<DomainTable, DomainChange> send ->
                    wires.say(send.to(), new Intermon.Domains(send.message()));
                case Act.Changed<DomainTable, DomainChange> changed -> changed(changed.before(), changed.after());
                case Act.Ended<DomainTable, DomainChange> ended ->
                    effects.add(new Answered(DOMAINS, ended.operation(), ended.outcome(), ended.tookNanos()));
                case Act.Refused<DomainTable, DomainChange> refused ->
                    effects.add(new Refused(refused.from(), refused.reason()));
            }
        }
    }

    /** By difference: a state that replaces an older one may have ended a domain and begun another of its name. */
    private void changed(DomainTable before, DomainTable after) {
        before.minus(after).stream()
                .filter(row -> after.row(row.name()).filter(row::isOf).isEmpty())
                .forEach(row -> effects.add(new DomainEnded(row.name())));
        for (var row : after.minus(before)) {
            effects.add(before.row(row.name())
                    .filter(row::isOf)
                    .<MonitorEffect>map(was -> new DomainSpanned(
                            row.spec(), row.operation(), was.spec().cores()))
                    .orElseGet(() -> new DomainStarted(row.spec(), row.operation())));
        }
    }

    private void joinIfComplete() {
        boolean isJoining = view.member(self).filter(member -> !member.joined()).isPresent();
        if (isJoining && !saidJoined && mesh.isComplete(view) && domains.isComplete()) {
            saidJoined = true;
            effects.add(new Joined());
        }
    }

    /** Turns what the mesh and agreement want said into effects, each message with what its receiver checks. */
    private final class Channels implements Mesh.Wires {

        @Override
        public void open(Member peer) {
            effects.add(new OpenChannel(peer.core(), peer.incarnation()));
        }

        @Override
        public void close(Member peer) {
            effects.add(new CloseChannel(peer.core(), peer.incarnation()));
        }

        @Override
        public void say(CoreId to, Intermon message) {
            effects.add(new Send(to, new Envelope(self, incarnation, view.number(), message)));
        }
    }
}
