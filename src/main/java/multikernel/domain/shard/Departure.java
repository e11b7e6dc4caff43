package multikernel.domain.shard;

/** Asks once, however often something has gathered, that what has gathered is sent on after this turn of the core. */
public final class Departure {

    private final Runnable ask;
    private boolean isAsked;

    public Departure(Runnable ask) {
        this.ask = ask;
    }

    public void soon() {
        if (!isAsked) {
            isAsked = true;
            ask.run();
        }
    }

    /** From here on what gathers asks again. */
    public void begins() {
        isAsked = false;
    }
}
