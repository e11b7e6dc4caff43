package multikernel.runtime;

import java.lang.invoke.MethodHandles;
import multikernel.codec.CodecLimits;
import multikernel.monitor.ObjectEnvelope;
import multikernel.monitor.Wire;

/**
 * What a domain declares of one replicated object: its name, what it may hold, how it may change. Made once, where the
 * records are, and kept in a constant, because deriving its codec takes a while; a domain's kind hands it over.
 */
public final class ReplicatedSpec<S, C> {

    /** A state goes to a core that is new in one message, with the operations that are remembered. */
    private static final CodecLimits LIMITS =
            new CodecLimits(CodecLimits.BYTES_MOST, Wire.TEXT_BYTES_MAX, CodecLimits.DEFAULT.itemsMax() << 8);

    private final String name;
    private final MessageInterface<ObjectEnvelope<S, C>> messages;
    private final ChangeRules<S, C> rules;

    private ReplicatedSpec(String name, MessageInterface<ObjectEnvelope<S, C>> messages, ChangeRules<S, C> rules) {
        this.name = name;
        this.messages = messages;
        this.rules = rules;
    }

    /**
     * @param owner {@code MethodHandles.lookup()} of a class that sees every record
     * @param name among the objects of one domain
     * @param states a record, or whatever else a component of a message can be
     * @param changes a sealed interface of records, as a rule
     * @throws multikernel.codec.BadInterface what cannot be encoded, by record and component
     */
    @SuppressWarnings("unchecked")
    public static <S, C> ReplicatedSpec<S, C> of(
            MethodHandles.Lookup owner, String name, Class<S> states, Class<C> changes, ChangeRules<S, C> rules) {
        var envelopes = (Class<ObjectEnvelope<S, C>>) (Class<?>) ObjectEnvelope.class;
        return new ReplicatedSpec<>(name, MessageInterface.of(owner, name, envelopes, LIMITS, states, changes), rules);
    }

    public String name() {
        return name;
    }

    MessageInterface<ObjectEnvelope<S, C>> messages() {
        return messages;
    }

    ChangeRules<S, C> rules() {
        return rules;
    }
}
