package multikernel.runtime;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import multikernel.base.DomainSpec;

/**
 * Everything that is local to one core: starts and ends the dispatchers that live on it, tells them where the
 * dispatchers of other domains are, drains them before the end.
 */
final class CpuDriver extends AbstractBehavior<CpuDriver.Command> {

    sealed interface Command {}

    /** The table of domains says that this domain has a dispatcher here. */
    record Start(DomainSpec domain) implements Command {}

    /** The table of domains says that it has none any more. */
    record End(String domain) implements Command {}

    record Bind(String domain, ActorRef<Bindings> subscriber) implements Command {}

    record Bound(Bindings bindings) implements Command {}

    record RegisterDrain(String domain, ActorRef<Drain> drainer) implements Command {}

    record DrainAll(ActorRef<Drain.Drained> replyTo) implements Command {}

    private record DispatcherGone(String domain) implements Command {}

    private record SubscriberGone(ActorRef<Bindings> subscriber) implements Command {}

    private record DrainerDone(String domain) implements Command {}

    private final CoreSite site;
    private final Map<String, ActorRef<Object>> dispatchers = new HashMap<>();
    private final Map<String, DomainSpec> startAfterEnd = new HashMap<>();
    private final Map<String, Bindings> bindings = new HashMap<>();
    private final Map<String, List<ActorRef<Bindings>>> subscribers = new HashMap<>();
    private final Map<String, List<ActorRef<Drain>>> drainers = new HashMap<>();
    private final Map<String, Integer> draining = new HashMap<>();
    private final List<ActorRef<Drain.Drained>> drainWaiters = new ArrayList<>();

    private CpuDriver(ActorContext<Command> context, CoreSite site) {
        super(context);
        this.site = site;
    }

    static Behavior<Command> create(CoreSite site) {
        return Behaviors.setup(context -> new CpuDriver(context, site));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Start.class, this::onStart)
                .onMessage(End.class, this::onEnd)
                .onMessage(Bind.class, this::onBind)
                .onMessage(Bound.class, this::onBound)
                .onMessage(RegisterDrain.class, this::onRegisterDrain)
                .onMessage(DrainAll.class, this::onDrainAll)
                .onMessage(DrainerDone.class, this::onDrainerDone)
                .onMessage(DispatcherGone.class, this::onDispatcherGone)
                .onMessage(SubscriberGone.class, this::onSubscriberGone)
                .build();
    }

    private Behavior<Command> onStart(Start start) {
        var name = start.domain().name();
        if (dispatchers.containsKey(name)) {
            startAfterEnd.put(name, start.domain());
        } else {
            spawn(start.domain());
        }
        return this;
    }

    private void spawn(DomainSpec domain) {
        var place = new DispatcherSite(domain, site, getContext().getSelf());
        var behavior = DispatcherLife.around(place, site.setup().factories().of(domain));
        var name = domain.name() + "-" + site.core().index();
        var dispatcher = getContext().spawn(behavior, name, DispatcherSelector.sameAsParent());
        dispatchers.put(domain.name(), dispatcher);
        getContext().watchWith(dispatcher, new DispatcherGone(domain.name()));
    }

    /** A dispatcher ends after it has drained; its name is free again only once the actor has ended. */
    private Behavior<Command> onEnd(End end) {
        startAfterEnd.remove(end.domain());
        if (!drain(end.domain())) {
            stop(end.domain());
        }
        return this;
    }

    private Behavior<Command> onBind(Bind bind) {
        subscribers.computeIfAbsent(bind.domain(), domain -> new ArrayList<>()).add(bind.subscriber());
        getContext().watchWith(bind.subscriber(), new SubscriberGone(bind.subscriber()));
        bind.subscriber().tell(bindings.getOrDefault(bind.domain(), new Bindings(bind.domain(), Map.of())));
        return this;
    }

    private Behavior<Command> onBound(Bound bound) {
        var domain = bound.bindings().domain();
        bindings.put(domain, bound.bindings());
        subscribers.getOrDefault(domain, List.of()).forEach(subscriber -> subscriber.tell(bound.bindings()));
        return this;
    }

    private Behavior<Command> onSubscriberGone(SubscriberGone gone) {
        subscribers.values().forEach(of -> of.remove(gone.subscriber()));
        return this;
    }

    private Behavior<Command> onRegisterDrain(RegisterDrain register) {
        drainers.computeIfAbsent(register.domain(), domain -> new ArrayList<>()).add(register.drainer());
        return this;
    }

    private Behavior<Command> onDrainAll(DrainAll drainAll) {
        drainWaiters.add(drainAll.replyTo());
        List.copyOf(drainers.keySet()).forEach(this::drain);
        answerDrainWaiters();
        return this;
    }

    private boolean drain(String domain) {
        var asked = drainers.getOrDefault(domain, List.of());
        if (asked.isEmpty() || draining.containsKey(domain)) {
            return draining.containsKey(domain);
        }
        draining.put(domain, asked.size());
        for (var drainer : asked) {
            getContext()
                    .ask(
                            Drain.Drained.class,
                            drainer,
                            site.setup().drainTimeout(),
                            Drain::new,
                            (drained, late) -> new DrainerDone(domain));
        }
        return true;
    }

    private Behavior<Command> onDrainerDone(DrainerDone done) {
        if (draining.merge(done.domain(), -1, Integer::sum) == 0) {
            draining.remove(done.domain());
            stop(done.domain());
            answerDrainWaiters();
        }
        return this;
    }

    private void answerDrainWaiters() {
        if (draining.isEmpty()) {
            drainWaiters.forEach(waiter -> waiter.tell(Drain.Drained.DRAINED));
            drainWaiters.clear();
        }
    }

    private void stop(String domain) {
        drainers.remove(domain);
        var dispatcher = dispatchers.get(domain);
        if (dispatcher != null) {
            getContext().stop(dispatcher);
        }
    }

    private Behavior<Command> onDispatcherGone(DispatcherGone gone) {
        dispatchers.remove(gone.domain());
        drainers.remove(gone.domain());
        site.node().tell(new NodeCommand.DispatcherEnded(gone.domain(), site.core(), site.incarnation()));
        var next = startAfterEnd.remove(gone.domain());
        if (next != null) {
            spawn(next);
        }
        return this;
    }
}
