package multikernel.monitor;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import multikernel.agreement.Limits;
import multikernel.agreement.Rules;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.base.View;

/** One start of a core in an {@link ObjectWorld}. */
final class ObjectStart {

    private static final Rules<List<OperationId>, Integer> RULES = new Rules<>() {
        @Override
        public List<OperationId> empty() {
            return List.of();
        }

        @Override
        public Optional<Outcome.Refused> check(List<List<OperationId>> slices, int slice, Integer change) {
            return change % 7 == 0
                    ? Optional.of(new Outcome.Refused(Refusal.CHANGE_REFUSED, "sevens"))
                    : Optional.empty();
        }

        @Override
        public List<OperationId> apply(List<OperationId> state, OperationId operation, Integer change) {
            return Stream.concat(state.stream(), Stream.of(operation)).toList();
        }
    };

    final CoreId core;
    final int incarnation;
    final ObjectMember<List<OperationId>, Integer> member;
    final Tenures tenures = new Tenures();
    final ArrayDeque<View> views = new ArrayDeque<>();
    View view = View.EMPTY;
    boolean running = true;
    boolean begun;
    boolean isMidway;
    long operations;

    ObjectStart(CoreId core, int incarnation, List<CoreId> cores, Limits limits) {
        this.core = core;
        this.incarnation = incarnation;
        this.member = new ObjectMember<>(core, cores, "object", RULES, limits, 1_000);
    }
}
