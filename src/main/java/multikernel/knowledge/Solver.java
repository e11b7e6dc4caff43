package multikernel.knowledge;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Depth-first resolution: what is still to be shown as a list of frames, what may be tried instead as a stack. */
final class Solver {

    enum State {
        RUNNING,
        ANSWERED,
        EXHAUSTED
    }

    private static final Term FAIL = new Term.Atom("fail");

    private final KnowledgeBase.Look look;
    private final Limits limits;
    private final Budget budget;
    private final Bindings bindings;
    private final Builtins builtins;
    private final ArrayList<Choice> choices = new ArrayList<>();
    private @Nullable Frame frame;

    /** What is to be done next, and after it. */
    private record Frame(Step step, @Nullable Frame next, int depth) {}

    private sealed interface Step {

        /** @param cut the height of the choices that a cut in it leaves */
        record Call(Term goal, int cut) implements Step {}

        record CutTo(int height) implements Step {}

        record Gather(Gathering into) implements Step {}
    }

    private record Gathering(Term template, ArrayList<Copy> found) {}

    /** What is tried when all that came after it has failed. */
    private sealed interface Choice {

        Bindings.Mark mark();

        record Clauses(Bindings.Mark mark, @Nullable Frame next, Term goal, List<Clause> clauses, int at)
                implements Choice {}

        record Otherwise(Bindings.Mark mark, @Nullable Frame frame) implements Choice {}

        record Counting(Bindings.Mark mark, @Nullable Frame next, Term variable, long at, long last)
                implements Choice {}

        record Gathered(Bindings.Mark mark, @Nullable Frame next, Gathering gathering, Term list) implements Choice {}
    }

    Solver(KnowledgeBase base, Parser.Goal goal, Limits limits, Budget budget) {
        this.look = base.new Look();
        this.limits = limits;
        this.budget = budget;
        this.bindings = new Bindings(budget);
        this.builtins = new Builtins(bindings, budget);
        bindings.reserve(goal.variables().size());
        frame = new Frame(new Step.Call(goal.term(), 0), null, 1);
    }

    Bindings bindings() {
        return bindings;
    }

    /** Whether anything is left to try. */
    boolean hasChoices() {
        return !choices.isEmpty();
    }

    /** Goes on until there is an answer, or none any more, or so many steps are done. */
    State run(long slice) {
        long until = budget.steps() + slice;
        while (budget.steps() < until) {
            var top = frame;
            if (top == null) {
                return State.ANSWERED;
            }
            frame = top.next;
            if (!perform(top.step) && !backtrack()) {
                return State.EXHAUSTED;
            }
        }
        return State.RUNNING;
    }

    /** Looks for another answer. */
    boolean backtrack() {
        while (!choices.isEmpty()) {
            budget.charge();
            var choice = choices.removeLast();
            bindings.undo(choice.mark());
            if (resume(choice)) {
                return true;
            }
        }
        return false;
    }

    private boolean resume(Choice choice) {
        return switch (choice) {
            case Choice.Clauses(var mark, var next, var goal, var clauses, int at) -> tryFrom(goal, clauses, at, next);
            case Choice.Otherwise(var mark, var other) -> {
                frame = other;
                yield true;
            }
            case Choice.Counting(var mark, var next, var variable, long at, long last) -> {
                frame = next;
                yield count(variable, at, last);
            }
            case Choice.Gathered(var mark, var next, var gathering, var list) -> {
                frame = next;
                var all = gathering.found.stream().map(builtins::placed).toList();
                yield bindings.unify(list, Term.list(all));
            }
        };
    }

    private boolean perform(Step step) {
        return switch (step) {
            case Step.Call(var goal, int cut) -> call(bindings.value(goal), cut);
            case Step.CutTo(int height) -> cutTo(height);
            case Step.Gather(var into) -> {
                into.found.add(builtins.copy(into.template));
                yield false;
            }
        };
    }

    private boolean call(Term goal, int cut) {
        budget.charge();
        var key = Key.of(goal);
        var arguments = goal instanceof Term.Compound compound ? compound.arguments() : List.<Term>of();
        if (key.name().equals("call") && key.arity() > 0) {
            push(builtins.called(arguments), choices.size());
            return true;
        }
        return switch (key.shown()) {
            case "true/0" -> true;
            case "fail/0", "false/0" -> false;
            case "!/0" -> cutTo(cut);
            case ",/2" -> {
                push(arguments.get(1), cut);
                push(arguments.get(0), cut);
                yield true;
            }
            case ";/2" -> either(arguments.get(0), arguments.get(1), cut);
            case "->/2" -> ifThen(arguments.get(0), arguments.get(1), cut, choices.size());
            case "\\+/1", "not/1" -> {
                int height = choices.size();
                choose(new Choice.Otherwise(bindings.mark(), frame));
                yield ifThen(arguments.get(0), FAIL, cut, height);
            }
            case "findall/3" -> gather(arguments);
            case "between/3" ->
                count(arguments.get(2), builtins.whole(arguments.get(0)), builtins.last(arguments.get(1)));
            default -> builtins.knows(key) ? builtins.run(key, arguments) : clauses(key, goal);
        };
    }

    private boolean either(Term left, Term right, int cut) {
        int height = choices.size();
        choose(new Choice.Otherwise(bindings.mark(), framed(new Step.Call(right, cut), frame)));
        if (bindings.value(left) instanceof Term.Compound test && test.is("->", 2)) {
            return ifThen(test.argument(0), test.argument(1), cut, height);
        }
        push(left, cut);
        return true;
    }

    /** Once the condition holds, what else there was to try since that height is forgotten. */
    private boolean ifThen(Term condition, Term then, int cut, int height) {
        push(then, cut);
        frame = framed(new Step.CutTo(height), frame);
        push(condition, choices.size());
        return true;
    }

    private boolean gather(List<Term> arguments) {
        var gathering = new Gathering(arguments.get(0), new ArrayList<>());
        choose(new Choice.Gathered(bindings.mark(), frame, gathering, arguments.get(2)));
        frame = framed(new Step.Gather(gathering), null);
        push(arguments.get(1), choices.size());
        return true;
    }

    private boolean count(Term variable, long at, long last) {
        if (!(bindings.value(variable) instanceof Term.Variable)) {
            long number = builtins.whole(variable);
            return at <= number && number <= last;
        }
        if (at > last) {
            return false;
        }
        if (at < last) {
            choose(new Choice.Counting(bindings.mark(), frame, variable, at + 1, last));
        }
        return bindings.unify(variable, Term.whole(at));
    }

    private boolean clauses(Key key, Term goal) {
        var predicate = look.find(key);
        if (predicate == null) {
            throw Stopped.wrong("there is no " + key.shown() + look.instead(key));
        }
        return tryFrom(goal, predicate.matching(goal, bindings), 0, frame);
    }

    private boolean tryFrom(Term goal, List<Clause> clauses, int from, @Nullable Frame next) {
        int here = candidate(goal, clauses, from);
        if (here == clauses.size()) {
            return false;
        }
        int height = choices.size();
        int other = candidate(goal, clauses, here + 1);
        if (other < clauses.size()) {
            choose(new Choice.Clauses(bindings.mark(), next, goal, clauses, other));
        }
        frame = next;
        var clause = clauses.get(here);
        int first = bindings.reserve(clause.variables());
        if (!bindings.unify(goal, inPlace(clause.head(), clause, first), first)) {
            return false;
        }
        if (!clause.body().equals(Term.TRUE)) {
            push(inPlace(clause.body(), clause, first), height);
        }
        return true;
    }

    private Term inPlace(Term part, Clause clause, int first) {
        return clause.variables() == 0 ? part : bindings.renamed(part, first);
    }

    /** The next clause whose first argument does not rule it out at once, so that no choice is left for nothing. */
    private int candidate(Term goal, List<Clause> clauses, int from) {
        if (!(goal instanceof Term.Compound compound)) {
            return from;
        }
        var first = bindings.value(compound.argument(0));
        int at = from;
        while (at < clauses.size() && isOther(first, clauses.get(at).head())) {
            budget.charge();
            at++;
        }
        return at;
    }

    private static boolean isOther(Term first, Term head) {
        if (first instanceof Term.Variable || !(head instanceof Term.Compound of)) {
            return false;
        }
        var theirs = of.argument(0);
        if (theirs instanceof Term.Compound there) {
            return !(first instanceof Term.Compound here
                    && here.is(there.name(), there.arguments().size()));
        }
        return theirs.isAtomic() && (first instanceof Term.Compound || !theirs.equals(first));
    }

    private boolean cutTo(int height) {
        while (choices.size() > height) {
            choices.removeLast();
        }
        return true;
    }

    private void push(Term goal, int cut) {
        frame = framed(new Step.Call(goal, cut), frame);
    }

    private Frame framed(Step step, @Nullable Frame next) {
        int depth = next == null ? 1 : next.depth + 1;
        if (depth > limits.depthMax()) {
            throw Stopped.tooLong("more than " + limits.depthMax() + " goals wait behind one another");
        }
        return new Frame(step, next, depth);
    }

    private void choose(Choice choice) {
        if (choices.size() >= limits.depthMax()) {
            throw Stopped.tooLong("more than " + limits.depthMax() + " alternatives are open");
        }
        choices.add(choice);
    }
}
