package multikernel.network;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CompletionException;
import multikernel.base.Refusal;
import multikernel.runtime.ChannelRefused;
import org.junit.jupiter.api.function.Executable;

/** Channels that cannot be had. */
final class Refused {

    private Refused() {}

    /** What it is refused with. */
    static Refusal by(Executable attempt) {
        var why = assertThrows(Exception.class, attempt);
        var cause = why instanceof CompletionException || why.getCause() != null ? why.getCause() : why;
        return assertInstanceOf(ChannelRefused.class, cause).refusal();
    }
}
