package multikernel.agreement;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import multikernel.agreement.CommitStart.Fate;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Refusal;
import multikernel.base.Tree;
import org.jspecify.annotations.Nullable;

/**
 * What is true of commits after every act. Of atomic commitment: who decides decides alike (AC1) and once (AC2),
 * commits only what everyone agreed to (AC3), always does without faults and refusals (AC4), and decides in the end
 * (AC5).
 */
final class CommitInvariants {

    record Key(OperationId operation, long ballot) {}

    /** One try of an operation under one owner. */
    static final class Attempt {
        final Key key;
        final Phases phases;
        final CommitStart coordinator;
        final List<CommitStart> participants;
        final Set<CommitStart> asked = new HashSet<>();
        final Set<CommitStart> agreed = new HashSet<>();
        final Set<CommitStart> committed = new HashSet<>();
        final Set<CommitStart> aborted = new HashSet<>();
        boolean saidAborted;
        boolean mayAbort;
        boolean saidDelayed;

        @Nullable
        Boolean finished;

        Attempt(Key key, Phases phases, CommitStart coordinator, List<CommitStart> participants) {
            this.key = key;
            this.phases = phases;
            this.coordinator = coordinator;
            this.participants = participants;
        }

        @Override
        public String toString() {
            return key + " " + phases + " by " + coordinator + " with " + participants;
        }
    }

    private record At(CommitStart start, OperationId operation) {}

    private final CommitWorld world;
    final Map<Key, Attempt> attempts = new LinkedHashMap<>();
    final Map<OperationId, Attempt> latest = new LinkedHashMap<>();
    private final Set<At> begunWork = new HashSet<>();
    boolean faulty;
    int finished;
    int committed;
    int late;

    CommitInvariants(CommitWorld world) {
        this.world = world;
    }

    static void require(boolean holds, Supplier<String> what) {
        if (!holds) {
            throw new AssertionError(what.get());
        }
    }

    void begins(CommitStart start, OperationId operation, long ballot, Phases phases, Tree tree) {
        var participants =
                tree.cores().stream().map(core -> participant(start, core)).toList();
        var attempt = new Attempt(new Key(operation, ballot), phases, start, participants);
        attempts.put(attempt.key, attempt);
        latest.put(operation, attempt);
    }

    /** The start that the coordinator means: the member, or one that left and may not have ended, or the last. */
    private CommitStart participant(CommitStart coordinator, CoreId core) {
        int seen = Objects.requireNonNull(coordinator.seen.get(core));
        return world.starts.stream()
                .filter(each -> each.core.equals(core) && each.incarnation <= seen)
                .filter(each -> !coordinator.view.admits(core, seen) && !coordinator.toldEnded.contains(each))
                .reduce((first, second) -> second)
                .orElseGet(() -> world.start(core, seen));
    }

    void answers(CommitStart start, CommitAct.Prepare<String> question, boolean agrees) {
        var attempt = attempt(question.operation(), question.ballot());
        if (agrees) {
            attempt.agreed.add(start);
        } else {
            attempt.mayAbort = true;
        }
    }

    void does(CommitStart start, CommitAct<String> act) {
        switch (act) {
            case CommitAct.Send<String> send -> says(start, send.message());
            case CommitAct.Prepare<String> prepare -> {
                var attempt = attempt(prepare.operation(), prepare.ballot());
                require(attempt.participants.contains(start), () -> start + " takes no part in " + attempt);
                require(attempt.asked.add(start), () -> start + " is asked twice about " + attempt);
                require(!worked(start, prepare.operation()), () -> start + " is asked what it has done: " + attempt);
            }
            case CommitAct.Perform<String> perform -> performs(start, perform);
            case CommitAct.Undo<String> undo -> undoes(start, undo);
            case CommitAct.Aborted<String> aborted -> aborted(start, aborted);
            case CommitAct.Delayed<String> delayed -> delayed(start, delayed);
            case CommitAct.Finished<String> end -> finished(start, end);
            case CommitAct.Late<String> message -> late++;
        }
    }

    private void says(CommitStart start, CommitMessage<String> message) {
        switch (message) {
            case CommitMessage.Vote<String> vote -> {
                var attempt = attempt(vote.operation(), vote.ballot());
                for (var core : vote.cores()) {
                    var who = participant(attempt, core);
                    require(
                            attempt.agreed.contains(who) || worked(who, vote.operation()),
                            () -> start + " says that " + who + " has agreed to " + attempt);
                }
            }
            case CommitMessage.Acknowledge<String> done -> {
                var attempt = attempt(done.operation(), done.ballot());
                for (var core : done.cores()) {
                    var who = participant(attempt, core);
                    boolean undone = attempt.aborted.contains(who) || !attempt.asked.contains(who);
                    require(
                            who.done.contains(done.operation()) || (attempt.phases == Phases.TWO && undone),
                            () -> start + " says that " + who + " has done or undone " + attempt);
                }
            }
            case CommitMessage.Decide<String> decide -> {
                var attempt = attempt(decide.operation(), decide.ballot());
                if (decide.commit()) {
                    requireAllAgreed(start, attempt);
                }
            }
            case CommitMessage.Perform<String> down -> {}
            case CommitMessage.Prepare<String> down -> {}
            case CommitMessage.Refuse<String> up -> {}
            case CommitMessage.Ask<String> ask -> {}
            case CommitMessage.Answer<String> answer -> {}
            case CommitMessage.Settled<String> settled -> {}
        }
    }

    private void performs(CommitStart start, CommitAct.Perform<String> perform) {
        var attempt = attempt(perform.operation(), perform.ballot());
        require(attempt.participants.contains(start), () -> start + " takes no part in " + attempt);
        require(
                begunWork.add(new At(start, perform.operation())),
                () -> start + " performs a second time what it was told once: " + attempt);
        requireAllAgreed(start, attempt);
        require(!attempt.saidAborted, () -> start + " performs what was answered as aborted: " + attempt);
        require(
                attempt.coordinator.toldEnded.containsAll(attempt.aborted) && !attempt.aborted.contains(start),
                () -> start + " commits (AC1, AC2), and aborted have " + attempt.aborted + " " + attempt);
        attempt.committed.add(start);
    }

    private void requireAllAgreed(CommitStart start, Attempt attempt) {
        for (var each : attempt.participants) {
            require(
                    attempt.phases == Phases.ONE
                            || attempt.agreed.contains(each)
                            || worked(each, attempt.key.operation)
                            || each.fate == Fate.DEAD,
                    () -> start + " commits (AC3), and " + each + " has not agreed to " + attempt);
        }
    }

    private void undoes(CommitStart start, CommitAct.Undo<String> undo) {
        for (var attempt : attempts.values()) {
            if (attempt.key.operation.equals(undo.operation())
                    && attempt.asked.contains(start)
                    && !attempt.committed.contains(start)
                    && attempt.aborted.add(start)) {
                require(
                        !Boolean.TRUE.equals(attempt.finished),
                        () -> start + " undoes what was answered as done: " + attempt);
                for (var other : attempt.committed) {
                    require(
                            attempt.aborted.stream().anyMatch(each -> each.toldEnded.contains(other)),
                            () -> start + " aborts (AC1), and " + other + " has committed " + attempt);
                }
                return;
            }
        }
        throw new AssertionError(start + " undoes (AC2) what it does not hold: " + undo);
    }

    private void aborted(CommitStart start, CommitAct.Aborted<String> said) {
        var attempt = Objects.requireNonNull(latest.get(said.operation()));
        require(attempt.coordinator == start, () -> start + " answers for another: " + attempt);
        require(attempt.committed.isEmpty(), () -> start + " answers aborted, committed have " + attempt.committed);
        require(!attempt.saidAborted, () -> start + " answers twice: " + attempt);
        require(
                faulty
                        || attempt.mayAbort
                        || said.refused().refusal() == Refusal.BUSY
                        || said.refused().refusal() == Refusal.TIMED_OUT,
                () -> start + " aborts without a reason (AC4): " + said + " " + attempt);
        attempt.saidAborted = true;
    }

    private void delayed(CommitStart start, CommitAct.Delayed<String> said) {
        var attempt = Objects.requireNonNull(latest.get(said.operation()));
        for (var core : said.cores()) {
            var who = participant(attempt, core);
            require(
                    !start.view.admits(who.core, who.incarnation) && !start.toldEnded.contains(who),
                    () -> start + " says that " + who + " is stuck: " + attempt);
        }
        require(
                attempt.phases == Phases.ONE || attempt.committed.contains(start) || worked(start, said.operation()),
                () -> start + " says delayed and has not decided: " + attempt);
        attempt.saidDelayed = true;
    }

    private void finished(CommitStart start, CommitAct.Finished<String> said) {
        var attempt = Objects.requireNonNull(latest.get(said.operation()));
        require(attempt.coordinator == start && attempt.finished == null, () -> start + " ends twice: " + attempt);
        attempt.finished = said.committed();
        finished++;
        require(said.committed() != attempt.saidAborted, () -> start + " ends otherwise than it answered: " + attempt);
        if (said.committed()) {
            committed++;
        }
        for (var each : attempt.participants) {
            if (said.committed()) {
                require(
                        each.done.contains(said.operation()) || each.fate == Fate.DEAD,
                        () -> start + " answers done, and " + each + " has not performed " + attempt);
            } else if (start.view.admits(each.core, each.incarnation) && each.fate != Fate.DEAD) {
                require(
                        !attempt.asked.contains(each) || attempt.aborted.contains(each),
                        () -> start + " ends an abort, and " + each + " still holds " + attempt);
            }
        }
    }

    /** At rest: everything that can be decided is, everything decided is done, and who asked knows. */
    void requireRest() {
        for (var attempt : attempts.values()) {
            boolean blocked = attempt.participants.stream().anyMatch(this::isSuspected);
            for (var each : attempt.participants) {
                if (each.fate == Fate.RUNNING && attempt.asked.contains(each)) {
                    require(
                            blocked || attempt.aborted.contains(each) || attempt.committed.contains(each),
                            () -> each + " never learns how it ended (AC5): " + attempt);
                }
            }
            var coordinator = attempt.coordinator;
            if (coordinator.fate == Fate.RUNNING && latest.get(attempt.key.operation) == attempt) {
                require(
                        attempt.finished != null || (blocked && attempt.saidDelayed),
                        () -> coordinator + " never answers (AC5): " + attempt);
            }
        }
        for (var start : world.running()) {
            require(start.questions.isEmpty() && start.tasks.isEmpty(), () -> start + " still has work");
            int most = world.latest.size() * (world.openMax + 8);
            require(start.commits.remembered() <= most, () -> start + " remembers " + start.commits.remembered());
        }
    }

    private boolean isSuspected(CommitStart start) {
        return start.fate == Fate.FENCED;
    }

    private CommitStart participant(Attempt attempt, CoreId core) {
        return attempt.participants.stream()
                .filter(each -> each.core.equals(core))
                .findFirst()
                .orElseThrow();
    }

    private boolean worked(CommitStart start, OperationId operation) {
        return begunWork.contains(new At(start, operation));
    }

    private Attempt attempt(OperationId operation, long ballot) {
        var attempt = attempts.get(new Key(operation, ballot));
        require(attempt != null, () -> "nobody began " + operation + " under " + ballot);
        return Objects.requireNonNull(attempt);
    }
}
