package multikernel.runtime;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import multikernel.base.CoreId;
import multikernel.knowledge.ChosenTrees;
import multikernel.knowledge.tree.Costs;
import multikernel.multicast.Anycasts;
import multikernel.multicast.CastLimits;
import multikernel.multicast.GroupMessage.Down;
import multikernel.multicast.GroupView;
import multikernel.multicast.Routes;
import multikernel.multicast.Seat;
import multikernel.urpc.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Carries what is sent to the dispatchers of a domain together, to and from that of one core. It is an actor beside the
 * dispatcher, so that a dispatcher that is slow keeps nothing from those below it, and starts and ends with it; whoever
 * sends from this core's thread uses it directly.
 */
final class GroupPost implements GroupPart.Host {

    /** Messages of one sender that not all have taken. */
    private static final int WINDOW = 256;

    /** Messages of one sender for one of many that this one has not taken. */
    private static final int CREDIT = 8;

    /** A sender's core sends each message to so many at most. */
    private static final int CHILDREN_MAX = 3;

    private static final long PATIENCE_MILLIS = 1_000;
    private static final Duration TICK = Duration.ofMillis(PATIENCE_MILLIS / 4);

    private final String domain;
    private final CoreSite site;
    private final CastLimits limits = new CastLimits(WINDOW, TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS));
    private final Routes routes;
    private final Map<GroupKey, GroupPart> parts = new HashMap<>();
    private final Anycasts<Object> anycasts;
    private final GroupWaiting waiting = new GroupWaiting();
    private @Nullable ActorContext<Object> actor;
    private @Nullable ActorRef<Object> ref;
    private @Nullable ActorRef<Object> dispatcher;
    private Bindings bindings;
    private GroupView view = GroupView.NONE;
    private boolean hasJoined;
    private boolean isWatching;
    private boolean saidRoom;

    GroupPost(String domain, CoreSite site) {
        this.domain = domain;
        this.site = site;
        bindings = new Bindings(domain, Map.of());
        var costs = site.setup().costs();
        routes = (root, others) -> ChosenTrees.narrow(root, others, costs.get(), CHILDREN_MAX);
        anycasts = new Anycasts<>(CREDIT, core -> distance(costs.get(), core), this::sendAny);
    }

    private long distance(Costs costs, CoreId to) {
        return to.equals(site.core()) ? 0 : costs.of(site.core(), to).total();
    }

    Behavior<Object> create(ActorRef<CpuDriver.Command> cpuDriver) {
        return Behaviors.setup(context -> {
            actor = context;
            cpuDriver.tell(new CpuDriver.Bind(domain, context.getSelf().narrow()));
            return Behaviors.receive(Object.class)
                    .onMessage(Bindings.class, this::onBindings)
                    .onMessage(GroupLetter.class, this::onLetter)
                    .onSignal(PostStop.class, stop -> onStop())
                    .build();
        });
    }

    void self(ActorRef<Object> self) {
        ref = self;
    }

    /** Nothing is handed on before. */
    void begin(ActorRef<Object> of) {
        dispatcher = of;
    }

    private Behavior<Object> onBindings(Bindings now) {
        bindings = now;
        var seats = new ArrayList<Seat>();
        now.posts().forEach((core, posted) -> seats.add(new Seat(core, posted.since())));
        view = new GroupView(now.number(), seats);
        hasJoined |= isMember();
        parts.values().forEach(part -> part.view(view));
        var open = seats.stream()
                .filter(seat -> now.dispatchers().containsKey(seat.core()))
                .toList();
        anycasts.members(seats, open, System.nanoTime());
        room();
        return Behaviors.same();
    }

    private boolean isMember() {
        var posted = bindings.posts().get(site.core());
        return posted != null && posted.post().equals(ref);
    }

    private Behavior<Object> onLetter(GroupLetter letter) {
        switch (letter) {
            case GroupLetter.Cast cast -> part(cast.key()).heard(cast);
            case GroupLetter.Taken taken -> taken(taken);
            case GroupLetter.Enter enter -> {
                waiting.enter(enter);
                goOn();
            }
            case GroupLetter.Any any -> hand(any);
            case GroupLetter.Note.WATCH -> watch();
            case GroupLetter.Note.TICK -> tick();
            case GroupLetter.Note.ROOM -> tellRoom();
        }
        return Behaviors.same();
    }

    private void taken(GroupLetter.Taken taken) {
        if (taken.isDone()) {
            anycasts.done(taken.by(), taken.number(), System.nanoTime());
            roomIfWanted();
        } else {
            anycasts.taken(taken.by(), taken.number());
        }
    }

    private GroupPart part(GroupKey key) {
        var part = parts.get(key);
        if (part == null) {
            part = new GroupPart(key, site.core(), limits, routes, this);
            parts.put(key, part);
            part.view(view);
        }
        return part;
    }

    /** On this core's thread, whoever runs. */
    Channel.Sent cast(GroupKey key, Object message, @Nullable Runnable room) {
        var part = part(key);
        var sent = waiting.sent(part.cast(message), hasJoined, room);
        if (part.isFull() && !isWatching) {
            isWatching = true;
            self().tell(GroupLetter.Note.WATCH);
        }
        return sent;
    }

    /** The same to one of all. */
    Channel.Sent castAny(Object message, @Nullable Runnable room) {
        return waiting.sent(anycasts.cast(message, System.nanoTime()), hasJoined, room);
    }

    ActorRef<Object> self() {
        return Objects.requireNonNull(ref, "a post that has begun");
    }

    private void goOn() {
        int lost = waiting.goOn(bindings.number(), this::goOn);
        if (lost > 0) {
            dropped(lost);
        }
    }

    private Channel.Sent goOn(GroupLetter.Enter entered) {
        var key = entered.key();
        return key == null ? castAny(entered.message(), null) : cast(key, entered.message(), null);
    }

    private void dropped(int count) {
        site.interconnect().publish(new Dropped(null, site.core(), site.thread().closedReason(), count));
    }

    private void roomIfWanted() {
        if (!waiting.isEmpty()) {
            room();
        }
    }

    /** Told from within a machine, so that what follows has to wait. */
    @Override
    public void room() {
        if (!saidRoom) {
            saidRoom = true;
            self().tell(GroupLetter.Note.ROOM);
        }
    }

    private void tellRoom() {
        saidRoom = false;
        var rooms = waiting.takeRooms();
        goOn();
        rooms.forEach(Runnable::run);
    }

    private void watch() {
        if (parts.values().stream().anyMatch(GroupPart::isFull)) {
            Objects.requireNonNull(actor).scheduleOnce(TICK, self(), GroupLetter.Note.TICK);
        } else {
            isWatching = false;
        }
    }

    private void tick() {
        var now = System.nanoTime();
        parts.values().forEach(part -> part.ticked(now));
        watch();
    }

    @Override
    public void send(CoreId to, GroupLetter letter) {
        var posted = bindings.posts().get(to);
        if (posted != null) {
            posted.post().tell(letter);
        }
    }

    private void sendAny(Seat to, long number, Object message) {
        var letter = new GroupLetter.Any(self(), to, number, message);
        if (to.core().equals(site.core())) {
            hand(letter);
        } else {
            send(to.core(), letter);
        }
    }

    @Override
    public void hand(GroupLetter letter) {
        Objects.requireNonNull(dispatcher, "a post that has begun").tell(letter);
    }

    /** The dispatcher takes what is in a letter. */
    Object open(GroupLetter letter) {
        return switch (letter) {
            case GroupLetter.Cast(GroupKey key, Down<Object> down) -> {
                part(key).taken(down);
                yield down.message();
            }
            case GroupLetter.Any any -> {
                any.from().tell(new GroupLetter.Taken(any.to(), any.number(), false));
                yield any.message();
            }
            default -> throw new IllegalStateException(domain + " got " + letter);
        };
    }

    /** It is done with what was in a letter. */
    void done(GroupLetter letter) {
        if (letter instanceof GroupLetter.Any any) {
            any.from().tell(new GroupLetter.Taken(any.to(), any.number(), true));
        }
    }

    @Override
    public void slow(GroupKey group, Seat member) {
        var what =
                switch (group.slow()) {
                    case HOLD -> " holds back ";
                    case LEAVE_BEHIND -> " is left behind by ";
                };
        say(member.core() + what + site.core() + ", which sends to all in order " + group.order());
    }

    @Override
    public void missed(GroupKey group, Seat origin, long count) {
        site.interconnect().publish(new Dropped(origin.core(), site.core(), Dropped.Reason.LEFT_BEHIND, (int) count));
    }

    private void say(String text) {
        site.node().tell(new NodeCommand.Say("domain", domain + ": " + text));
    }

    /** What had entered and not gone on is lost with the core, and counted. */
    private Behavior<Object> onStop() {
        if (waiting.entered() > 0) {
            dropped(waiting.entered());
        }
        return Behaviors.same();
    }
}
