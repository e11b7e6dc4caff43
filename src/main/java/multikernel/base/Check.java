package multikernel.base;

/**
 * What a pure check of an operation says: how to do it, which then cannot fail, or why it is not done.
 *
 * @param <P> the plan
 */
public sealed interface Check<P> {

    record Plan<P>(P plan) implements Check<P> {}

    record Refused<P>(Outcome.Refused refused) implements Check<P> {}

    static <P> Check<P> plan(P plan) {
        return new Plan<>(plan);
    }

    static <P> Check<P> refused(Refusal refusal, String detail) {
        return new Refused<>(new Outcome.Refused(refusal, detail));
    }
}
