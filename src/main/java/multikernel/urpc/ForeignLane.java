package multikernel.urpc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A lane of (address, message) from any number of threads to one: a linked list whose producers swap the tail. The
 * limit is soft: who may wait asks {@link #hasRoom} first, who may not wait puts.
 */
public final class ForeignLane<A, M> {

    private static final class Node<A, M> {
        private @Nullable A address;
        private @Nullable M message;

        @SuppressWarnings("unused") // reached through NEXT
        private @Nullable Node<A, M> next;

        private Node(@Nullable A address, @Nullable M message) {
            this.address = address;
            this.message = message;
        }
    }

    private static final VarHandle END = MethodHandles.arrayElementVarHandle(Object[].class);
    private static final VarHandle NEXT;

    static {
        try {
            NEXT = MethodHandles.lookup().findVarHandle(Node.class, "next", Node.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The two ends on lines of their own: consumer's head, producers' tail. */
    private static final int HEAD = 32;

    private static final int TAIL = 64;
    private static final int ENDS = 96;

    private static final int COUNT = 0;

    private final Object[] ends = new Object[ENDS];
    private final Line sent = new Line();
    private final Line received = new Line();
    private final int capacity;

    public ForeignLane(int capacity) {
        this.capacity = capacity;
        var stub = new Node<A, M>(null, null);
        ends[HEAD] = stub;
        ends[TAIL] = stub;
    }

    /** Any thread: is the lane below its limit? Several that ask at once may all be told yes. */
    public boolean hasRoom() {
        return depth() < capacity;
    }

    /** Any thread: puts, whatever the limit. */
    @SuppressWarnings("unchecked")
    public void put(@Nullable A address, M message) {
        sent.getAndAdd(COUNT, 1);
        var node = new Node<>(address, message);
        var before = (Node<A, M>) END.getAndSet(ends, TAIL, node);
        NEXT.setRelease(before, node);
    }

    /** Consumer: takes at most {@code max} pairs; returns how many. One that is being linked comes the next time. */
    @SuppressWarnings("unchecked")
    public int drain(Lane.Receiver<? super A, ? super M> receiver, int max) {
        var taken = 0;
        var head = (Node<A, M>) ends[HEAD];
        while (taken < max) {
            var next = (@Nullable Node<A, M>) NEXT.getAcquire(head);
            if (next == null) {
                break;
            }
            var address = next.address;
            var message = next.message;
            next.address = null;
            next.message = null;
            ends[HEAD] = next;
            head = next;
            taken++;
            try {
                receiver.accept(address, Objects.requireNonNull(message));
            } finally {
                received.add(COUNT, 1);
            }
        }
        return taken;
    }

    /** Consumer: is there nothing to take? */
    public boolean isEmpty() {
        return NEXT.getAcquire(ends[HEAD]) == null;
    }

    public int capacity() {
        return capacity;
    }

    public int depth() {
        var taken = received();
        return (int) Math.clamp(sent() - taken, 0, Integer.MAX_VALUE);
    }

    /** At least the position of whatever the caller has put. */
    public long sent() {
        return sent.getOpaque(COUNT);
    }

    /** Whatever has at most this position has been received. */
    public long received() {
        return received.getOpaque(COUNT);
    }
}
