package multikernel.workload.store;

import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The replies of one connection, in the order of its requests. What is complete is made in the desk's replies and
 * written from there; a reply that waits for another core holds up those behind it in a line.
 */
final class Output {

    /** Replies are written once there are so many bytes, so that a slow reader is seen early. */
    private static final int WRITE_BYTES = 1 << 16;

    private static final int TURN_BYTES = 1 << 18;

    private final Channel channel;
    private final Desk desk;
    private final ArrayDeque<Awaited> line = new ArrayDeque<>();
    private final LineBytes bytes = new LineBytes();
    /** Bytes that were written in this turn. */
    private int written;

    Output(Channel channel, Desk desk) {
        this.channel = channel;
        this.desk = desk;
    }

    /** Whether no request is to be read until some replies have gone. */
    boolean isFull() {
        return line.size() >= desk.settings.waitingMax()
                || !channel.isWritable()
                || !line.isEmpty() && bytes.expected() >= desk.settings.outputPauseBytes();
    }

    boolean isEmpty() {
        return line.isEmpty();
    }

    void clear() {
        line.clear();
    }

    /** @param command null for a reply that needs nothing more */
    Awaited await(@Nullable Command command, int version, int parts) {
        var awaited = new Awaited(command, version, parts, bytes);
        bytes.comes();
        line.add(awaited);
        return awaited;
    }

    /** What has been made since there were so many bytes takes its place in the line if there is one. */
    void made(int before, int version) {
        if (!line.isEmpty()) {
            var reply = Arrays.copyOfRange(desk.replies.bytes(), before, desk.replies.size());
            desk.replies.backTo(before);
            await(null, version, 1).arrived(0, reply, 0, reply.length);
        }
    }

    /** Replies at the head of the line that are complete go out, as long as the client reads them. */
    void takeComplete() {
        while (!line.isEmpty() && line.getFirst().isComplete() && channel.isWritable()) {
            var awaited = line.removeFirst();
            bytes.gone(awaited.bytes());
            if (awaited.bytes() > desk.settings.outputBytesMax()) {
                desk.replies.error("ERR the reply is longer than output-bytes-max");
            } else {
                awaited.write(desk.server, desk.replies);
            }
            writeIfMuch();
        }
    }

    void writeIfMuch() {
        if (desk.replies.size() > WRITE_BYTES) {
            write();
        }
    }

    void write() {
        var replies = desk.replies;
        if (replies.size() > 0) {
            var out = channel.alloc().directBuffer(replies.size());
            out.writeBytes(replies.bytes(), 0, replies.size());
            written += replies.size();
            replies.clear();
            var _ = channel.writeAndFlush(out);
        }
    }

    void beginTurn() {
        written = 0;
    }

    /** Whether others are to have their turn first: a pipeline may ask for any number of large values. */
    boolean isTurnOver() {
        return written >= TURN_BYTES;
    }

    /** Whether more than {@code output-bytes-max} waits for the client. */
    boolean isTooLong() {
        var over = channel.bytesBeforeWritable();
        return over > 0 && over + channel.config().getWriteBufferLowWaterMark() > desk.settings.outputBytesMax();
    }
}
