package multikernel.domain;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.lang.invoke.MethodHandles;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import multikernel.base.NodeMember;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.multicast.Enrolled;
import multikernel.multicast.Roll;
import multikernel.multicast.RollChange;
import multikernel.multicast.RollChange.Here;
import multikernel.multicast.RollChange.Present;
import multikernel.multicast.Rolls;
import multikernel.runtime.Bindings;
import multikernel.runtime.ChangeRules;
import multikernel.runtime.DispatcherContext;
import multikernel.runtime.Drain;
import multikernel.runtime.Members;
import multikernel.runtime.RollTold;

/**
 * The dispatcher, on the node's first core, that has the {@link Rolls} say who of this node is in groups over several
 * nodes, and tells these what they say. It looks at them several times a second while there are such domains here; so
 * members see one roll after the other, and not each of them.
 */
final class RollDispatcher extends AbstractBehavior<RollDispatcher.Message> {

    /** The kind's and the domain's. */
    static final String NAME = "groups";

    /** Nodes that hold the rolls; with fewer nobody is a member. */
    static final int REPLICAS = 3;

    /** What it is told. */
    sealed interface Message {}

    private record Nodes(Members members) implements Message {}

    private record Bound(Bindings bindings) implements Message {}

    private record Draining(Drain drain) implements Message {}

    private record Seen(Rolls rolls) implements Message {}

    private record Changed(RollChange change, Outcome outcome) implements Message {}

    private record Broken(String what) implements Message {}

    private enum Note implements Message {
        TICK,
        /** The rolls were not to be had. */
        UNSEEN
    }

    /** What it has of its own node. */
    interface Hands {

        /** Domains of this node whose groups are over several, with the fingerprint of their messages. */
        Map<String, Long> wide();

        /** One line for the operator. */
        void say(String line);
    }

    private static final class Rules implements ChangeRules<Rolls, RollChange> {

        @Override
        public Rolls initial() {
            return Rolls.NONE;
        }

        @Override
        public Optional<String> check(Rolls rolls, RollChange change) {
            return rolls.check(change);
        }

        @Override
        public Rolls apply(Rolls rolls, RollChange change) {
            return rolls.apply(change);
        }
    }

    private static final FarReplicatedSpec<Rolls, RollChange> SPEC =
            FarReplicatedSpec.of(MethodHandles.lookup(), Rolls.class, RollChange.class, new Rules(), REPLICAS);

    /** Ticks between two looks: a tenth of a second. */
    private static final int LOOK_TICKS = 100 / (int) FarReplicated.TICK.toMillis();

    /** Looks in vain after which it is said. */
    private static final int UNSEEN_MAX = 30;

    private final DispatcherContext context;
    private final Hands hands;
    private final FarReplicated<Rolls, RollChange> table;
    private final Map<String, Long> wide = new HashMap<>();
    private final Map<String, Bindings> bindings = new HashMap<>();
    private final Map<String, RollTold> told = new HashMap<>();
    private final Map<String, String> said = new HashMap<>();
    private Members members = Members.NONE;
    private boolean isBusy;
    private int ticks;
    private int unseen;

    private RollDispatcher(
            ActorContext<Message> actor, TimerScheduler<Message> timers, DispatcherContext context, Hands hands) {
        super(actor);
        this.context = context;
        this.hands = hands;
        var self = actor.getSelf();
        table = new FarReplicated<>(context, SPEC, failed -> self.tell(new Broken(failed.toString())));
        context.follow(actor.messageAdapter(Members.class, Nodes::new));
        context.onDrain(actor.messageAdapter(Drain.class, Draining::new));
        timers.startTimerWithFixedDelay(Note.TICK, FarReplicated.TICK);
    }

    /** Derives the codec, so that no core waits for that. */
    static void load() {
        var _ = SPEC.begin();
    }

    static Behavior<Message> create(DispatcherContext context, Hands hands) {
        return Behaviors.setup(
                actor -> Behaviors.withTimers(timers -> new RollDispatcher(actor, timers, context, hands)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::on).build();
    }

    private Behavior<Message> on(Message message) {
        switch (message) {
            case Nodes(Members now) -> {
                members = now;
                table.members(now);
            }
            case Bound(Bindings now) -> bound(now);
            case Draining(Drain drain) -> {
                table.leave();
                drain.replyTo().tell(Drain.Drained.DRAINED);
            }
            case Seen(Rolls rolls) -> seen(rolls);
            case Changed changed -> changed(changed);
            case Broken(String what) -> throw new IllegalStateException(what);
            case Note.UNSEEN -> unseen();
            case Note.TICK -> tick();
        }
        return this;
    }

    /** A core that has just begun knows of no bindings: that says nothing. */
    private void bound(Bindings now) {
        if (now.number() > 0) {
            bindings.put(now.domain(), now);
            tell(now.domain());
        }
    }

    private void tick() {
        table.ticked();
        ticks++;
        if (ticks % LOOK_TICKS == 0) {
            hands.wide().forEach((domain, fingerprint) -> {
                if (wide.put(domain, fingerprint) == null) {
                    context.bind(domain, getContext().messageAdapter(Bindings.class, Bound::new));
                }
            });
            look();
        }
    }

    private void look() {
        if (isBusy || wide.isEmpty()) {
            return;
        }
        isBusy = true;
        getContext()
                .pipeToSelf(
                        table.read(),
                        (read, failed) -> failed == null && read.state().isPresent()
                                ? new Seen(read.state().get())
                                : Note.UNSEEN);
    }

    private void unseen() {
        isBusy = false;
        unseen++;
        if (unseen == UNSEEN_MAX) {
            context.degraded("groups over several nodes stand still: no majority of at least " + REPLICAS + " nodes");
        }
    }

    private void seen(Rolls rolls) {
        isBusy = false;
        if (unseen >= UNSEEN_MAX) {
            context.degraded("");
        }
        unseen = 0;
        var self = self();
        if (self.isEmpty()) {
            return;
        }
        rolls.rolls().forEach(roll -> seen(self.get(), roll));
        if (members.view().number() > rolls.nodes().number()) {
            change(new RollChange.Nodes(members.view()));
        } else if (rolls.nodes().members().contains(self.get())) {
            wide.keySet().stream()
                    .filter(bindings::containsKey)
                    .map(domain -> present(self.get(), domain))
                    .filter(present -> !isIn(rolls, present))
                    .findFirst()
                    .ifPresent(this::change);
        }
    }

    private Optional<NodeMember> self() {
        return members.view().member(context.node());
    }

    private void seen(NodeMember self, Roll roll) {
        var before = told.get(roll.domain());
        if (before == null || before.roll().number() < roll.number()) {
            told.put(roll.domain(), new RollTold(self, roll));
            tell(roll.domain());
        }
    }

    /** All that are here: who knows it already is told nothing new. */
    private void tell(String domain) {
        var now = told.get(domain);
        var bound = bindings.get(domain);
        if (now != null && bound != null) {
            bound.posts().values().forEach(posted -> posted.post().tell(now));
        }
    }

    private Present present(NodeMember self, String domain) {
        var posts =
                bindings.getOrDefault(domain, new Bindings(domain, Map.of())).posts();
        var here = posts.entrySet().stream()
                .map(post -> new Here(post.getKey(), post.getValue().since()))
                .sorted(Comparator.comparing(Here::core))
                .toList();
        return new Present(domain, wide.getOrDefault(domain, 0L), self, here);
    }

    private static boolean isIn(Rolls rolls, Present present) {
        var known = rolls.of(present.domain()).map(Roll::members).orElse(List.of()).stream()
                .filter(member -> member.place().node().equals(present.node()))
                .map(RollDispatcher::here)
                .sorted(Comparator.comparing(Here::core))
                .toList();
        return known.equals(present.members());
    }

    private static Here here(Enrolled member) {
        return new Here(member.place().core(), member.start());
    }

    private void change(RollChange change) {
        isBusy = true;
        getContext()
                .pipeToSelf(
                        table.update(change),
                        (updated, failed) -> new Changed(change, failed == null ? updated.outcome() : late(failed)));
    }

    private static Outcome late(Throwable failed) {
        return new Outcome.Refused(Refusal.TIMED_OUT, String.valueOf(failed.getMessage()));
    }

    /** What was refused is asked for again, if it is still wanted. */
    private void changed(Changed changed) {
        isBusy = false;
        if (!(changed.outcome() instanceof Outcome.Refused(var why, var detail))) {
            look();
        } else if (changed.change() instanceof Present(var domain, var _, var _, var _)
                && why == Refusal.CHANGE_REFUSED
                && !detail.equals(said.put(domain, detail))) {
            hands.say(domain + " has no group over several nodes: " + detail);
        }
    }
}
