package multikernel.monitor;

import java.util.List;
import multikernel.agreement.Late;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.ownership.OwnershipEffect;

/** What a monitor's core wants done, in this order. */
public sealed interface MonitorEffect {

    /** From now on messages go to this incarnation of the core and come from it. */
    record OpenChannel(CoreId to, int incarnation) implements MonitorEffect {}

    /** Nothing more goes to this incarnation; what still comes from it will be refused. */
    record CloseChannel(CoreId to, int incarnation) implements MonitorEffect {}

    /** Always to a core whose channel is open. */
    record Send(CoreId to, Envelope envelope) implements MonitorEffect {}

    /** To the guardian: every peer can talk to this core, and it holds every slice. Said once. */
    record Joined() implements MonitorEffect {}

    /**
     * The table has a new domain; whether this core is one of its cores is the actor's to see.
     *
     * @param operation that spawned it
     */
    record DomainStarted(DomainSpec spec, OperationId operation) implements MonitorEffect {}

    record DomainEnded(String name) implements MonitorEffect {}

    /**
     * A domain of the table is on other cores from now on.
     *
     * @param operation that spawned it
     * @param before the cores that it was on
     */
    record DomainSpanned(DomainSpec spec, OperationId operation, List<CoreId> before) implements MonitorEffect {

        public DomainSpanned {
            before = List.copyOf(before);
        }
    }

    /**
     * An operation that was asked of this core has ended.
     *
     * @param protocol the label of its metrics
     */
    record Answered(String protocol, OperationId operation, Outcome outcome, long tookNanos) implements MonitorEffect {}

    /** Every one but {@link OwnershipEffect.Send}. */
    record OfCapabilities(OwnershipEffect effect) implements MonitorEffect {}

    /** A message changed nothing, because it was late: to be counted. */
    record Refused(CoreId from, Late reason) implements MonitorEffect {}
}
