package multikernel.runtime;

import akka.actor.typed.Behavior;
import akka.actor.typed.BehaviorInterceptor;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.TypedActorContext;
import akka.actor.typed.javadsl.Behaviors;
import java.time.Duration;

/**
 * Stands inside the supervision of a dispatcher and says when it has started and when it has started again. A behaviour
 * that throws is restarted alone, its core goes on; beyond a number of restarts a minute it stays stopped.
 */
final class DispatcherLife extends BehaviorInterceptor<Object, Object> {

    private final DispatcherSite place;
    private boolean startedBefore;

    private DispatcherLife(DispatcherSite place) {
        super(Object.class);
        this.place = place;
    }

    @SuppressWarnings("unchecked")
    static Behavior<Object> around(DispatcherSite place, DispatcherFactory factory) {
        var life = new DispatcherLife(place);
        var inner = Behaviors.setup(context -> (Behavior<Object>) factory.create(place));
        var restart = SupervisorStrategy.restart()
                .withLimit(place.site().setup().settings().dispatcher().restartsMax(), Duration.ofMinutes(1))
                .withStopChildren(true);
        return Behaviors.supervise(Behaviors.intercept(() -> life, ChannelFullInterceptor.around(inner)))
                .onFailure(Exception.class, restart);
    }

    @Override
    public Behavior<Object> aroundStart(TypedActorContext<Object> context, PreStartTarget<Object> target) {
        var started = target.start(context);
        var self = context.asJava().getSelf();
        var site = place.site();
        site.node()
                .tell(
                        startedBefore
                                ? new NodeCommand.DispatcherRestarted(place.domain(), site.core())
                                : new NodeCommand.DispatcherStarted(
                                        place.domain(), site.core(), site.incarnation(), self));
        startedBefore = true;
        return started;
    }

    @Override
    public Behavior<Object> aroundReceive(
            TypedActorContext<Object> context, Object message, ReceiveTarget<Object> target) {
        return target.apply(context, message);
    }
}
