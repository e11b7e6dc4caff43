package multikernel.domain.shard;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import multikernel.agreement.group.GroupMessage;
import multikernel.agreement.group.GroupState;
import multikernel.codec.BadMessage;
import multikernel.codec.Bytes;
import multikernel.codec.Codec;
import multikernel.shard.ShardMessage;
import multikernel.shard.ShardState;
import org.jspecify.annotations.Nullable;

/** One replica of a program's partition: bytes to its commands, and its results to bytes. */
final class ReplicaOfPartition<C, R> implements ShardState {

    private final ShardSpec<C, R> spec;
    private final Codec<C> commands;
    private final PartitionResult<R> results;
    private PartitionState<C, R> state;
    private byte[] arriving = new byte[0];

    ReplicaOfPartition(ShardSpec<C, R> spec) {
        this.spec = spec;
        commands = spec.commands().codec();
        results = new PartitionResult<>(spec.results().codec());
        state = spec.create().get();
    }

    @Override
    public Bytes apply(long index, Bytes command) {
        return results.encoded(state.apply(decoded(command)));
    }

    @Override
    public Bytes read(Bytes command) {
        return results.encoded(state.read(decoded(command)));
    }

    /** Nodes with other commands do not meet, so this one has been encoded here or by the like of us. */
    private C decoded(Bytes command) {
        try {
            return commands.decoded(command);
        } catch (BadMessage bad) {
            throw new IllegalStateException("a command of a partition cannot be read", bad);
        }
    }

    @Override
    public GroupState.Copy copy() {
        return new Out<>(spec.commands().codec(), state.history().iterator());
    }

    @Override
    public void installBegins() {
        state = spec.create().get();
        arriving = new byte[0];
    }

    /** Commands, each behind its length; a piece may end anywhere. */
    @Override
    public void install(Bytes piece) {
        var all = new byte[arriving.length + piece.length()];
        System.arraycopy(arriving, 0, all, 0, arriving.length);
        piece.copyTo(all, arriving.length);
        var at = 0;
        while (all.length - at >= Integer.BYTES && all.length - at - Integer.BYTES >= length(all, at)) {
            var length = length(all, at);
            state.apply(decoded(Bytes.copyOf(all, at + Integer.BYTES, length)));
            at += Integer.BYTES + length;
        }
        arriving = Arrays.copyOfRange(all, at, all.length);
    }

    private static int length(byte[] all, int at) {
        return ByteBuffer.wrap(all).getInt(at);
    }

    @Override
    public void installed() {
        if (arriving.length > 0) {
            throw new IllegalStateException("a copy of a partition ends within a command");
        }
    }

    /** A history on its way. */
    private static final class Out<C> implements GroupState.Copy {

        private final Codec<C> codec;
        private Iterator<C> left;
        private byte[] ready = new byte[0];
        private int at;

        Out(Codec<C> codec, Iterator<C> left) {
            this.codec = codec;
            this.left = left;
        }

        @Override
        public @Nullable Bytes next() {
            if (at == ready.length && !left.hasNext()) {
                return null;
            }
            if (at == ready.length) {
                ready = encoded(left.next());
                at = 0;
            }
            var count = Math.min(ready.length - at, GroupMessage.PIECE_BYTES_MAX);
            var piece = Bytes.copyOf(ready, at, count);
            at += count;
            return piece;
        }

        /** As many as make a piece, or one that makes several. */
        private byte[] encoded(C first) {
            var out = new ByteArrayOutputStream(GroupMessage.PIECE_BYTES_MAX);
            for (C command = first; ; command = left.next()) {
                var octets = codec.encoded(command).toArray();
                if (octets.length > ShardMessage.COMMAND_BYTES_MAX) {
                    throw new IllegalStateException(
                            "a command of " + octets.length + " bytes in the history of a partition");
                }
                out.writeBytes(
                        ByteBuffer.allocate(Integer.BYTES).putInt(octets.length).array());
                out.writeBytes(octets);
                if (out.size() >= GroupMessage.PIECE_BYTES_MAX / 2 || !left.hasNext()) {
                    return out.toByteArray();
                }
            }
        }

        @Override
        public void close() {
            left = List.<C>of().iterator();
            at = ready.length;
        }
    }
}
