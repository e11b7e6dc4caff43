package multikernel.workload.store;

/** Asks once, however often something has gathered, that what has gathered is sent on after this turn of the core. */
final class Departure {

    private final Runnable ask;
    private boolean isAsked;

    Departure(Runnable ask) {
        this.ask = ask;
    }

    void soon() {
        if (!isAsked) {
            isAsked = true;
            ask.run();
        }
    }

    /** From here on what gathers asks again. */
    void begins() {
        isAsked = false;
    }
}
