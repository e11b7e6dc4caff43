package multikernel.runtime;

import akka.actor.DeadLetter;
import akka.actor.typed.Behavior;
import akka.actor.typed.BehaviorInterceptor;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.TypedActorContext;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import java.time.Duration;
import java.util.Optional;
import multikernel.base.Policy;
import org.jspecify.annotations.Nullable;

/**
 * Stands inside the supervision of a dispatcher and says when it has started and when it has started again. What
 * becomes of a behaviour that throws is its domain's {@link Policy}; its core goes on. Restarted, it is so alone, and
 * beyond a number of restarts a minute it stays stopped.
 *
 * <p>Where a program spawned the domain without naming its protocol, it also looks at the class of each message that
 * arrives, wherever from, its own core and itself included: one look-up of the class, and nothing is allocated.
 */
final class DispatcherLife extends BehaviorInterceptor<Object, Object> {

    private final DispatcherSite place;
    private final @Nullable Arrivals arrivals;
    private final @Nullable GroupPost post;
    private boolean startedBefore;

    private DispatcherLife(DispatcherSite place, @Nullable Arrivals arrivals, @Nullable GroupPost post) {
        super(Object.class);
        this.place = place;
        this.arrivals = arrivals;
        this.post = post;
    }

    /** @param post of a domain whose dispatchers can be sent to together */
    @SuppressWarnings("unchecked")
    static Behavior<Object> around(DispatcherSite place, DispatcherFactories.Entry entry, @Nullable GroupPost post) {
        var life = new DispatcherLife(place, entry.arrivals(), post);
        var inner =
                Behaviors.setup(context -> (Behavior<Object>) entry.factory().create(place.started()));
        return Behaviors.supervise(ChannelFullInterceptor.around(Behaviors.intercept(() -> life, inner)))
                .onFailure(Exception.class, strategy(place));
    }

    private static SupervisorStrategy strategy(DispatcherSite place) {
        return switch (Policy.of(place.settings())) {
            case RESTART ->
                SupervisorStrategy.restart()
                        .withLimit(place.site().setup().settings().dispatcher().restartsMax(), Duration.ofMinutes(1))
                        .withStopChildren(true);
            case STOP, MOVE -> SupervisorStrategy.stop();
        };
    }

    @Override
    public Behavior<Object> aroundStart(TypedActorContext<Object> context, PreStartTarget<Object> target) {
        if (startedBefore) {
            place.site().thread().channels().endOf(place.domain());
            place.objects().dispatcherEnded(place.domain());
            place.plane().domainBegan(place.domain());
        }
        var started = target.start(context);
        var self = context.asJava().getSelf();
        var site = place.site();
        site.node()
                .tell(
                        startedBefore
                                ? new NodeCommand.DispatcherRestarted(place.domain(), site.core())
                                : new NodeCommand.DispatcherStarted(
                                        place.domain(),
                                        site.core(),
                                        site.incarnation(),
                                        self,
                                        Optional.ofNullable(post).map(GroupPost::self)));
        startedBefore = true;
        return started;
    }

    @Override
    public Behavior<Object> aroundReceive(
            TypedActorContext<Object> context, Object arrived, ReceiveTarget<Object> target) {
        if (post == null || !(arrived instanceof GroupLetter letter)) {
            return received(context, arrived, target);
        }
        try {
            return received(context, post.open(letter), target);
        } finally {
            post.done(letter);
        }
    }

    private Behavior<Object> received(TypedActorContext<Object> context, Object message, ReceiveTarget<Object> target) {
        return arrivals == null || admits(arrivals, context, message)
                ? target.apply(context, message)
                : Behaviors.same();
    }

    private boolean admits(Arrivals arrivals, TypedActorContext<Object> context, Object message) {
        var verdict = arrivals.of(message);
        var reason = verdict.reason();
        if (reason == null) {
            return true;
        }
        if (verdict.claim()) {
            say(message.getClass(), reason, arrivals.isStrict());
        }
        if (arrivals.isStrict()) {
            var deadLetters = Adapter.toClassic(context.asJava().getSystem()).deadLetters();
            var self = Adapter.toClassic(context.asJava().getSelf());
            deadLetters.tell(new DeadLetter(message, deadLetters, self), deadLetters);
        }
        return !arrivals.isStrict();
    }

    private void say(Class<?> type, String reason, boolean strict) {
        var outcome = strict ? "goes to dead letters" : "is handled all the same";
        var text = "a message of " + type.getName() + " for " + place.domain() + " can change after it was sent and "
                + outcome + " (" + reason + ")";
        place.site().node().tell(new NodeCommand.Say("channel", text));
    }
}
