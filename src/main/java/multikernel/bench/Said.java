package multikernel.bench;

import java.util.concurrent.CompletableFuture;

/** What the actors of an experiment tell each other: words that are made once, so that only the way costs. */
sealed interface Said {

    enum Word implements Said {
        BALL,
        CREDIT
    }

    /** @param done completed on the actor's thread once the time is over and nothing is on its way */
    record Begin(long nanos, CompletableFuture<Tally> done) implements Said {}

    /** What was asked for did not come. */
    record Failed(Throwable why) implements Said {}

    /** @param batch operations that each of the recorder's times was for */
    record Tally(long operations, long nanos, Recorder recorder, int batch) {}
}
