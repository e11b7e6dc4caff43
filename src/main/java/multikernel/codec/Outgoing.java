package multikernel.codec;

/** The sending end of a channel: messages into lines. A message that finds the sink full midway is gone on with later. */
public final class Outgoing<M> {

    public static <M> Outgoing<M> over(Codec<M> codec, LineSink sink) {
        throw new UnsupportedOperationException();
    }

    /**
     * Whether the message is taken: its bytes are sent or kept, and the rest goes with {@link #resume()}. If not, it is
     * the sender's still: there is no room, or an earlier message is still under way.
     *
     * @throws Unsendable nothing was sent
     */
    public boolean offer(M message) {
        throw new UnsupportedOperationException();
    }

    /** Sends what there is room for. Whether nothing is under way any more. */
    public boolean resume() {
        throw new UnsupportedOperationException();
    }

    /** Whether a part of a message waits for room. */
    public boolean isMidway() {
        throw new UnsupportedOperationException();
    }
}
