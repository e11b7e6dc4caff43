package multikernel.network.cluster;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.ClusterEvent;
import akka.cluster.Member;
import akka.cluster.UniqueAddress;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Subscribe;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import multikernel.base.LinkAddress;
import multikernel.base.NodeMember;
import multikernel.base.NodeView;
import multikernel.domain.NodeRole;
import multikernel.monitor.NodeRoster;
import multikernel.monitor.NodeSighting;
import multikernel.monitor.NodeSighting.Phase;
import multikernel.monitor.NodeSighting.Seat;
import multikernel.runtime.Members;
import multikernel.runtime.NodeCommand;

/** Hears what the cluster says of its nodes, asks {@link NodeRoster} what that means, and tells the guardian. */
final class Membership extends AbstractBehavior<Membership.Command> {

    /** Everything that may be said to it. */
    interface Command {}

    record Changed(ClusterEvent.ClusterDomainEvent event) implements Command {}

    /** This node's gateway listens there. */
    record Listening(InetSocketAddress address) implements Command {}

    /** Ask again those who were there before. */
    enum AskElders implements Command {
        NOW
    }

    /** Its name on every node, below the actors of the system. */
    static final String NAME = "nodes";

    private static final Duration ASK_EVERY = Duration.ofMillis(200);

    /** Of those, until members are told again where this node answers links. */
    private static final int ANSWER_ROUNDS = 5;

    private final NodeRoster roster;
    private final Seat self;
    private final akka.actor.typed.ActorRef<NodeCommand> guardian;
    private final Entry entry;
    private final Set<UniqueAddress> unheard = new HashSet<>();
    private final Map<String, LinkAddress> links = new TreeMap<>();
    private final String name;
    private Optional<InetSocketAddress> listening = Optional.empty();
    private int rounds;

    private Membership(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            akka.actor.typed.ActorRef<NodeCommand> guardian,
            int namesMax,
            Entry entry) {
        super(context);
        var cluster = Cluster.get(context.getSystem());
        this.self = seat(cluster.selfMember().uniqueAddress());
        this.name = NodeRole.of(cluster.selfMember().getRoles())
                .orElseThrow()
                .node()
                .name();
        this.roster = new NodeRoster(self, namesMax);
        this.guardian = guardian;
        this.entry = entry;
        cluster.subscriptions()
                .tell(Subscribe.create(
                        context.messageAdapter(ClusterEvent.ClusterDomainEvent.class, Changed::new),
                        ClusterEvent.ClusterDomainEvent.class));
        timers.startTimerWithFixedDelay(AskElders.NOW, ASK_EVERY);
    }

    static Behavior<Command> create(akka.actor.typed.ActorRef<NodeCommand> guardian, int namesMax, Entry entry) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new Membership(context, timers, guardian, namesMax, entry)));
    }

    /** How the thread that joins, and later the one that runs the node, is told. */
    record Entry(
            CompletableFuture<NodeView> up,
            CompletableFuture<NodeRoster.Effect.Withdraw> withdrawn,
            CompletableFuture<String> over) {}

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Changed.class, changed -> on(changed.event()))
                .onMessage(AskElders.class, again -> again())
                .onMessage(Listening.class, own -> onListening(own.address()))
                .onMessage(NodeWords.Answers.class, answers -> onAnswers(answers.links()))
                .onMessage(NodeWords.WhatWas.class, this::onWhatWas)
                .onMessage(NodeWords.Past.class, past -> perform(roster.told(past.sums())))
                .build();
    }

    /** After a cluster has shut down it says that everybody was removed, which is about itself alone. */
    private Behavior<Command> on(ClusterEvent.ClusterDomainEvent event) {
        if (event.equals(ClusterEvent.ClusterShuttingDown$.MODULE$)) {
            entry.over().complete("");
            return Behaviors.stopped();
        }
        return switch (event) {
            case ClusterEvent.UnreachableMember lost -> {
                unheard.add(lost.member().uniqueAddress());
                say(lost.member(), "is suspected: it is silent");
                yield saw(lost.member());
            }
            case ClusterEvent.ReachableMember heard -> {
                unheard.remove(heard.member().uniqueAddress());
                say(heard.member(), "is heard again");
                yield saw(heard.member());
            }
            case ClusterEvent.MemberEvent changed -> saw(changed.member());
            default -> this;
        };
    }

    private Behavior<Command> saw(Member member) {
        var phase = phase(member);
        if (phase == Phase.REMOVED) {
            unheard.remove(member.uniqueAddress());
        }
        return NodeRole.of(member.getRoles())
                .map(role -> perform(roster.seen(
                        new NodeSighting(
                                seat(member.uniqueAddress()),
                                role.node(),
                                role.cores(),
                                phase,
                                member.upNumber(),
                                !unheard.contains(member.uniqueAddress())),
                        System.currentTimeMillis())))
                .orElse(this);
    }

    private static Phase phase(Member member) {
        var status = member.status();
        if (status.equals(akka.cluster.MemberStatus.up())) {
            return Phase.UP;
        }
        if (status.equals(akka.cluster.MemberStatus.leaving()) || status.equals(akka.cluster.MemberStatus.exiting())) {
            return Phase.LEAVING;
        }
        if (status.equals(akka.cluster.MemberStatus.down())) {
            return Phase.DOWN;
        }
        return status.equals(akka.cluster.MemberStatus.removed()) ? Phase.REMOVED : Phase.JOINING;
    }

    private static Seat seat(UniqueAddress process) {
        var address = process.address();
        return new Seat(address.host().get() + ":" + address.port().get(), process.longUid());
    }

    private Behavior<Command> perform(List<NodeRoster.Effect> effects) {
        changed();
        for (var effect : effects) {
            switch (effect) {
                case NodeRoster.Effect.Joined joined -> {
                    say("joined", joined.nodes(), joined.view());
                    entry.up().complete(joined.view());
                }
                case NodeRoster.Effect.Lost lost -> say("removed", lost.nodes(), lost.view());
                case NodeRoster.Effect.Withdraw withdraw -> entry.withdrawn().complete(withdraw);
            }
        }
        return this;
    }

    private void changed() {
        var view = roster.view();
        links.keySet()
                .removeIf(name -> view.members().stream()
                        .noneMatch(member -> member.name().equals(name)));
        guardian.tell(new NodeCommand.NodesChanged(
                new Members(view, roster.table().readings(), roster.descent(), List.copyOf(links.values()))));
    }

    private void say(Member member, String what) {
        NodeRole.of(member.getRoles())
                .ifPresent(role -> guardian.tell(new NodeCommand.Say("member", named(role.node()) + " " + what)));
    }

    private static String named(NodeMember node) {
        return node.name() + " (incarnation " + node.incarnation() + ")";
    }

    private void say(String what, List<NodeMember> nodes, NodeView view) {
        var names = nodes.stream().map(Membership::named).collect(Collectors.joining(", "));
        guardian.tell(new NodeCommand.Say(
                "member",
                names + " " + what + ": view " + view.number() + " of "
                        + view.members().size() + " nodes"));
    }

    private Behavior<Command> again() {
        rounds++;
        if (rounds % ANSWER_ROUNDS == 0) {
            answer();
        }
        return askElders();
    }

    private Behavior<Command> onListening(InetSocketAddress address) {
        listening = Optional.of(address);
        answer();
        return this;
    }

    /** Said again and again: a word may be lost, and a member may come. */
    private void answer() {
        var own = roster.view().member(name);
        if (own.isPresent() && listening.isPresent()) {
            var at = listening.get();
            var words = new NodeWords.Answers(new LinkAddress(
                    name, own.get().incarnation(), at.getAddress().getHostAddress(), at.getPort()));
            roster.table().others(self).forEach(address -> tell(address, words));
        }
    }

    private Behavior<Command> onAnswers(LinkAddress at) {
        var admits = roster.view().admits(at.node(), at.incarnation());
        if (admits && !at.equals(links.put(at.node(), at))) {
            changed();
        }
        return this;
    }

    private Behavior<Command> askElders() {
        roster.elders().forEach(address -> tell(address, new NodeWords.WhatWas(self.address(), self.number())));
        return this;
    }

    private Behavior<Command> onWhatWas(NodeWords.WhatWas asked) {
        roster.past(new Seat(asked.address(), asked.number()))
                .ifPresent(sums -> tell(asked.address(), new NodeWords.Past(sums)));
        return this;
    }

    private void tell(String address, NodeWords words) {
        var system = getContext().getSystem();
        var path = system.address().protocol() + "://" + system.name() + "@" + address + "/system/" + NAME;
        system.classicSystem().actorSelection(path).tell(words, akka.actor.ActorRef.noSender());
    }
}
