package multikernel.runtime;

import java.util.List;
import java.util.Optional;
import multikernel.agreement.Rules;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * An application's rules as agreement asks them. The owner tries a change before it is one: rules that throw refuse,
 * and what was tried is not computed again.
 */
final class CheckedRules<S, C> implements Rules<S, C> {

    private final ChangeRules<S, C> rules;
    private @Nullable S triedState;
    private @Nullable C triedChange;
    private @Nullable S tried;

    CheckedRules(ChangeRules<S, C> rules) {
        this.rules = rules;
    }

    @Override
    public S empty() {
        return rules.initial();
    }

    @Override
    public Optional<Outcome.Refused> check(List<S> slices, int slice, C change) {
        var state = slices.get(slice);
        try {
            var refusal = rules.check(state, change);
            if (refusal.isPresent()) {
                return refused(refusal.get());
            }
            tried = rules.apply(state, change);
            triedState = state;
            triedChange = change;
            return Optional.empty();
        } catch (RuntimeException thrown) {
            return refused("its rules failed: " + thrown);
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the very state and change that were tried, not others that are equal
    public S apply(S state, OperationId operation, C change) {
        var known = tried;
        var isTried = state == triedState && change == triedChange;
        tried = null;
        triedState = null;
        triedChange = null;
        return isTried && known != null ? known : rules.apply(state, change);
    }

    private static Optional<Outcome.Refused> refused(String why) {
        return Optional.of(new Outcome.Refused(Refusal.CHANGE_REFUSED, why));
    }
}
