package multikernel.simulation;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import multikernel.base.CoreId;
import multikernel.capability.Range;
import multikernel.ownership.Heir;
import multikernel.ownership.Held;
import multikernel.ownership.OwnershipEffect;
import multikernel.ownership.OwnershipEvent;
import multikernel.ownership.OwnershipMessage;

/** Mistakes about cores that are lost or stuck: in the census, in taking over, in ballots, and in quarantine. */
@SuppressWarnings("ImmutableEnumChecker") // the suppliers make a new bug each time and keep nothing
enum LossBugs implements Planted {
    /** In a census nobody says what copies it holds: what has lost its owner is free. */
    COUNTS_NO_COPIES(() -> reporting(report -> said(report, report.ranges(), List.of(), report.started()))),
    /** In a census nobody says what memory it could give. */
    COUNTS_NOTHING_FREE(() -> reporting(report -> said(report, List.of(), report.held(), report.started()))),
    /** A census takes a core that has yet to start for one that has lost its share. */
    COUNTS_ON_CORES_THAT_NEVER_STARTED(() -> reporting(report -> said(
            report,
            report.ranges(),
            report.held(),
            IntStream.range(0, Options.CORES_MAX).mapToObj(CoreId::of).toList()))),
    /** Whoever has said what it has waits for the end of the census for ever. */
    NEVER_ENDS_A_CENSUS(() -> deaf(OwnershipMessage.Counted.class::isInstance)),
    /** Whoever takes an estate over does not tell who holds copies. */
    TAKES_OVER_IN_SILENCE(() -> Bug.withholding(effect ->
            effect instanceof OwnershipEffect.Send send && send.message() instanceof OwnershipMessage.OwnerIs)),
    /** Whoever takes an estate over forgets that others hold copies. */
    TAKES_OVER_ALONE(() -> inheriting(
            inherit -> inherit.ballot(),
            (start, heir) ->
                    new Heir(heir.object(), heir.parent(), heir.generation(), heir.epoch(), List.of(start.core())))),
    /** An estate that is taken over keeps only its first object. */
    TAKES_OVER_THE_FIRST_OBJECT(() -> Bug.hearing((start, message) -> message instanceof OwnershipMessage.Inherit one
            ? new OwnershipMessage.Inherit(
                    one.view(),
                    one.round(),
                    one.ballot(),
                    one.estate(),
                    one.heirs().subList(0, 1),
                    one.isLast())
            : message)),
    /** A new owner's ballot is not above the old one's. */
    TAKES_OVER_UNDER_AN_OLD_BALLOT(() -> inheriting(inherit -> 0, (start, heir) -> heir)),
    /** The owner's role changes hands and the ballot stays. */
    HANDS_OVER_UNDER_ONE_BALLOT(() -> Bug.hearing((start, message) -> message instanceof OwnershipMessage.HandOver over
            ? new OwnershipMessage.HandOver(over.operation(), over.estate(), over.ballot() - 1, over.objects())
            : message)),
    /** A core that starts does not ask who was stuck before it came. */
    IGNORES_WHO_WAS_STUCK(() -> Bug.noticing((start, event) -> List.of(knowingNobody(event)))),
    /** Nobody notices that a stuck core has ended at last: what it may hold stays in quarantine. */
    QUARANTINES_FOR_EVER(
            () -> Bug.noticing((start, event) -> event instanceof OwnershipEvent.Ended ? List.of() : List.of(event))),
    /** A core whose owner was lost goes on asking the lost one. */
    DOES_NOT_SEE_WHO_LEFT(() -> Bug.noticing((start, event) ->
            event instanceof OwnershipEvent.Viewed && !start.lost().isEmpty() ? List.of() : List.of(event)));

    private final Supplier<Tamper> make;

    LossBugs(Supplier<Tamper> make) {
        this.make = make;
    }

    @Override
    public Tamper make() {
        return make.get();
    }

    private static Tamper deaf(Predicate<OwnershipMessage> to) {
        return Bug.noticing((start, event) ->
                event instanceof OwnershipEvent.Heard heard && to.test(heard.message()) ? List.of() : List.of(event));
    }

    private static Tamper reporting(UnaryOperator<OwnershipMessage.Report> change) {
        return Bug.hearing(
                (start, message) -> message instanceof OwnershipMessage.Report report ? change.apply(report) : message);
    }

    private static OwnershipMessage.Report said(
            OwnershipMessage.Report report, List<Range> ranges, List<Held> held, List<CoreId> started) {
        return new OwnershipMessage.Report(report.view(), report.round(), ranges, held, started, report.isLast());
    }

    /** An heir as a core takes it. */
    private interface Change {

        Heir of(Start start, Heir heir);
    }

    private static Tamper inheriting(Function<OwnershipMessage.Inherit, Number> ballot, Change change) {
        return Bug.hearing((start, message) -> message instanceof OwnershipMessage.Inherit one
                ? new OwnershipMessage.Inherit(
                        one.view(),
                        one.round(),
                        ballot.apply(one).longValue(),
                        one.estate(),
                        one.heirs().stream().map(heir -> change.of(start, heir)).toList(),
                        one.isLast())
                : message);
    }

    private static OwnershipEvent knowingNobody(OwnershipEvent event) {
        if (event instanceof OwnershipEvent.Left left) {
            return new OwnershipEvent.Left(List.of(), left.ended());
        }
        return event instanceof OwnershipEvent.Heard heard && heard.message() instanceof OwnershipMessage.Left left
                ? new OwnershipEvent.Heard(
                        heard.from(),
                        heard.sentIn(),
                        new OwnershipMessage.Left(List.of(), left.uncounted(), left.started()))
                : event;
    }
}
