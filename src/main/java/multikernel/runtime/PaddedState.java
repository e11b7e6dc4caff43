package multikernel.runtime;

import akka.dispatch.Envelope;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Fields of a mailbox's state, two lines away from whatever lies before them: the JVM sorts the fields of one class by
 * size, but lays a superclass out before its subclasses.
 */
@SuppressWarnings("VisibilityModifier") // one class in three layers
abstract class PaddedState extends StatePadding {

    /** Envelopes that the ring has room for at first: two lines of references. */
    private static final int RING_MIN = 32;

    long added;
    long taken;
    long renewedAt;
    int waitingElsewhere;
    int slowFor;
    boolean ready;
    boolean raised;
    boolean overLimit;

    @Nullable
    Envelope[] ring = new Envelope[RING_MIN];

    /** What the actor sent to itself while it was held or its mailbox full. */
    final ArrayDeque<Envelope> toItself = new ArrayDeque<>(0);
}

/** Two lines: processors fetch lines in pairs. */
@SuppressWarnings("unused") // never read
abstract class StatePadding {
    private long p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, pa, pb, pc, pd, pe, pf;
}
