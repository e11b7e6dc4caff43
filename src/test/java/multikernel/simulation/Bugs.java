package multikernel.simulation;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import multikernel.agreement.CommitMessage;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.capability.Address;
import multikernel.capability.Rights;
import multikernel.ownership.Claim;
import multikernel.ownership.OwnershipEffect;
import multikernel.ownership.OwnershipEvent;
import multikernel.ownership.OwnershipMessage;
import multikernel.ownership.Passed;
import multikernel.ownership.Placed;
import multikernel.ownership.Proposal;
import multikernel.ownership.Request;
import org.jspecify.annotations.Nullable;

/** Mistakes that an implementation could make; the world has to notice each one. */
@SuppressWarnings("ImmutableEnumChecker") // the suppliers make a new bug each time and keep nothing
enum Bugs implements Planted {
    /** Views are closed some time after it was said that they are. */
    CLOSES_LATER(() -> Bug.lazy(Bugs::isClose)),
    /** Views stay open when the memory is unmapped or revoked. */
    NEVER_CLOSES_FOR_OTHERS(() -> Bug.withholding(OwnershipEffect.CloseViews.class::isInstance)),
    /** A domain's view outlives its capability. */
    NEVER_CLOSES_FOR_ITSELF(() -> Bug.withholding(OwnershipEffect.CloseView.class::isInstance)),
    /** It is acknowledged that views are closed, and then they are. */
    ACKNOWLEDGES_BEFORE_CLOSING(() -> Bug.hasty(OwnershipEffect.Send.class::isInstance)),
    /** Whoever asked is answered before the thing is done. */
    ANSWERS_BEFORE_CLOSING(() -> Bug.hasty(OwnershipEffect.Answered.class::isInstance)),
    /** Frames are given as they are. */
    DOES_NOT_ZERO(() -> Bug.believing(Bugs::zeroed, false)),
    /** Frames are given while they are still being zeroed. */
    GIVES_WHILE_ZEROING(() -> Bug.believing(Bugs::zeroed, true)),
    /** A domain waits for ever when it is told no. */
    DOES_NOT_SAY_NO(() -> Bug.withholding(effect ->
            effect instanceof OwnershipEffect.Answered answered && answered.outcome() instanceof Outcome.Refused)),
    /** Every answer is given again. */
    ANSWERS_TWICE(() -> Bug.doing((start, effects) -> effects.stream()
            .flatMap(effect -> effect instanceof OwnershipEffect.Answered
                    ? List.of(effect, effect).stream()
                    : List.of(effect).stream())
            .toList())),
    /** What is undecided is called undone. */
    CALLS_UNDECIDED_REFUSED(() -> Bug.replacing(effect -> answer(effect, Refusal.TIMED_OUT, Refusal.BUSY))),
    /** A mint gives what the source has. */
    MINTS_EVERYTHING(() -> Bug.noticing((start, event) -> List.of(
            event instanceof OwnershipEvent.Ask ask && ask.request() instanceof Request.Mint mint
                    ? asking(ask, new Request.Copy(mint.address(), start.core(), ask.domain()))
                    : event))),
    /** A copy on another core has all rights. */
    COPIES_EVERY_RIGHT(() -> Bug.hearing((start, message) -> message instanceof OwnershipMessage.Install install
            ? installing(install, all(install.copy()), install.domain())
            : message)),
    /** A copy comes into the table of another domain. */
    FINDS_ANOTHER_TABLE(() -> Bug.hearing((start, message) -> message instanceof OwnershipMessage.Install install
            ? installing(install, install.copy(), "domain-0")
            : message)),
    /** A view allows writing whoever asked for it. */
    MAPS_FOR_WRITING(() -> Bug.replacing(effect -> effect instanceof OwnershipEffect.OpenView open
            ? new OwnershipEffect.OpenView(open.object(), open.domain(), true)
            : effect)),
    /** A retype takes the beginning of the range, whatever it was asked for. */
    RETYPES_FROM_THE_BEGINNING(() -> Bug.noticing((start, event) -> List.of(
            event instanceof OwnershipEvent.Ask ask && ask.request() instanceof Request.Retype retype
                    ? asking(
                            ask, new Request.Retype(retype.address(), 0, retype.type(), retype.count(), retype.bytes()))
                    : event))),
    /** Memory that a peer has taken is counted here, too. */
    COUNTS_STOLEN_TWICE(() -> Bug.hearing((start, message) -> message instanceof OwnershipMessage.Taken taken
            ? new OwnershipMessage.Taken(taken.operation(), false)
            : message)),
    /** The owner's role is handed over and kept. */
    HANDS_OVER_AND_KEEPS(() -> Bug.hearing((start, message) -> message instanceof OwnershipMessage.HandedOver over
            ? new OwnershipMessage.HandedOver(over.operation(), over.estate(), false)
            : message)),
    /** The owner decides a revoke alone, though a domain elsewhere was promised to be asked. */
    SUBSCRIBES_IN_SECRET(() -> Bug.imagining(
            (to, message) -> message instanceof OwnershipMessage.Subscribing subscribing
                    ? new OwnershipMessage.Answer(subscribing.operation(), Optional.empty(), true)
                    : null,
            false)),
    /** A revoke that the owner decides alone is answered before the others have given up what they hold. */
    DOES_NOT_WAIT_FOR_WHAT_IT_TAKES(() -> Bug.imagining(Bugs::given, true)),
    /** A revoke that the owner decides alone takes the object and leaves what was made from it. */
    TAKES_ONLY_THE_OBJECT(() -> Bug.hearing((start, message) -> message instanceof OwnershipMessage.Take take
            ? new OwnershipMessage.Take(take.number(), take.ballot(), take.object(), take.estate(), Integer.MAX_VALUE)
            : message)),
    /** A revoke leaves out whoever is on another core. */
    REVOKES_ONLY_HERE(() -> Bug.imagining((to, message) -> complied(to, message, true), false)),
    /** An unmap leaves out whoever is on another core. */
    UNMAPS_ONLY_HERE(() -> Bug.imagining((to, message) -> complied(to, message, false), false)),
    /** A copy is taken for installed when it was sent. */
    ANSWERS_BEFORE_INSTALLING(() -> Bug.imagining(
            (to, message) -> message instanceof OwnershipMessage.Install install
                    ? new OwnershipMessage.Installed(
                            install.operation(),
                            install.copy().object().id(),
                            Optional.of(new Placed(to, install.domain(), new Address(0, 200), capability(install))),
                            Optional.empty(),
                            true)
                    : null,
            true)),
    /** Who gives its last copy away does not say so. */
    DROPS_IN_SILENCE(() -> Bug.withholding(effect ->
            effect instanceof OwnershipEffect.Send send && send.message() instanceof OwnershipMessage.Dropping)),
    /** What was moved is still there. */
    MOVES_A_COPY(() -> Bug.noticing((start, event) -> List.of(
            event instanceof OwnershipEvent.Ask ask && ask.request() instanceof Request.Move move
                    ? asking(ask, new Request.Copy(move.address(), move.to(), move.domain()))
                    : event))),
    /** Holders are not asked before a revoke. */
    DOES_NOT_ASK_HOLDERS(() -> Bug.believing(
            effect -> effect instanceof OwnershipEffect.AskHolder ask
                    ? new OwnershipEvent.Agreed(ask.operation(), ask.object(), ask.domain(), true)
                    : null,
            false)),
    /** What holders say does not matter. */
    DOES_NOT_LISTEN_TO_HOLDERS(() -> Bug.noticing((start, event) -> List.of(
            event instanceof OwnershipEvent.Agreed agreed
                    ? new OwnershipEvent.Agreed(agreed.operation(), agreed.object(), agreed.domain(), true)
                    : event))),
    /** Who is only suspected is taken for gone. */
    BURIES_THE_SUSPECTED(() -> Bug.noticing(Bugs::withEnds)),
    /** What is stuck is called done. */
    CALLS_STUCK_DONE(() -> Bug.replacing(effect -> effect instanceof OwnershipEffect.Answered answered
                    && answered.outcome() instanceof Outcome.Refused(Refusal refusal, String detail)
                    && refusal == Refusal.CORE_STUCK
            ? new OwnershipEffect.Answered(
                    answered.operation(), new Outcome.Done(answered.operation(), 1), List.of(), 1)
            : effect)),
    /** What was made from an object is forgotten when its maker drops the object. */
    FORGETS_WHAT_LIVES_ON(() -> Bug.hearing(Bugs::droppingChild));

    private final Supplier<Tamper> make;

    Bugs(Supplier<Tamper> make) {
        this.make = make;
    }

    @Override
    public Tamper make() {
        return make.get();
    }

    private static boolean isClose(OwnershipEffect effect) {
        return effect instanceof OwnershipEffect.CloseViews || effect instanceof OwnershipEffect.CloseView;
    }

    private static @Nullable OwnershipEvent zeroed(OwnershipEffect effect) {
        return effect instanceof OwnershipEffect.Zero zero
                ? new OwnershipEvent.Zeroed(zero.base(), zero.bytes())
                : null;
    }

    private static OwnershipEffect answer(OwnershipEffect effect, Refusal from, Refusal to) {
        return effect instanceof OwnershipEffect.Answered answered
                        && answered.outcome() instanceof Outcome.Refused(Refusal refusal, String detail)
                        && refusal == from
                ? new OwnershipEffect.Answered(
                        answered.operation(), new Outcome.Refused(to, detail), answered.placed(), 1)
                : effect;
    }

    private static OwnershipEvent asking(OwnershipEvent.Ask ask, Request request) {
        return new OwnershipEvent.Ask(ask.operation(), ask.domain(), request, ask.deadlineNanos());
    }

    private static OwnershipMessage installing(OwnershipMessage.Install install, Passed copy, String domain) {
        return new OwnershipMessage.Install(
                install.operation(), install.asker(), copy, domain, install.access(), install.mayPlace());
    }

    private static Passed all(Passed copy) {
        return new Passed(copy.object(), copy.descent(), Rights.ALL, copy.ballot(), copy.epoch());
    }

    private static multikernel.capability.Capability capability(OwnershipMessage.Install install) {
        return new multikernel.capability.Capability(
                install.copy().object(), install.copy().rights());
    }

    /** What a core would say that did what it was told; for a revoke or for an unmap. */
    private static @Nullable OwnershipMessage complied(
            multikernel.base.CoreId to, OwnershipMessage message, boolean revokes) {
        if (message instanceof OwnershipMessage.Close close) {
            return revokes ? null : new OwnershipMessage.Closed(close.number());
        }
        if (message instanceof OwnershipMessage.Take) {
            return revokes ? given(to, message) : null;
        }
        if (!(message instanceof OwnershipMessage.Committing(CommitMessage<Proposal> about))) {
            return null;
        }
        var below =
                switch (about) {
                    case CommitMessage.Prepare<Proposal> prepare
                    when revokes ->
                        new CommitMessage.Vote<Proposal>(prepare.operation(), prepare.ballot(), List.of(to));
                    case CommitMessage.Decide<Proposal> decide
                    when revokes ->
                        new CommitMessage.Acknowledge<Proposal>(decide.operation(), decide.ballot(), List.of(to));
                    case CommitMessage.Perform<Proposal> perform
                    when !revokes ->
                        new CommitMessage.Acknowledge<Proposal>(perform.operation(), perform.ballot(), List.of(to));
                    default -> null;
                };
        return below == null ? null : new OwnershipMessage.Committing(below);
    }

    private static @Nullable OwnershipMessage given(multikernel.base.CoreId to, OwnershipMessage message) {
        return message instanceof OwnershipMessage.Take take ? new OwnershipMessage.Closed(take.number()) : null;
    }

    private static List<OwnershipEvent> withEnds(Start start, OwnershipEvent event) {
        if (!(event instanceof OwnershipEvent.Viewed)) {
            return List.of(event);
        }
        var events = new java.util.ArrayList<OwnershipEvent>(List.of(event));
        // The world has told the start this view already; who left it is in the ones that it was told before.
        start.lost().forEach(member -> events.add(new OwnershipEvent.Ended(member.core(), member.incarnation())));
        return events;
    }

    /** The owner hears that the last copy of something else went than the one that did. */
    private static OwnershipMessage droppingChild(Start start, OwnershipMessage message) {
        if (message instanceof OwnershipMessage.Dropping dropping) {
            for (var owned : start.ownership.objects()) {
                if (owned.parent().isPresent()
                        && owned.parent().get().equals(dropping.claim().object())) {
                    var claim = dropping.claim();
                    return new OwnershipMessage.Dropping(
                            dropping.operation(),
                            dropping.asker(),
                            new Claim(owned.object().id(), claim.estate(), claim.ballot(), claim.epoch()));
                }
            }
        }
        return message;
    }
}
