package multikernel.domain;

import java.lang.invoke.MethodHandles;
import multikernel.codec.Codec;
import multikernel.codec.CodecLimits;
import multikernel.runtime.ChangeRules;
import multikernel.shard.ShardLimits;
import multikernel.shard.ShardMessage;

/**
 * What a domain of several nodes declares of an object that they share. Made once, where the records are, and kept in a
 * constant, because deriving its codec takes a while.
 */
public final class FarReplicatedSpec<S, C> {

    private static final CodecLimits LIMITS = new CodecLimits(ShardMessage.COMMAND_BYTES_MAX, 4096, 1 << 16);

    private final Codec<ObjectWord<S, C>> shape;
    private final ChangeRules<S, C> rules;
    private final int replicas;

    private FarReplicatedSpec(Codec<ObjectWord<S, C>> shape, ChangeRules<S, C> rules, int replicas) {
        this.shape = shape;
        this.rules = rules;
        this.replicas = replicas;
    }

    /**
     * @param owner {@code MethodHandles.lookup()} of a class that sees every record
     * @param states a record, of at most 1 MiB when it is encoded
     * @param changes a sealed interface of records, as a rule
     * @param replicas nodes that hold it, more than half of which must be there; 1 to 6
     * @throws multikernel.codec.BadInterface what cannot be encoded, by record and component
     */
    @SuppressWarnings("unchecked")
    public static <S, C> FarReplicatedSpec<S, C> of(
            MethodHandles.Lookup owner, Class<S> states, Class<C> changes, ChangeRules<S, C> rules, int replicas) {
        var words = (Class<ObjectWord<S, C>>) (Class<?>) ObjectWord.class;
        return new FarReplicatedSpec<>(Codec.of(owner, words, LIMITS, states, changes), rules, replicas);
    }

    /** A state that is only this caller's. */
    ObjectState<S, C> begin() {
        return new ObjectState<>(shape.another(), rules);
    }

    ShardLimits limits() {
        return ShardLimits.of(1, replicas);
    }

    int replicas() {
        return replicas;
    }

    /** Of two different ones no nodes meet. */
    long fingerprint() {
        return shape.fingerprint() * 31 + replicas;
    }
}
