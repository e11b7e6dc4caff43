package multikernel.runtime;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import multikernel.base.DomainSpec;
import multikernel.cpudriver.Dispatchers;
import multikernel.cpudriver.DriverEffect;
import multikernel.cpudriver.DriverEvent;
import multikernel.cpudriver.Subscriptions;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is local to one core: turns what it is told into events for {@link Dispatchers}, which decide who is
 * started, drained and stopped, and performs the effects; tells who subscribed where the dispatchers of other domains
 * are.
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

    /** The core is to leave; answered by {@link NodeCommand.Emptied} once no dispatcher is left. */
    record Leave() implements Command {}

    private record Drained(long ticket) implements Command {}

    private final CoreSite site;
    private final CapabilityPlane plane;
    private final ObjectPlane objects;
    private final Dispatchers dispatchers;
    private final Subscriptions subscriptions = new Subscriptions();
    private final Registrants registrants = new Registrants();
    private final Map<String, ActorRef<Object>> running = new HashMap<>();
    private final Map<String, Bindings> bindings = new HashMap<>();
    private final List<ActorRef<Drain.Drained>> drainWaiters = new ArrayList<>();

    private CpuDriver(ActorContext<Command> context, CoreSite site, CapabilityPlane plane, ObjectPlane objects) {
        super(context);
        this.site = site;
        this.plane = plane;
        this.objects = objects;
        this.dispatchers = new Dispatchers(site.setup().settings().dispatcher().drainersMax());
    }

    static Behavior<Command> create(CoreSite site, CapabilityPlane plane, ObjectPlane objects) {
        return Behaviors.setup(context -> new CpuDriver(context, site, plane, objects));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Start.class, start -> on(new DriverEvent.Start(start.domain())))
                .onMessage(End.class, end -> on(new DriverEvent.End(end.domain())))
                .onMessage(Bind.class, this::onBind)
                .onMessage(Bound.class, this::onBound)
                .onMessage(RegisterDrain.class, this::onRegisterDrain)
                .onMessage(DrainAll.class, this::onDrainAll)
                .onMessage(Leave.class, leave -> on(new DriverEvent.Leave()))
                .onMessage(Drained.class, drained -> on(new DriverEvent.Drained(drained.ticket())))
                .onSignal(Terminated.class, this::onTerminated)
                .build();
    }

    private Behavior<Command> onBind(Bind bind) {
        subscriptions.add(bind.domain(), registered(bind.subscriber()));
        bind.subscriber().tell(bindings.getOrDefault(bind.domain(), new Bindings(bind.domain(), Map.of())));
        return this;
    }

    private Behavior<Command> onBound(Bound bound) {
        var domain = bound.bindings().domain();
        bindings.put(domain, bound.bindings());
        bindings.values()
                .removeIf(each -> each.dispatchers().isEmpty() && each.leaving().isEmpty());
        for (var subscriber : subscriptions.to(domain)) {
            registrants.<Bindings>actor(subscriber).tell(bound.bindings());
        }
        return this;
    }

    private Behavior<Command> onRegisterDrain(RegisterDrain register) {
        return on(new DriverEvent.DrainerRegistered(register.domain(), registered(register.drainer())));
    }

    private Behavior<Command> onDrainAll(DrainAll drainAll) {
        drainWaiters.add(drainAll.replyTo());
        return on(new DriverEvent.DrainAll());
    }

    /** An actor may be a dispatcher and have registered for both; all three end with it, its name is free first. */
    private Behavior<Command> onTerminated(Terminated terminated) {
        var ended = terminated.getRef();
        List.copyOf(running.keySet()).stream()
                .filter(domain -> ended.equals(running.get(domain)))
                .forEach(domain -> dispatcherEnded(domain, thrownBy(terminated)));
        registrants.forget(ended).ifPresent(this::registrantEnded);
        return this;
    }

    private static String thrownBy(Terminated terminated) {
        return terminated instanceof ChildFailed failed ? String.valueOf(failed.cause()) : "";
    }

    private void dispatcherEnded(String domain, String thrown) {
        running.remove(domain);
        var post = Objects.requireNonNull(CoreThread.posts(site.interconnect())).remove(domain);
        if (post != null) {
            getContext().stop(post.self());
        }
        site.thread().channels().endOf(domain);
        plane.domainEnded(domain);
        objects.dispatcherEnded(domain);
        site.node().tell(new NodeCommand.DispatcherEnded(domain, site.core(), site.incarnation(), thrown));
        on(new DriverEvent.Gone(domain));
    }

    private void registrantEnded(int number) {
        subscriptions.gone(number);
        on(new DriverEvent.DrainerGone(number));
    }

    /** Watched, not watched with a message of ours: it may be watched for something else already. */
    private int registered(ActorRef<?> actor) {
        getContext().watch(actor);
        return registrants.number(actor);
    }

    private Behavior<Command> on(DriverEvent event) {
        dispatchers.on(event).forEach(this::perform);
        return this;
    }

    private void perform(DriverEffect effect) {
        switch (effect) {
            case DriverEffect.Spawn(var domain) -> spawn(domain);
            case DriverEffect.AskToDrain(var drainer, var ticket) -> ask(registrants.actor(drainer), ticket);
            case DriverEffect.Stop(var domain) -> getContext().stop(Objects.requireNonNull(running.get(domain)));
            case DriverEffect.AllDrained all -> answerDrainWaiters();
            case DriverEffect.AllEnded all ->
                site.node().tell(new NodeCommand.Emptied(site.core(), site.incarnation()));
            case DriverEffect.DrainerRefused(var domain, var max) ->
                site.node()
                        .tell(new NodeCommand.Unable(
                                domain, site.core(), "more than " + max + " of its actors want to drain"));
        }
    }

    private void spawn(DomainSpec domain) {
        plane.domainBegan(domain.name());
        var place =
                new DispatcherSite(domain, site, plane, objects, getContext().getSelf(), 0);
        var post = post(domain);
        var behavior = DispatcherLife.around(place, site.setup().factories().of(domain), post);
        var name = domain.name() + "-" + site.core().index();
        var dispatcher = getContext().spawn(behavior, name, DispatcherSelector.sameAsParent());
        running.put(domain.name(), dispatcher);
        getContext().watch(dispatcher);
        if (post != null) {
            post.begin(dispatcher);
        }
    }

    /** It is there before its dispatcher starts, which says who it is. */
    private @Nullable GroupPost post(DomainSpec domain) {
        if (!site.setup().factories().isGroup(domain)) {
            return null;
        }
        var post = new GroupPost(domain, site);
        var self = getContext().spawnAnonymous(post.create(getContext().getSelf()), DispatcherSelector.sameAsParent());
        post.self(self);
        Objects.requireNonNull(CoreThread.posts(site.interconnect())).add(domain.name(), post);
        return post;
    }

    /** A drainer that is late has drained; one that has ended is known by its end. */
    private void ask(ActorRef<Drain> drainer, long ticket) {
        var limit = site.setup().drainTimeout();
        getContext().ask(Drain.Drained.class, drainer, limit, Drain::new, (drained, late) -> new Drained(ticket));
    }

    private void answerDrainWaiters() {
        drainWaiters.forEach(waiter -> waiter.tell(Drain.Drained.DRAINED));
        drainWaiters.clear();
    }
}
