package multikernel.workload.store;

import java.nio.ByteBuffer;

/**
 * A command for a partition as bytes: what crosses cores, and what replicas execute again. Numbers are big-endian.
 *
 * <pre>
 *   4 partition   1 version of RESP   1 command   8 milliseconds   4 words but the name   for each: 4 length, bytes
 * </pre>
 */
final class Order {

    private static final int HEAD_BYTES = 18;
    private static final Command[] COMMANDS = Command.values();

    private int partition;
    private Command command = Command.PING;
    private long nowMillis;
    private int version;
    private final Request request = new Request();

    /** Adds an order at the end of these bytes. */
    static void write(int partition, Command command, Request request, long nowMillis, int version, Replies into) {
        var words = request.count() - 1;
        var bytes = HEAD_BYTES + 4 * words;
        for (var word = 1; word <= words; word++) {
            bytes += request.length(word);
        }
        var at = into.reserve(bytes);
        var buffer = ByteBuffer.wrap(into.bytes(), at, bytes)
                .putInt(partition)
                .put((byte) version)
                .put((byte) command.ordinal())
                .putLong(nowMillis)
                .putInt(words);
        for (var word = 1; word <= words; word++) {
            buffer.putInt(request.length(word)).put(request.bytes(), request.at(word), request.length(word));
        }
    }

    /**
     * Reads the order that begins there.
     *
     * @return where it ends
     */
    int read(byte[] bytes, int at) {
        var buffer = ByteBuffer.wrap(bytes);
        partition = buffer.getInt(at);
        version = bytes[at + 4];
        command = COMMANDS[bytes[at + 5]];
        nowMillis = buffer.getLong(at + 6);
        var words = buffer.getInt(at + 14);
        request.over(bytes, 0);
        request.clear();
        request.add(at, 0);
        var next = at + HEAD_BYTES;
        for (int word = 0; word < words; word++) {
            var length = buffer.getInt(next);
            request.add(next + 4, length);
            next += 4 + length;
        }
        return next;
    }

    int partition() {
        return partition;
    }

    Command command() {
        return command;
    }

    Request request() {
        return request;
    }

    long nowMillis() {
        return nowMillis;
    }

    /** Executes what was read last, at its own time. */
    void execute(Partition partition, Replies replies) {
        execute(partition, nowMillis, replies);
    }

    /** Executes what was read last at this time. */
    void execute(Partition partition, long atMillis, Replies replies) {
        replies.speak(version);
        if (command.writes()) {
            partition.write(command, request, atMillis, replies);
        } else {
            partition.read(command, request, atMillis, replies);
        }
    }
}
