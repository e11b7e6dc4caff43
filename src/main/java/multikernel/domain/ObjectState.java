package multikernel.domain;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Optional;
import multikernel.agreement.group.GroupMessage;
import multikernel.agreement.group.GroupState;
import multikernel.codec.BadMessage;
import multikernel.codec.Bytes;
import multikernel.codec.Codec;
import multikernel.runtime.ChangeRules;
import multikernel.shard.ShardState;
import org.jspecify.annotations.Nullable;

/**
 * One node's replica: the same changes in the same order give the same states, and the same refusals, on every node. A
 * state that could not be encoded is none: a change that would make it is refused.
 */
final class ObjectState<S, C> implements ShardState {

    private static final int WHY_MAX = 256;

    private final Codec<ObjectWord<S, C>> codec;
    private final ChangeRules<S, C> rules;
    private S state;
    private long version;
    private @Nullable ByteArrayOutputStream arriving;

    ObjectState(Codec<ObjectWord<S, C>> codec, ChangeRules<S, C> rules) {
        this.codec = codec;
        this.rules = rules;
        state = rules.initial();
    }

    S state() {
        return state;
    }

    long version() {
        return version;
    }

    @Override
    public Bytes apply(long index, Bytes command) {
        var change = change(command);
        if (change.isEmpty()) {
            return refused("it is no change");
        }
        try {
            var refusal = rules.check(state, change.get());
            if (refusal.isPresent()) {
                return refused(refusal.get());
            }
            var next = rules.apply(state, change.get());
            codec.bytesOf(new ObjectWord.State<>(next, version + 1));
            state = next;
            version++;
            return encoded(new ObjectWord.Done<>(version));
        } catch (RuntimeException thrown) {
            return refused("its rules failed: " + thrown);
        }
    }

    private Optional<C> change(Bytes command) {
        try {
            return decoded(command) instanceof ObjectWord.Change<S, C>(C change)
                    ? Optional.of(change)
                    : Optional.empty();
        } catch (BadMessage bad) {
            return Optional.empty();
        }
    }

    private Bytes refused(String why) {
        var said = why.length() <= WHY_MAX ? why : why.substring(0, WHY_MAX);
        return encoded(new ObjectWord.Refused<>(said, version));
    }

    @Override
    public Bytes read(Bytes command) {
        return encoded(new ObjectWord.State<>(state, version));
    }

    /** @throws multikernel.codec.Unsendable if it cannot be encoded */
    Bytes encoded(ObjectWord<S, C> word) {
        return codec.encoded(word);
    }

    ObjectWord<S, C> decoded(Bytes bytes) throws BadMessage {
        return codec.decoded(bytes);
    }

    @Override
    public GroupState.Copy copy() {
        var whole = encoded(new ObjectWord.State<>(state, version));
        var octets = whole.toArray();
        var pieces = new ArrayDeque<Bytes>();
        for (int from = 0; from < octets.length; from += GroupMessage.PIECE_BYTES_MAX) {
            int length = Math.min(GroupMessage.PIECE_BYTES_MAX, octets.length - from);
            pieces.add(Bytes.copyOf(octets, from, length));
        }
        return new Pieces(pieces);
    }

    private record Pieces(ArrayDeque<Bytes> left) implements GroupState.Copy {

        @Override
        public @Nullable Bytes next() {
            return left.poll();
        }

        @Override
        public void close() {
            left.clear();
        }
    }

    @Override
    public void installBegins() {
        arriving = new ByteArrayOutputStream();
    }

    @Override
    public void install(Bytes piece) {
        var to = arriving;
        if (to != null) {
            to.writeBytes(piece.toArray());
        }
    }

    /** @throws IllegalStateException if a member of the group hands over what is no state */
    @Override
    public void installed() {
        var all = arriving;
        arriving = null;
        try {
            if (all != null
                    && decoded(Bytes.copyOf(all.toByteArray())) instanceof ObjectWord.State<S, C>(S its, long of)) {
                state = its;
                version = of;
                return;
            }
        } catch (BadMessage bad) {
            throw new IllegalStateException("a replica was handed over that cannot be read", bad);
        }
        throw new IllegalStateException("a replica was handed over that is none");
    }
}
