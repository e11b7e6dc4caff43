package multikernel.runtime;

import akka.actor.typed.ActorRef;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Where threads without a post of their own hand in what they send: so much at a time. It ends with its post. */
final class GroupGate {

    /** Messages that were handed in and have not gone on. */
    static final int INSIDE_MAX = 256;

    private final ActorRef<Object> post;
    private final AtomicInteger inside = new AtomicInteger();
    private final ConcurrentLinkedQueue<Runnable> rooms = new ConcurrentLinkedQueue<>();

    GroupGate(ActorRef<Object> post) {
        this.post = post;
    }

    ActorRef<Object> post() {
        return post;
    }

    boolean enter() {
        if (inside.get() < INSIDE_MAX && inside.incrementAndGet() <= INSIDE_MAX) {
            return true;
        }
        if (inside.get() > INSIDE_MAX) {
            inside.decrementAndGet();
        }
        return false;
    }

    void left() {
        inside.decrementAndGet();
        tellRoom();
    }

    /** The action runs once, on whichever thread sees that there is room. */
    void room(Runnable action) {
        rooms.add(action);
        if (inside.get() < INSIDE_MAX) {
            tellRoom();
        }
    }

    private void tellRoom() {
        var room = rooms.poll();
        if (room != null) {
            room.run();
        }
    }
}
