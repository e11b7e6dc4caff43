package multikernel.knowledge;

/** What a query has used of its steps. */
final class Budget {

    private final long stepsMax;
    private long steps;

    Budget(long stepsMax) {
        this.stepsMax = stepsMax;
    }

    void charge() {
        charge(1);
    }

    void charge(long more) {
        steps += more;
        if (steps > stepsMax) {
            throw Stopped.tooLong("more than " + stepsMax + " steps");
        }
    }

    long steps() {
        return steps;
    }
}
