package multikernel.runtime;

import java.io.Serial;
import scala.util.control.ControlThrowable;

/**
 * How a limit leaves {@code tell}: Akka swallows every ordinary exception there, a control throwable passes. The
 * interceptor, or the loop below it, turns it into {@link ChannelFull}.
 */
final class FullSignal extends ControlThrowable {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String text;

    FullSignal(String text) {
        super(text);
        this.text = text;
    }

    ChannelFull failure() {
        return new ChannelFull(text);
    }

    /** Throws it out of a method that declares nothing. */
    static RuntimeException raise(Throwable throwable) {
        throw FullSignal.<RuntimeException>unchecked(throwable);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T unchecked(Throwable throwable) throws T {
        throw (T) throwable;
    }
}
