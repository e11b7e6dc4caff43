package multikernel.knowledge;

/** What a predicate is known by. */
public record Key(String name, int arity) {

    static Key of(Term callable) {
        return switch (callable) {
            case Term.Atom(var name) -> new Key(name, 0);
            case Term.Compound(var name, var arguments) -> new Key(name, arguments.size());
            case Term.Variable variable -> throw Stopped.wrong("a goal is not known yet when it is called");
            case Term.Whole whole -> throw Stopped.wrong("a number is no goal: " + whole.value());
            case Term.Real real -> throw Stopped.wrong("a number is no goal: " + real.value());
        };
    }

    String shown() {
        return name + "/" + arity;
    }
}
