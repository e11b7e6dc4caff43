package multikernel.knowledge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One question, from its text to its answers, run in slices. */
public final class Query {

    /**
     * What the variables of a goal stand for, in the order in which it names them; without those that still stand for
     * anything, and those whose names begin with {@code _}.
     */
    public record Answer(List<Binding> bindings) {
        public Answer {
            bindings = List.copyOf(bindings);
        }
    }

    public record Binding(String name, Term value) {}

    /** How a query ends. */
    public sealed interface Reply {

        /**
         * @param answers in the order in which they were found; none means no
         * @param hasMore whether there may be more than were asked for
         */
        record Answers(List<Answer> answers, boolean hasMore, long steps) implements Reply {
            public Answers {
                answers = List.copyOf(answers);
            }
        }

        /** The text is no goal. */
        record Malformed(int position, String reason) implements Reply {}

        /** It went beyond a limit, and was stopped. */
        record TooLong(String reason) implements Reply {}

        /** Too many run already; said by whoever runs them. */
        record Busy(String reason) implements Reply {}

        /** It asks for what is not there, or calculates with what is no number. */
        record Wrong(String reason) implements Reply {}
    }

    private final int answersMax;
    private final Parser.Goal goal;
    private final Budget budget;
    private final Solver solver;
    private final List<Answer> answers = new ArrayList<>();

    private record Level(Term term, int nesting) {}

    private Query(KnowledgeBase base, Parser.Goal goal, int answersMax, Limits limits) {
        this.answersMax = Math.min(answersMax, limits.answersMax());
        this.goal = goal;
        this.budget = new Budget(limits.stepsMax());
        this.solver = new Solver(base, goal, limits, budget);
    }

    /**
     * @param answersMax how many answers are wanted, at least 1; no more than the limits allow are given
     * @throws MalformedGoal with the place
     */
    public static Query of(KnowledgeBase base, String goal, int answersMax, Limits limits) throws MalformedGoal {
        if (goal.length() > limits.goalCharactersMax()) {
            throw new MalformedGoal(
                    limits.goalCharactersMax() + 1, "a goal has at most " + limits.goalCharactersMax() + " characters");
        }
        return new Query(base, Parser.goal(goal), answersMax, limits);
    }

    /** Runs to its end at once. */
    public static Reply ask(KnowledgeBase base, String goal, int answersMax, Limits limits) {
        try {
            return of(base, goal, answersMax, limits).run(Long.MAX_VALUE / 2).orElseThrow();
        } catch (MalformedGoal malformed) {
            return new Reply.Malformed(malformed.position(), malformed.reason());
        }
    }

    /** Goes on for about so many steps; present when it has ended. */
    public Optional<Reply> run(long slice) {
        try {
            return Optional.ofNullable(reply(slice));
        } catch (Stopped stopped) {
            return Optional.of(
                    stopped.isTooLong() ? new Reply.TooLong(stopped.reason()) : new Reply.Wrong(stopped.reason()));
        }
    }

    private @Nullable Reply reply(long slice) {
        long until = budget.steps() + slice;
        while (budget.steps() < until) {
            var state = solver.run(until - budget.steps());
            if (state == Solver.State.EXHAUSTED) {
                return new Reply.Answers(answers, false, budget.steps());
            }
            if (state == Solver.State.ANSWERED) {
                answers.add(answer());
                if (answers.size() >= answersMax) {
                    return new Reply.Answers(answers, solver.hasChoices(), budget.steps());
                }
                if (!solver.backtrack()) {
                    return new Reply.Answers(answers, false, budget.steps());
                }
            }
        }
        return null;
    }

    private Answer answer() {
        var bindings = new ArrayList<Binding>();
        for (int at = 0; at < goal.variables().size(); at++) {
            var name = goal.variables().get(at);
            if (!name.startsWith("_")) {
                var value = solver.bindings().resolved(new Term.Variable(at));
                requireShallow(value);
                if (!(value instanceof Term.Variable)) {
                    bindings.add(new Binding(name, value));
                }
            }
        }
        return new Answer(bindings);
    }

    private void requireShallow(Term term) {
        var waiting = new ArrayDeque<Level>();
        waiting.push(new Level(term, 0));
        while (!waiting.isEmpty()) {
            budget.charge();
            var level = waiting.pop();
            if (level.nesting > Limits.ANSWER_NESTING_MAX) {
                throw Stopped.tooLong("an answer nested deeper than " + Limits.ANSWER_NESTING_MAX);
            }
            if (level.term instanceof Term.Compound compound) {
                var parts = compound.arguments();
                for (int at = 0; at < parts.size(); at++) {
                    boolean isRest = at == 1 && compound.is(Term.CONS, 2);
                    waiting.push(new Level(parts.get(at), level.nesting + (isRest ? 0 : 1)));
                }
            }
        }
    }
}
