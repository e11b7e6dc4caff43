package multikernel.runtime;

import akka.actor.typed.Behavior;
import akka.actor.typed.BehaviorInterceptor;
import akka.actor.typed.Signal;
import akka.actor.typed.TypedActorContext;
import akka.actor.typed.javadsl.Behaviors;

/** Stands inside a behaviour's supervision and turns the signal of a limit into {@link ChannelFull}. */
public final class ChannelFullInterceptor extends BehaviorInterceptor<Object, Object> {

    private ChannelFullInterceptor() {
        super(Object.class);
    }

    /** To be supervised by what {@code Behaviors.supervise} puts around the result. */
    @SuppressWarnings("unchecked")
    public static <T> Behavior<T> around(Behavior<T> behavior) {
        return (Behavior<T>) Behaviors.intercept(ChannelFullInterceptor::new, (Behavior<Object>) behavior);
    }

    @Override
    public Behavior<Object> aroundStart(TypedActorContext<Object> context, PreStartTarget<Object> target) {
        try {
            return target.start(context);
        } catch (Throwable thrown) {
            throw converted(thrown);
        }
    }

    @Override
    public Behavior<Object> aroundReceive(
            TypedActorContext<Object> context, Object message, ReceiveTarget<Object> target) {
        try {
            return target.apply(context, message);
        } catch (Throwable thrown) {
            throw converted(thrown);
        }
    }

    @Override
    public Behavior<Object> aroundSignal(
            TypedActorContext<Object> context, Signal signal, SignalTarget<Object> target) {
        try {
            return target.apply(context, signal);
        } catch (Throwable thrown) {
            throw converted(thrown);
        }
    }

    private static RuntimeException converted(Throwable thrown) {
        return thrown instanceof FullSignal signal ? signal.failure() : FullSignal.raise(thrown);
    }

    @Override
    public boolean isSame(BehaviorInterceptor<Object, Object> other) {
        return other instanceof ChannelFullInterceptor;
    }
}
