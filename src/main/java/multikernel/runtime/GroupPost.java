package multikernel.runtime;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import java.time.Duration;
import java.util.Objects;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.knowledge.ChosenTrees;
import multikernel.multicast.GroupMessage.Down;
import multikernel.multicast.Routes;
import multikernel.multicast.Seat;
import multikernel.settings.GroupSettings;
import multikernel.urpc.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Carries what is sent to the dispatchers of a domain together, to and from that of one core. It is an actor beside the
 * dispatcher, so that a dispatcher that is slow keeps nothing from those below it, and starts and ends with it; whoever
 * sends from this core's thread uses it directly.
 */
final class GroupPost implements GroupPart.Host {

    private final String domain;
    private final CoreSite site;
    private final GroupSettings settings;
    private final GroupParts parts;
    private final GroupWays ways;
    private final AnyPart anycasts;
    private final GroupWaiting waiting = new GroupWaiting();
    private final GroupRounds rounds;
    private final GroupCounts counts;
    private @Nullable ActorContext<Object> actor;
    private @Nullable ActorRef<Object> dispatcher;
    private boolean hasJoined;
    private boolean isWatching;
    private boolean saidRoom;

    GroupPost(DomainSpec spec, CoreSite site) {
        this.domain = spec.name();
        this.site = site;
        counts = new GroupCounts(domain, site);
        settings = site.setup().settings().groups();
        ways = new GroupWays(spec, site);
        var costs = site.setup().costs();
        Routes inside = (root, others) -> ChosenTrees.narrow(root, others, costs.get(), settings.childrenMax());
        var routes = ways.routes(inside, settings.childrenMax());
        parts = new GroupParts(settings, routes, this);
        anycasts = new AnyPart(site, ways, this::sendAny);
        rounds = new GroupRounds(spec, site, ways, routes, counts, this);
    }

    GroupRounds rounds() {
        return rounds;
    }

    Behavior<Object> create(ActorRef<CpuDriver.Command> cpuDriver) {
        return Behaviors.setup(context -> {
            actor = context;
            cpuDriver.tell(new CpuDriver.Bind(domain, context.getSelf().narrow()));
            site.interconnect().open().groups().add(counts);
            ways.begin(context);
            return Behaviors.receive(Object.class)
                    .onMessage(Bindings.class, this::onBindings)
                    .onMessage(RollTold.class, this::onRoll)
                    .onMessage(GroupLetter.class, this::onLetter)
                    .onSignal(PostStop.class, stop -> onStop())
                    .build();
        });
    }

    void self(ActorRef<Object> self) {
        ways.self(self);
    }

    /** Nothing is handed on before. */
    void begin(ActorRef<Object> of) {
        dispatcher = of;
    }

    private Behavior<Object> onBindings(Bindings now) {
        ways.bindings(now);
        view();
        return Behaviors.same();
    }

    private Behavior<Object> onRoll(RollTold told) {
        ways.told(told);
        view();
        return Behaviors.same();
    }

    private void view() {
        var mine = ways.mine();
        hasJoined |= mine != null;
        parts.view(ways.view(), mine);
        rounds.view(ways.roster(), mine);
        anycasts.view();
        counts.elsewhere(ways.elsewhere());
        room();
    }

    private Behavior<Object> onLetter(GroupLetter letter) {
        switch (letter) {
            case GroupLetter.Cast cast -> parts.heard(cast);
            case GroupLetter.Round round -> rounds.heard(round);
            case GroupLetter.Taken taken -> taken(taken);
            case GroupLetter.Enter enter -> {
                waiting.enter(enter);
                goOn();
            }
            case GroupLetter.Any any -> arrived(any);
            case GroupLetter.Far far -> arrived(far);
            case GroupLetter.Note.WATCH -> watch();
            case GroupLetter.Note.TICK -> tick();
            case GroupLetter.Note.ROOM -> tellRoom();
            case GroupLetter.Note.OVER -> rounds.answer();
            case GroupLetter.Note.LINES -> ways.soon();
            case GroupLetter.Note.LINES_TICK -> ways.tick();
        }
        return Behaviors.same();
    }

    private void taken(GroupLetter.Taken taken) {
        anycasts.heard(taken);
        if (taken.isDone() && !waiting.isEmpty()) {
            room();
        }
    }

    /** On this core's thread, whoever runs. */
    Channel.Sent cast(GroupKey key, Object message, @Nullable Runnable room) {
        var sent = waiting.sent(parts.cast(key, ways.sealed(message)), hasJoined, room);
        counts.sent(true, sent);
        if (parts.isFull(key)) {
            watchSoon();
        }
        return sent;
    }

    @Override
    public void watchSoon() {
        if (!isWatching) {
            isWatching = true;
            self().tell(GroupLetter.Note.WATCH);
        }
    }

    @Override
    public void over(Runnable answer) {
        rounds.due(answer);
        self().tell(GroupLetter.Note.OVER);
    }

    /** The same to one of all. */
    Channel.Sent castAny(Object message, @Nullable Runnable room) {
        var sent = waiting.sent(anycasts.cast(ways.sealed(message)), hasJoined, room);
        counts.sent(false, sent);
        return sent;
    }

    ActorRef<Object> self() {
        return ways.self();
    }

    private void goOn() {
        counts.dropped(waiting.goOn(ways.bindings().number(), this::goOn));
    }

    private Channel.Sent goOn(GroupLetter.Enter entered) {
        var key = entered.key();
        return key == null ? castAny(entered.message(), null) : cast(key, entered.message(), null);
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
        if (rounds.isWaiting() || parts.isAnyFull()) {
            var tick = Duration.ofMillis(Math.min(settings.patienceMillis(), settings.roundMillis()) / 4);
            Objects.requireNonNull(actor).scheduleOnce(tick, self(), GroupLetter.Note.TICK);
        } else {
            isWatching = false;
        }
    }

    private void tick() {
        var now = System.nanoTime();
        parts.ticked(now);
        rounds.ticked(now);
        watch();
    }

    @Override
    public void send(CoreId to, GroupLetter letter) {
        ways.send(to, letter);
    }

    private void sendAny(Seat to, long number, Object message) {
        var letter = new GroupLetter.Any(self(), to, number, message);
        if (ways.isSelf(to)) {
            arrived(letter);
        } else {
            ways.send(to.core(), letter);
        }
    }

    private void arrived(GroupLetter letter) {
        counts.arrived();
        hand(letter);
    }

    @Override
    public void arrived() {
        counts.arrived();
    }

    @Override
    public void hand(GroupLetter letter) {
        Objects.requireNonNull(dispatcher, "a post that has begun").tell(letter);
    }

    /** The dispatcher takes what is in a letter. */
    Object open(GroupLetter letter) {
        counts.delivered();
        return switch (letter) {
            case GroupLetter.Cast(GroupKey key, Down<Object> down) -> {
                parts.taken(key, down);
                yield ways.opened(down.message());
            }
            case GroupLetter.Any any -> {
                any.from().tell(new GroupLetter.Taken(any.to(), any.number(), false));
                yield ways.opened(any.message());
            }
            case GroupLetter.Far far -> {
                ways.answer(far, false);
                yield ways.opened(far.message());
            }
            default -> throw new IllegalStateException(domain + " got " + letter);
        };
    }

    /** It is done with what was in a letter. */
    void done(GroupLetter letter) {
        if (letter instanceof GroupLetter.Any any) {
            any.from().tell(new GroupLetter.Taken(any.to(), any.number(), true));
        } else if (letter instanceof GroupLetter.Far far) {
            ways.answer(far, true);
        }
    }

    @Override
    public void slow(GroupKey group, Seat member) {
        counts.slow(group, ways.nameOf(member));
    }

    @Override
    public void missed(GroupKey group, Seat origin, long count) {
        counts.missed(ways.coreHere(origin.core()).orElse(null), count);
    }

    /** What had entered and not gone on is lost with the core, and counted. */
    private Behavior<Object> onStop() {
        counts.dropped(waiting.entered());
        rounds.end();
        ways.end();
        site.interconnect().open().groups().remove(counts);
        return Behaviors.same();
    }
}
