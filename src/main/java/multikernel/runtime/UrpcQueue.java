package multikernel.runtime;

import akka.actor.ActorCell;
import akka.actor.ActorRef;
import akka.actor.RepointableActorRef;
import akka.dispatch.Envelope;
import akka.dispatch.Mailbox;
import akka.dispatch.MessageQueue;
import akka.dispatch.UnboundedDequeBasedMessageQueueSemantics;
import akka.event.LoggerMessageQueueSemantics;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import multikernel.urpc.StopSign;
import org.jspecify.annotations.Nullable;

/**
 * The queue of a mailbox on a core. Senders read its home and its sign; the rest is the home's thread's. State is kept
 * here because Java cannot extend Akka's {@code Mailbox}. To Akka it is unbounded, for it takes whatever reaches it:
 * its bound stops senders.
 */
final class UrpcQueue implements MessageQueue, UnboundedDequeBasedMessageQueueSemantics, LoggerMessageQueueSemantics {

    private final int capacity;
    private final int weight;
    private final StopSign sign = new StopSign();
    private final MailboxState state = new MailboxState();

    /** Set while its home has it in the stack of mailboxes with system messages. */
    private final AtomicBoolean signalled = new AtomicBoolean();

    private @Nullable UrpcQueue nextSignalled;

    /** Position in the home's foreign lane of the last message that was replayed. */
    private volatile long replayedUpTo;

    private volatile boolean settled;
    private volatile Incarnation home;
    private @Nullable Mailbox mailbox;

    /** One more than the number of its actor's name in traces, 0 before it has one; the home's thread's. */
    private int traceName;

    /** @param weight slices that it gets in one turn */
    UrpcQueue(int capacity, int weight, Incarnation home) {
        this.capacity = capacity;
        this.weight = weight;
        this.home = home;
    }

    void mailbox(Mailbox made) {
        mailbox = made;
    }

    Mailbox mailbox() {
        return Objects.requireNonNull(mailbox, "run before it was made");
    }

    int traceName() {
        return traceName;
    }

    void traceName(int name) {
        traceName = name;
    }

    int weight() {
        return weight;
    }

    Incarnation home() {
        return home;
    }

    /** Before the first message: the core that it was made for has ended meanwhile. */
    void move(Incarnation to) {
        home = to;
    }

    MailboxState state() {
        return state;
    }

    boolean isFull() {
        return sign.isRaised();
    }

    /** May no core send to it now? */
    boolean isStopped() {
        return !isSettled() || isFull();
    }

    /**
     * Akka keeps what is sent to a top-level actor before it has started, whoever sent it, and replays it in one go. It
     * goes by the foreign lane, so what the same senders send afterwards must wait until that has been received.
     */
    boolean isSettled() {
        return settled || settle();
    }

    private boolean settle() {
        if (home.inbox().foreign().received() < replayedUpTo) {
            return false;
        }
        settled = true;
        return true;
    }

    /** Is the message that is dispatched now part of the replay? Others come only after it. */
    boolean isReplay(ActorCell cell) {
        return !settled && cell.self() instanceof RepointableActorRef ref && ref.underlying() != cell;
    }

    void replay(ActorCell cell, Object payload) {
        home.inbox().putForeign(cell, payload);
        replayedUpTo = home.inbox().foreign().sent();
    }

    AtomicBoolean signalled() {
        return signalled;
    }

    @Nullable
    UrpcQueue nextSignalled() {
        return nextSignalled;
    }

    void nextSignalled(@Nullable UrpcQueue next) {
        nextSignalled = next;
    }

    /** Owner: adds; true if this raised the sign. */
    boolean add(Envelope envelope) {
        state.add(envelope);
        if (state.size() < capacity || state.isRaised()) {
            return false;
        }
        state.raised(true);
        sign.raise();
        return true;
    }

    /** Owner: takes the oldest, and lowers the sign at half. */
    @Override
    public @Nullable Envelope dequeue() {
        var envelope = state.poll();
        if (state.isRaised() && state.size() <= capacity / 2) {
            lower();
        }
        return envelope;
    }

    private void lower() {
        state.raised(false);
        sign.lower();
    }

    /** Akka adds by its dispatcher; nobody else may. */
    @Override
    public void enqueue(ActorRef receiver, Envelope envelope) {
        throw new UnsupportedOperationException("a mailbox on a core is reached through its dispatcher");
    }

    /** A classic actor's stash, on its own thread. */
    @Override
    public void enqueueFirst(ActorRef receiver, Envelope envelope) {
        state.addFirst(envelope);
    }

    @Override
    public int numberOfMessages() {
        return state.size();
    }

    @Override
    public boolean hasMessages() {
        return state.size() != 0;
    }

    /** The actor has ended: what waits becomes dead letters, and who waits for room goes on to learn that. */
    @Override
    public void cleanUp(ActorRef owner, MessageQueue deadLetters) {
        for (var envelope = state.poll(); envelope != null; envelope = state.poll()) {
            deadLetters.enqueue(owner, envelope);
        }
        for (var envelope = state.toItself().poll();
                envelope != null;
                envelope = state.toItself().poll()) {
            deadLetters.enqueue(owner, envelope);
        }
        lower();
    }
}
