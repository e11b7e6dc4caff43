package multikernel.domain;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.util.ArrayDeque;
import multikernel.knowledge.KnowledgeBase;
import multikernel.knowledge.Limits;
import multikernel.knowledge.MalformedGoal;
import multikernel.knowledge.Query;

/** Runs queries on the host's dispatcher in turns, so that a long one keeps neither the thread nor the short ones. */
final class Inquiries extends AbstractBehavior<Inquiries.Command> {

    sealed interface Command {}

    record Ask(String goal, int answersMax, ActorRef<Query.Reply> replyTo) implements Command {}

    /** What is known from now on; queries that run keep what they began with. */
    record Known(KnowledgeBase base) implements Command {}

    private enum Turn implements Command {
        NEXT
    }

    /** Some milliseconds. */
    private static final long SLICE_STEPS = 10_000;

    private KnowledgeBase base;
    private final Limits limits;
    private final int queriesMax;
    private final ArrayDeque<Running> running = new ArrayDeque<>();

    private record Running(Query query, ActorRef<Query.Reply> replyTo) {}

    private Inquiries(ActorContext<Command> context, KnowledgeBase base, Limits limits, int queriesMax) {
        super(context);
        this.base = base;
        this.limits = limits;
        this.queriesMax = queriesMax;
    }

    static Behavior<Command> create(KnowledgeBase base, Limits limits, int queriesMax) {
        return Behaviors.setup(context -> new Inquiries(context, base, limits, queriesMax));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Ask.class, this::onAsk)
                .onMessage(Known.class, this::onKnown)
                .onMessage(Turn.class, turn -> onTurn())
                .build();
    }

    private Behavior<Command> onAsk(Ask ask) {
        if (running.size() >= queriesMax) {
            ask.replyTo.tell(new Query.Reply.Busy(queriesMax + " queries run"));
            return this;
        }
        try {
            running.addLast(new Running(Query.of(base, ask.goal, ask.answersMax, limits), ask.replyTo));
            if (running.size() == 1) {
                getContext().getSelf().tell(Turn.NEXT);
            }
        } catch (MalformedGoal malformed) {
            ask.replyTo.tell(new Query.Reply.Malformed(malformed.position(), malformed.reason()));
        }
        return this;
    }

    private Behavior<Command> onKnown(Known known) {
        base = known.base;
        return this;
    }

    private Behavior<Command> onTurn() {
        var next = running.removeFirst();
        next.query.run(SLICE_STEPS).ifPresentOrElse(next.replyTo::tell, () -> running.addLast(next));
        if (!running.isEmpty()) {
            getContext().getSelf().tell(Turn.NEXT);
        }
        return this;
    }
}
