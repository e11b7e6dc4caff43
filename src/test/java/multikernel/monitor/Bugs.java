package multikernel.monitor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import multikernel.agreement.Agreement.Applied;
import multikernel.agreement.Agreement.Apply;
import multikernel.agreement.Agreement.Done;
import multikernel.agreement.Agreement.Gather;
import multikernel.agreement.Agreement.Promise;
import multikernel.agreement.Agreement.Refuse;
import multikernel.agreement.Agreement.Request;
import multikernel.agreement.Agreement.State;
import multikernel.agreement.Held;
import multikernel.agreement.Recent;
import multikernel.base.OperationId;

/** Mistakes that an implementation could make; the world has to notice each one. */
@SuppressWarnings("ImmutableEnumChecker") // the suppliers make a new bug each time and keep nothing
enum Bugs {
    /** The owner takes a change for held by all as soon as it has sent it. */
    ANSWERS_BEFORE_IT_IS_HELD(() -> Bug.imagining(said -> said instanceof Apply<DomainTable, DomainChange> apply
            ? new Applied<>(apply.slice(), apply.ballot(), apply.number())
            : null)),
    /** A replica takes changes of every owner, also of one whose time is over. */
    IGNORES_BALLOTS(() -> Bug.hearing(Bugs::underTheBallotThatIsHeld)),
    /** A replica applies what comes to hand, not what is next by number. */
    APPLIES_OUT_OF_ORDER(SwappedChanges::new),
    /** The owner does an operation again that an earlier owner has done. */
    FORGETS_WHAT_IT_DID(() -> Bug.both(Bug.hearing(Bugs::underAnotherName), new NamedAsBefore())),
    /** A new owner goes on from what it has itself. */
    DOES_NOT_GATHER(() -> Bug.both(
            Bug.imagining(said -> said instanceof Gather<DomainTable, DomainChange> gather
                    ? new Promise<>(gather.slice(), gather.ballot(), nothing())
                    : null),
            Bug.withholding(event -> true, Gather.class::isInstance))),
    /** A new owner serves as soon as one member has promised. */
    GATHERS_FROM_ONE(PromisedByAll::new),
    /** A requester takes an answer to an earlier time of asking. */
    TAKES_OLD_ANSWERS(LatestAsk::new),
    /** A requester does not ask the new owner when the old one is lost. */
    DOES_NOT_ASK_AGAIN(() -> Bug.withholding(MonitorEvent.ViewChanged.class::isInstance, Request.class::isInstance)),
    /** A core listens to its peers' older starts, too. */
    HEARS_THE_DEAD(() -> Bug.hearing((start, envelope) -> start.conversations
            .view()
            .member(envelope.from())
            .map(member -> new Envelope(envelope.from(), member.incarnation(), envelope.view(), envelope.message()))
            .orElse(envelope))),
    /** A core takes messages of a view that it has not been told. */
    DOES_NOT_WAIT_FOR_VIEWS(() -> Bug.hearing((start, envelope) -> inView(
            envelope, Math.min(envelope.view(), start.conversations.view().number())))),
    /** A core says that it has joined as soon as it is a member. */
    JOINS_WITHOUT_STATE(JoinedAtOnce::new),
    /** A core takes its peers' word for given. */
    JOINS_WITHOUT_PEERS(BoundByAll::new),
    /** An owner does not send the state to a member that comes while it serves. */
    LEAVES_OUT_NEWCOMERS(() -> Bug.withholding(MonitorEvent.ViewChanged.class::isInstance, State.class::isInstance));

    private static final long ALIAS = 1_000_000;

    private final Supplier<Bug> make;

    Bugs(Supplier<Bug> make) {
        this.make = make;
    }

    Bug make() {
        return make.get();
    }

    private static Held<DomainTable> nothing() {
        return new Held<>(0, 0, DomainTable.EMPTY, Recent.NONE);
    }

    private static Envelope inView(Envelope envelope, long view) {
        return new Envelope(envelope.from(), envelope.incarnation(), view, envelope.message());
    }

    private static Envelope underTheBallotThatIsHeld(Start start, Envelope envelope) {
        if (Bug.said(envelope) instanceof Apply<DomainTable, DomainChange> apply) {
            var held = start.conversations.held(apply.slice());
            long number = apply.ballot() == held.ballot() ? apply.number() : held.number() + 1;
            return Bug.with(
                    envelope, new Apply<>(apply.slice(), held.ballot(), number, apply.operation(), apply.change()));
        }
        return envelope;
    }

    private static Envelope underAnotherName(Start start, Envelope envelope) {
        if (Bug.said(envelope) instanceof Request<DomainTable, DomainChange> request) {
            var known = start.conversations.held(request.slice()).recent().numberOf(request.operation());
            if (known.isPresent()) {
                var alias = shifted(request.operation(), ALIAS);
                return Bug.with(envelope, new Request<>(request.slice(), alias, request.ask(), request.change()));
            }
        }
        return envelope;
    }

    private static OperationId shifted(OperationId operation, long by) {
        return new OperationId(operation.origin(), operation.incarnation(), operation.number() + by);
    }

    private static final class SwappedChanges implements Bug {
        @Override
        public List<MonitorEvent> before(World world, Start start, MonitorEvent event) {
            if (event instanceof MonitorEvent.FromPeer(Envelope first)
                    && Bug.said(first) instanceof Apply<DomainTable, DomainChange> one) {
                var held = start.conversations.held(one.slice());
                var second = world.nextAfter(start, first);
                if (second != null
                        && one.ballot() == held.ballot()
                        && Bug.said(second) instanceof Apply<DomainTable, DomainChange> two
                        && two.slice() == one.slice()) {
                    world.dropNextAfter(start, first);
                    return List.of(numbered(second, two, one.number()), numbered(first, one, two.number()));
                }
            }
            return List.of(event);
        }

        private static MonitorEvent numbered(Envelope envelope, Apply<DomainTable, DomainChange> apply, long number) {
            return new MonitorEvent.FromPeer(Bug.with(
                    envelope, new Apply<>(apply.slice(), apply.ballot(), number, apply.operation(), apply.change())));
        }
    }

    private static final class NamedAsBefore implements Bug {
        @Override
        public List<MonitorEffect> after(
                Start start, MonitorEvent event, List<MonitorEffect> effects, Consumer<MonitorEvent> next) {
            return effects.stream()
                    .map(effect -> effect instanceof MonitorEffect.Send send
                            ? new MonitorEffect.Send(send.to(), named(send.envelope()))
                            : effect)
                    .toList();
        }

        private static Envelope named(Envelope envelope) {
            return switch (Bug.said(envelope)) {
                case Done<DomainTable, DomainChange> done
                when done.operation().number() > ALIAS ->
                    Bug.with(envelope, new Done<>(done.slice(), shifted(done.operation(), -Bugs.ALIAS), done.ask()));
                case Refuse<DomainTable, DomainChange> no
                when no.operation().number() > ALIAS ->
                    Bug.with(
                            envelope,
                            new Refuse<>(no.slice(), shifted(no.operation(), -ALIAS), no.ask(), no.refused()));
                case null, default -> envelope;
            };
        }
    }

    private static final class PromisedByAll implements Bug {
        @Override
        public List<MonitorEffect> after(
                Start start, MonitorEvent event, List<MonitorEffect> effects, Consumer<MonitorEvent> next) {
            if (event instanceof MonitorEvent.FromPeer(Envelope envelope)
                    && Bug.said(envelope) instanceof Promise<DomainTable, DomainChange> promise
                    && !promise.held().equals(nothing())) {
                var nothing = new Promise<DomainTable, DomainChange>(promise.slice(), promise.ballot(), nothing());
                start.conversations.view().members().stream()
                        .filter(member -> !member.core().equals(start.core))
                        .forEach(member ->
                                next.accept(Bug.fromPeer(start, member.core(), new Intermon.Domains(nothing))));
            }
            return effects;
        }
    }

    private static final class LatestAsk implements Bug {
        private final Map<OperationId, Long> asks = new HashMap<>();

        @Override
        public List<MonitorEvent> before(World world, Start start, MonitorEvent event) {
            return event instanceof MonitorEvent.FromPeer(Envelope envelope)
                    ? List.of(new MonitorEvent.FromPeer(latest(envelope)))
                    : List.of(event);
        }

        private Envelope latest(Envelope envelope) {
            return switch (Bug.said(envelope)) {
                case Done<DomainTable, DomainChange> done ->
                    Bug.with(envelope, new Done<>(done.slice(), done.operation(), latest(done.operation())));
                case Refuse<DomainTable, DomainChange> no ->
                    Bug.with(envelope, new Refuse<>(no.slice(), no.operation(), latest(no.operation()), no.refused()));
                case null, default -> envelope;
            };
        }

        private long latest(OperationId operation) {
            return asks.getOrDefault(operation, 0L);
        }

        @Override
        public List<MonitorEffect> after(
                Start start, MonitorEvent event, List<MonitorEffect> effects, Consumer<MonitorEvent> next) {
            Bug.sends(effects).forEach(send -> {
                if (Bug.said(send.envelope()) instanceof Request<DomainTable, DomainChange> request) {
                    asks.put(request.operation(), request.ask());
                }
            });
            return effects;
        }
    }

    private static final class JoinedAtOnce implements Bug {
        @Override
        public List<MonitorEffect> after(
                Start start, MonitorEvent event, List<MonitorEffect> effects, Consumer<MonitorEvent> next) {
            var changed = new ArrayList<>(effects);
            changed.removeIf(MonitorEffect.Joined.class::isInstance);
            if (event instanceof MonitorEvent.ViewChanged && start.effects == 0) {
                changed.add(new MonitorEffect.Joined());
            }
            return changed;
        }
    }

    private static final class BoundByAll implements Bug {
        @Override
        public List<MonitorEffect> after(
                Start start, MonitorEvent event, List<MonitorEffect> effects, Consumer<MonitorEvent> next) {
            if (event instanceof MonitorEvent.ViewChanged) {
                start.conversations.view().members().stream()
                        .filter(member -> !member.core().equals(start.core))
                        .forEach(member -> next.accept(Bug.fromPeer(start, member.core(), new Intermon.Bound())));
            }
            return effects;
        }
    }
}
