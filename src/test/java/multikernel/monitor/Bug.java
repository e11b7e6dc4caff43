package multikernel.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import multikernel.agreement.Agreement;
import multikernel.base.CoreId;
import org.jspecify.annotations.Nullable;

/** What a wrong protocol would do differently, seen from outside: it changes what a monitor hears and what it does. */
interface Bug {

    Bug NONE = new Bug() {};

    default List<MonitorEvent> before(World world, Start start, MonitorEvent event) {
        return List.of(event);
    }

    /**
     * Changes what a monitor does.
     *
     * @param next takes events that the monitor is told as soon as these effects are performed
     */
    default List<MonitorEffect> after(
            Start start, MonitorEvent event, List<MonitorEffect> effects, Consumer<MonitorEvent> next) {
        return effects;
    }

    /** A monitor that takes messages for something that they are not. */
    static Bug hearing(BiFunction<Start, Envelope, Envelope> change) {
        return new Bug() {
            @Override
            public List<MonitorEvent> before(World world, Start start, MonitorEvent event) {
                return event instanceof MonitorEvent.FromPeer(Envelope envelope)
                        ? List.of(new MonitorEvent.FromPeer(change.apply(start, envelope)))
                        : List.of(event);
            }
        };
    }

    /** A monitor that does not say something. */
    static Bug withholding(
            Predicate<MonitorEvent> when, Predicate<@Nullable Agreement<DomainTable, DomainChange>> what) {
        return new Bug() {
            @Override
            public List<MonitorEffect> after(
                    Start start, MonitorEvent event, List<MonitorEffect> effects, Consumer<MonitorEvent> next) {
                return when.test(event) ? without(effects, what) : effects;
            }
        };
    }

    /** A monitor that believes that it heard an answer to what it said. */
    static Bug imagining(
            Function<Agreement<DomainTable, DomainChange>, @Nullable Agreement<DomainTable, DomainChange>> answer) {
        return new Bug() {
            @Override
            public List<MonitorEffect> after(
                    Start start, MonitorEvent event, List<MonitorEffect> effects, Consumer<MonitorEvent> next) {
                sends(effects).forEach(send -> {
                    var said = said(send.envelope());
                    var heard = said == null ? null : answer.apply(said);
                    if (heard != null) {
                        next.accept(fromPeer(start, send.to(), new Intermon.Domains(heard)));
                    }
                });
                return effects;
            }
        };
    }

    /** Both, the second one changing what the first one leaves. */
    static Bug both(Bug first, Bug second) {
        return new Bug() {
            @Override
            public List<MonitorEvent> before(World world, Start start, MonitorEvent event) {
                return first.before(world, start, event).stream()
                        .flatMap(each -> second.before(world, start, each).stream())
                        .toList();
            }

            @Override
            public List<MonitorEffect> after(
                    Start start, MonitorEvent event, List<MonitorEffect> effects, Consumer<MonitorEvent> next) {
                return second.after(start, event, first.after(start, event, effects, next), next);
            }
        };
    }

    static @Nullable Agreement<DomainTable, DomainChange> said(Envelope envelope) {
        return envelope.message() instanceof Intermon.Domains about ? about.message() : null;
    }

    static Envelope with(Envelope envelope, Agreement<DomainTable, DomainChange> message) {
        return new Envelope(envelope.from(), envelope.incarnation(), envelope.view(), new Intermon.Domains(message));
    }

    static MonitorEvent fromPeer(Start start, CoreId from, Intermon message) {
        var view = start.conversations.view();
        return new MonitorEvent.FromPeer(
                new Envelope(from, view.member(from).orElseThrow().incarnation(), view.number(), message));
    }

    static Stream<MonitorEffect.Send> sends(List<MonitorEffect> effects) {
        return effects.stream().filter(MonitorEffect.Send.class::isInstance).map(MonitorEffect.Send.class::cast);
    }

    static List<MonitorEffect> without(
            List<MonitorEffect> effects, Predicate<@Nullable Agreement<DomainTable, DomainChange>> what) {
        var left = new ArrayList<>(effects);
        left.removeIf(effect -> effect instanceof MonitorEffect.Send send && what.test(said(send.envelope())));
        return left;
    }
}
