package multikernel.workload.store;

import java.nio.ByteBuffer;
import multikernel.codec.Bytes;

/**
 * The removal of what has expired as a command of its own in a partition's log, so that all replicas do it at one place
 * among the others. Numbers are big-endian; a version of RESP that there is not tells it from an {@link Order}.
 *
 * <pre>
 *   4 partition   1 zero   8 milliseconds   4 home to begin at   4 homes
 * </pre>
 */
record Sweeping(int partition, long nowMillis, int home, int homes) {

    private static final int BYTES = 21;

    static boolean is(byte[] command) {
        return command.length == BYTES && command[Integer.BYTES] == 0;
    }

    static Sweeping of(byte[] command) {
        var buffer = ByteBuffer.wrap(command);
        return new Sweeping(buffer.getInt(0), buffer.getLong(5), buffer.getInt(13), buffer.getInt(17));
    }

    Bytes command() {
        var buffer = ByteBuffer.allocate(BYTES);
        buffer.putInt(partition).put((byte) 0).putLong(nowMillis).putInt(home).putInt(homes);
        return Bytes.copyOf(buffer.array());
    }
}
