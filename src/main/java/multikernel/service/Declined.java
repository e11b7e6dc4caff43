package multikernel.service;

/** A request that ends here, with the problem that its sender is told. */
final class Declined extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    Declined(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    static Declined malformed(String detail) {
        return new Declined(Problem.of(Fault.MALFORMED, detail));
    }

    Problem problem() {
        return problem;
    }
}
