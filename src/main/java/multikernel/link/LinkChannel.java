package multikernel.link;

import multikernel.base.CoreId;
import multikernel.base.Plane;
import multikernel.urpc.Channel.Sent;
import multikernel.urpc.Channel.State;

/**
 * One end of a channel in one session, with its numbers. Both ends may send. What is allowed and granted counts
 * messages, ever, so that saying it twice changes nothing.
 */
public final class LinkChannel {

    private final Talk talk;
    final int id;
    final boolean isOurs;
    private final Plane plane;
    private final CoreId local;
    private final CoreId remote;
    private final String service;
    private final long sends;
    private final long receives;
    private final int window;
    State state = State.CONNECTING;

    long sent;
    long arrived;
    long allowed;
    long received;
    long handled;
    long granted;
    boolean wantsClose;
    boolean hasFinished;
    boolean isFinishHeard;
    boolean isFinishArrived;
    /** Who had this end, and who had the other, does nothing any more. */
    boolean hasEnded;

    boolean isOtherEnded;

    private LinkChannel(
            Talk talk,
            int id,
            boolean isOurs,
            Plane plane,
            CoreId local,
            CoreId remote,
            String service,
            long sends,
            long receives,
            int window) {
        this.talk = talk;
        this.id = id;
        this.isOurs = isOurs;
        this.plane = plane;
        this.local = local;
        this.remote = remote;
        this.service = service;
        this.sends = sends;
        this.receives = receives;
        this.window = window;
        this.granted = window;
    }

    static LinkChannel opening(Talk talk, int id, ChannelName name, long sends, long receives, int window) {
        return new LinkChannel(
                talk, id, true, name.plane(), name.from(), name.to(), name.service(), sends, receives, window);
    }

    /** The other end of what the peer opens. */
    static LinkChannel asked(Talk talk, Frame.Open open, int window) {
        var channel = new LinkChannel(
                talk,
                open.channel(),
                false,
                open.plane(),
                open.to(),
                open.from(),
                open.service(),
                open.receives(),
                open.sends(),
                window);
        channel.allowed = open.granted();
        return channel;
    }

    Frame.Open open(long number) {
        return new Frame.Open(plane, number, id, local, remote, service, sends, receives, window);
    }

    /** Counts the channels that one end has opened in this session; with {@link #isOurs} it names this one. */
    public int id() {
        return id;
    }

    /** Whether this end has opened it. */
    public boolean isOurs() {
        return isOurs;
    }

    public Plane plane() {
        return plane;
    }

    /** The core that has this end, and {@link #remote} the other's, whatever their nodes call them. */
    public CoreId local() {
        return local;
    }

    public CoreId remote() {
        return remote;
    }

    public String service() {
        return service;
    }

    /** Fingerprint of what comes to this end; 0 for plain bytes. */
    public long receives() {
        return receives;
    }

    public State state() {
        return state;
    }

    /** Messages that this end may have sent without the other's receiver having handled one. */
    public int capacity() {
        return window;
    }

    /** Messages sent of which the peer has not said that its node has them. */
    public int depth() {
        return (int) (sent - arrived);
    }

    public long sent() {
        return sent;
    }

    /** Of those, how many are with the peer's node for certain; the others are in doubt once the channel has ended. */
    public long arrived() {
        return arrived;
    }

    /** To what the peer {@link LinkEffect.Asked asked for}: it may send from now on. */
    public void accept() {
        talk.accept(this);
    }

    public void decline(Declined why) {
        talk.decline(this, why);
    }

    /**
     * Numbers a message and keeps it until it has arrived.
     *
     * @param bytes nobody changes them any more
     * @throws TooLong nothing was sent
     */
    public Sent send(byte[] bytes) {
        return talk.send(this, bytes);
    }

    /** After {@code BUSY}: {@link LinkEffect.Room} tells once when it is worth another try. */
    public void awaitRoom() {
        talk.awaitRoom(this);
    }

    /** The receiver has handled so many messages more; the sender is given room for as many. */
    public void handle(int messages) {
        talk.handled(this, messages);
    }

    /** What was accepted still arrives, from both ends. */
    public void close() {
        talk.close(this, /* ended= */ false);
    }

    /** The same, and the other end is told that who had this one has ended, for certain: it does nothing any more. */
    public void end() {
        talk.close(this, /* ended= */ true);
    }

    /** One that was asked for hears its answer first and nothing before. */
    boolean mayHear(boolean isAnswer) {
        return isAnswer ? isOurs && state == State.CONNECTING : state != State.CONNECTING;
    }

    /** Whether the receiver has handled so much that the sender should hear of it. */
    boolean isCreditDue() {
        return handled + window - granted >= Math.max(1, window / 2);
    }

    @Override
    public String toString() {
        return service + " " + plane.word() + " " + local + " to " + remote;
    }
}
