package multikernel.codec;

/**
 * The sending end of a channel: messages into lines. What finds the sink full midway is gone on with later; no other
 * message comes between. Of one thread.
 */
public final class Outgoing<M> {

    private final Codec<M> codec;
    private final LineSink sink;
    private int bytes;
    private int sent;
    private int number;

    private Outgoing(Codec<M> codec, LineSink sink) {
        this.codec = codec;
        this.sink = sink;
    }

    /** @param codec its shape; the buffers are this channel's own */
    public static <M> Outgoing<M> over(Codec<M> codec, LineSink sink) {
        return new Outgoing<>(codec.another(), sink);
    }

    /**
     * Whether the message is taken: its bytes are sent or kept, and the rest goes with {@link #resume()}. If not, it is
     * the sender's still: there is no room, or an earlier message is under way.
     *
     * @throws Unsendable nothing was sent
     */
    public boolean offer(M message) {
        if (isMidway() && !resume()) {
            return false;
        }
        long line = sink.claim();
        if (line < 0) {
            return false;
        }
        bytes = 0;
        sent = 0;
        int size = codec.encode(message);
        int first = Math.min(size, Fragments.LINE_BYTES);
        codec.copy(0, first, sink.memory(), line);
        sink.publish(Fragments.begins(size));
        if (first < size) {
            bytes = size;
            sent = first;
            number = 0;
            resume();
        }
        return true;
    }

    /** Sends what there is room for. Whether nothing is under way any more. */
    public boolean resume() {
        while (sent < bytes) {
            long line = sink.claim();
            if (line < 0) {
                return false;
            }
            int next = Math.min(bytes - sent, Fragments.LINE_BYTES);
            codec.copy(sent, next, sink.memory(), line);
            sent += next;
            number++;
            sink.publish(Fragments.goesOn(number));
        }
        return true;
    }

    /** Whether a part of a message waits for room. */
    public boolean isMidway() {
        return sent < bytes;
    }
}
