package multikernel.domain.shard;

import multikernel.codec.BadMessage;
import multikernel.codec.Bytes;
import multikernel.codec.Codec;
import multikernel.shard.ShardMessage;
import org.jspecify.annotations.Nullable;

/** Results of a partition to bytes and back: one octet that says whether there is a result, then the result. */
record PartitionResult<R>(Codec<R> codec) {

    private static final byte TOO_LONG = 0;
    private static final byte HERE = 1;

    Bytes encoded(R result) {
        var count = codec.bytesOf(result);
        if (1 + count > ShardMessage.COMMAND_BYTES_MAX) {
            return Bytes.copyOf(TOO_LONG);
        }
        var bytes = new byte[1 + count];
        bytes[0] = HERE;
        codec.encoded(result).copyTo(bytes, 1);
        return Bytes.copyOf(bytes);
    }

    /** Null for one that was too long. */
    @Nullable
    R decoded(Bytes bytes) {
        if (bytes.at(0) == TOO_LONG) {
            return null;
        }
        try {
            var octets = bytes.toArray();
            return codec.decoded(Bytes.copyOf(octets, 1, octets.length - 1));
        } catch (BadMessage bad) {
            throw new IllegalStateException("a result of a partition cannot be read", bad);
        }
    }
}
