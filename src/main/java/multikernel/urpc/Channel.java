package multikernel.urpc;

import multikernel.base.Plane;
import multikernel.base.Tier;
import org.jspecify.annotations.Nullable;

/** A bounded way for messages from one place to another, whatever carries it. One thread offers, one polls. */
public interface Channel<M> {

    Tier tier();

    Plane plane();

    int capacity();

    int depth();

    long sent();

    long received();

    /** Times that a sender found it full. */
    long stalls();

    /** Sender: false if there is no room; the message is the sender's still. */
    boolean offer(M message);

    /** Receiver: null if there is nothing. */
    @Nullable
    M poll();
}
