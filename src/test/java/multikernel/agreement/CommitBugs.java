package multikernel.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import multikernel.agreement.CommitMessage.Acknowledge;
import multikernel.agreement.CommitMessage.Answer;
import multikernel.agreement.CommitMessage.Ask;
import multikernel.agreement.CommitMessage.Begun;
import multikernel.agreement.CommitMessage.Decide;
import multikernel.agreement.CommitMessage.Perform;
import multikernel.agreement.CommitMessage.Prepare;
import multikernel.agreement.CommitMessage.Refuse;
import multikernel.agreement.CommitMessage.Standing;
import multikernel.agreement.CommitMessage.Vote;
import multikernel.base.CoreId;

/** Mistakes that an implementation of commits could make; the world has to notice each one. */
@SuppressWarnings("ImmutableEnumChecker") // a bug keeps nothing
enum CommitBugs {
    /** The coordinator counts on votes that it has not heard. */
    COMMITS_BEFORE_ALL_HAVE_VOTED(CommitBug.imagining(act -> act
                    instanceof CommitAct.Send<String>(CoreId to, Prepare<String> prepare)
            ? new CommitEvent.Heard(to, new Vote<>(prepare.operation(), prepare.ballot(), subtree(prepare.tree(), to)))
            : null)),
    /** A core says that it can before its domain has said so. */
    VOTES_UNASKED(CommitBug.imagining(act ->
            act instanceof CommitAct.Prepare<String> prepare ? new CommitEvent.Agreed(prepare.operation()) : null)),
    /** A core says that it has done what its domain is still doing. */
    ACKNOWLEDGES_BEFORE_IT_IS_DONE(CommitBug.imagining(act ->
            act instanceof CommitAct.Perform<String> perform ? new CommitEvent.Performed(perform.operation()) : null)),
    /** An inner core speaks for those below it before it has heard them. */
    ACKNOWLEDGES_BEFORE_ITS_SUBTREE(CommitBug.imagining(act ->
            act instanceof CommitAct.Send<String>(CoreId to, Perform<String> perform)
                    ? new CommitEvent.Heard(
                            to, new Acknowledge<>(perform.operation(), perform.ballot(), subtree(perform.tree(), to)))
                    : null)),
    /** The coordinator answers without those that are only suspected. */
    FINISHES_WITHOUT_THE_SUSPECTED(CommitBug.changing((event, act) -> act instanceof CommitAct.Delayed<String> delayed
            ? new CommitAct.Finished<>(delayed.operation(), true)
            : act)),
    /** Whoever leaves the view is taken for ended. */
    TAKES_SUSPECTED_FOR_ENDED(new CommitBug() {
        @Override
        public List<CommitEvent> before(CommitStart start, CommitEvent event) {
            var events = new ArrayList<CommitEvent>(List.of(event));
            if (event instanceof CommitEvent.Viewed(var view)) {
                start.seen.forEach((core, incarnation) -> {
                    if (!view.admits(core, incarnation)) {
                        events.add(new CommitEvent.Ended(core, incarnation));
                    }
                });
            }
            return events;
        }
    }),
    /** Nobody cares for what was below a lost inner core. */
    FORGETS_ADOPTION(CommitBug.withholding(CommitBugs::isNews, CommitBugs::goesDown)),
    /** What is adopted is told what to prepare, but not what was decided. */
    ADOPTS_WITHOUT_THE_DECISION(CommitBug.withholding(CommitBugs::isNews, Decide.class::isInstance)),
    /** What comes a second time is done a second time. */
    PERFORMS_AGAIN(new CommitBug() {
        @Override
        public List<CommitAct<String>> after(
                CommitStart start, CommitEvent event, List<CommitAct<String>> acts, Consumer<CommitEvent> next) {
            var more = new ArrayList<>(acts);
            if (event instanceof CommitEvent.Heard(CoreId from, Perform<String> perform)
                    && acts.stream().noneMatch(act -> act instanceof CommitAct.Perform<String>)) {
                more.add(new CommitAct.Perform<>(perform.operation(), perform.ballot(), perform.proposal()));
            }
            return more;
        }
    }),
    /** All in doubt, therefore committed. */
    RESOLVES_DOUBT_TO_COMMIT(CommitBug.hearing(
            (start, said) -> said instanceof Answer<String> answer && answer.standing() == Standing.IN_DOUBT
                    ? with(answer, answer.round(), Standing.COMMITTED)
                    : said)),
    /** All that answered in doubt, therefore aborted, while the coordinator is only suspected. */
    RESOLVES_DOUBT_TO_ABORT(CommitBug.hearing(
            (start, said) -> said instanceof Answer<String> answer && answer.standing() == Standing.IN_DOUBT
                    ? with(answer, answer.round(), Standing.ABORTED)
                    : said)),
    /** Whoever is in doubt aborts without heeding the others. */
    ABORTS_ALONE(CommitBug.hearing((start, said) ->
            said instanceof Answer<String> answer ? with(answer, answer.round(), Standing.ABORTED) : said)),
    /** Who knows of a commit answers that it knows nothing. */
    FORGETS_WHAT_IT_COMMITTED(CommitBug.changing((event, act) ->
            act instanceof CommitAct.Send<String>(CoreId to, Answer<String> answer)
                            && answer.standing() == Standing.COMMITTED
                    ? new CommitAct.Send<>(to, with(answer, answer.round(), Standing.ABORTED))
                    : act)),
    /** Who knows of a commit forgets it without telling the others. */
    FORGETS_TO_TELL(CommitBug.withholding(
            event -> !(event instanceof CommitEvent.Heard(CoreId from, Ask<String> ask)), Answer.class::isInstance)),
    /** Nobody asks the others. */
    DOES_NOT_ASK(CommitBug.withholding(event -> true, Ask.class::isInstance)),
    /** An inner core keeps a refusal for itself. */
    KEEPS_A_REFUSAL(CommitBug.withholding(
            event -> event instanceof CommitEvent.Heard(CoreId from, Refuse<String> veto), Refuse.class::isInstance)),
    /** A refusal that was said to a core that is lost now is not said again. */
    REFUSES_ONLY_ONCE(CommitBug.withholding(
            event -> event instanceof CommitEvent.Heard(CoreId from, Prepare<String> again), Refuse.class::isInstance)),
    /** A participant that has a decision already does not acknowledge it to whoever adopts it. */
    ACKNOWLEDGES_ONLY_ONCE(new CommitBug() {
        @Override
        public List<CommitEvent> before(CommitStart start, CommitEvent event) {
            return event instanceof CommitEvent.Heard(CoreId from, Decide<String> again)
                            && again.commit()
                            && !start.tasks.containsKey(again.operation())
                            && start.done.contains(again.operation())
                    ? List.of()
                    : List.of(event);
        }
    }),
    /** A coordinator that has left the view still finds participants. */
    HEARS_LOST_COORDINATORS(CommitBug.hearing((start, said) -> said instanceof Prepare<String> prepare
            ? new Prepare<>(
                    prepare.operation(),
                    prepare.ballot(),
                    member(start, prepare.begun()),
                    prepare.proposal(),
                    prepare.tree())
            : said)),
    /** Nothing is fenced: who has left the view is heard as before. */
    HEARS_EVERYONE(new CommitBug() {
        @Override
        public boolean hearsEveryone() {
            return true;
        }
    });

    final CommitBug bug;

    CommitBugs(CommitBug bug) {
        this.bug = bug;
    }

    private static boolean isNews(CommitEvent event) {
        return event instanceof CommitEvent.Viewed || event instanceof CommitEvent.Ended;
    }

    private static boolean goesDown(CommitMessage<String> said) {
        return said instanceof Prepare<String> || said instanceof Perform<String> || said instanceof Decide<String>;
    }

    private static List<CoreId> subtree(List<Branch> tree, CoreId root) {
        return Branch.subtree(tree, Branch.find(tree, root)).stream()
                .map(Branch::core)
                .toList();
    }

    private static Answer<String> with(Answer<String> answer, long round, Standing standing) {
        return new Answer<>(answer.operation(), answer.ballot(), round, standing);
    }

    private static Begun member(CommitStart start, Begun begun) {
        return start.view.admits(begun.coordinator(), begun.incarnation())
                ? begun
                : new Begun(start.core, start.incarnation);
    }
}
