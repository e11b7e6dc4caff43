package multikernel.runtime;

import akka.actor.typed.ActorRef;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Where threads without a post of their own hand in what they send: so much at a time. It ends with its post. */
final class GroupGate {

    private final ActorRef<Object> post;
    private final int insideMax;
    private final AtomicInteger inside = new AtomicInteger();
    private final ConcurrentLinkedQueue<Runnable> rooms = new ConcurrentLinkedQueue<>();

    /** @param insideMax messages that were handed in and have not gone on */
    GroupGate(ActorRef<Object> post, int insideMax) {
        this.post = post;
        this.insideMax = insideMax;
    }

    ActorRef<Object> post() {
        return post;
    }

    boolean enter() {
        if (inside.get() < insideMax && inside.incrementAndGet() <= insideMax) {
            return true;
        }
        if (inside.get() > insideMax) {
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
        if (inside.get() < insideMax) {
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
