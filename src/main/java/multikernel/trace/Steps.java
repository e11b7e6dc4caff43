package multikernel.trace;

import multikernel.agreement.CommitMessage;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.monitor.DomainChange;
import multikernel.monitor.Intermon;
import multikernel.monitor.MonitorEffect;
import multikernel.monitor.MonitorEvent;
import multikernel.ownership.OwnershipEffect;
import multikernel.ownership.OwnershipEvent;
import multikernel.ownership.OwnershipMessage;
import org.jspecify.annotations.Nullable;

/**
 * What a core's protocols are told and what they want, as events of its trace. To be asked only while
 * {@link #areRecorded}.
 */
public final class Steps {

    /** Under it a core counts what it asks others to close, which is no operation of anyone. */
    static final String SHOOTDOWN = "shootdown";

    private final Recorder recorder;
    private final CoreId self;
    private final Applies applies;
    private String told = "";

    public Steps(Recorder recorder, CoreId self) {
        this.recorder = recorder;
        this.self = self;
        applies = new Applies(recorder, "");
    }

    public boolean areRecorded() {
        return recorder.hasOperations();
    }

    /** The protocols are told this. */
    public void told(MonitorEvent event, long now) {
        switch (event) {
            case MonitorEvent.Ask(var operation, var change, var _) -> {
                told = protocol(change);
                recorder.begun(operation, "", told, now);
            }
            case MonitorEvent.OfCapabilities(var about) -> told(about, now);
            case MonitorEvent.FromPeer(var envelope) -> heard(envelope.from(), envelope.message(), now);
            case MonitorEvent.ViewChanged _ -> told = "view";
            case MonitorEvent.Tick _ -> told = "tick";
        }
    }

    private static String protocol(DomainChange change) {
        return switch (change) {
            case DomainChange.Spawn _ -> "spawn";
            case DomainChange.Kill _ -> "kill";
            case DomainChange.Span _ -> "span";
        };
    }

    private void told(OwnershipEvent event, long now) {
        if (event instanceof OwnershipEvent.Ask(var operation, var _, var request, var _)) {
            told = request.getClass().getSimpleName();
            recorder.begun(operation, "", told, now);
        } else {
            told = event.getClass().getSimpleName();
        }
    }

    private void heard(CoreId from, Intermon message, long now) {
        switch (message) {
            case Intermon.Domains(var agreement) -> {
                told = agreement.getClass().getSimpleName();
                applies.heard(agreement, from, now);
            }
            case Intermon.Capabilities(var about) -> {
                told = name(about);
                heard(from, about, now);
            }
            case Intermon.Bind _, Intermon.BindReply _, Intermon.Bound _ ->
                told = message.getClass().getSimpleName();
        }
    }

    private void heard(CoreId from, OwnershipMessage message, long now) {
        var operation = operation(message);
        if (operation != null) {
            recorder.heard(operation, "", name(message), from, now);
        } else if (message instanceof OwnershipMessage.Close(var number, var _)) {
            recorder.heard(new OperationId(from, 0, number), SHOOTDOWN, "Close", from, now);
        } else if (message instanceof OwnershipMessage.Take take) {
            recorder.heard(new OperationId(from, 0, take.number()), SHOOTDOWN, "Take", from, now);
        } else if (message instanceof OwnershipMessage.Closed(var number)) {
            recorder.heard(new OperationId(self, 0, number), SHOOTDOWN, "Closed", from, now);
        }
    }

    /** The protocols want this done. */
    public void wants(MonitorEffect effect, long now) {
        switch (effect) {
            case MonitorEffect.Send(var to, var envelope) -> said(to, envelope.message(), now);
            case MonitorEffect.Answered(var _, var operation, var outcome, var tookNanos) ->
                recorder.answered(operation, "", outcome(outcome), tookNanos, now);
            case MonitorEffect.OfCapabilities(var about) -> wants(about, now);
            case MonitorEffect.OpenChannel _,
                    MonitorEffect.CloseChannel _,
                    MonitorEffect.Joined _,
                    MonitorEffect.DomainStarted _,
                    MonitorEffect.DomainSpanned _,
                    MonitorEffect.DomainEnded _,
                    MonitorEffect.Refused _ -> {}
        }
    }

    private void wants(OwnershipEffect effect, long now) {
        switch (effect) {
            case OwnershipEffect.Answered(var operation, var outcome, var _, var tookNanos) ->
                recorder.answered(operation, "", outcome(outcome), tookNanos, now);
            case OwnershipEffect.CloseViews _ -> recorder.closed("views of an object", now);
            case OwnershipEffect.CloseView _ -> recorder.closed("a view", now);
            case OwnershipEffect.Send _,
                    OwnershipEffect.OpenView _,
                    OwnershipEffect.Arrived _,
                    OwnershipEffect.Zero _,
                    OwnershipEffect.AskHolder _,
                    OwnershipEffect.Late _ -> {}
        }
    }

    private void said(CoreId to, Intermon message, long now) {
        switch (message) {
            case Intermon.Domains(var agreement) -> applies.said(agreement, to, now);
            case Intermon.Capabilities(var about) -> {
                var operation = operation(about);
                if (operation != null) {
                    recorder.said(operation, "", name(about), to, now);
                } else if (about instanceof OwnershipMessage.Close(var number, var _)) {
                    recorder.said(new OperationId(self, 0, number), SHOOTDOWN, "Close", to, now);
                } else if (about instanceof OwnershipMessage.Take take) {
                    recorder.said(new OperationId(self, 0, take.number()), SHOOTDOWN, "Take", to, now);
                } else if (about instanceof OwnershipMessage.Closed(var number)) {
                    recorder.said(new OperationId(to, 0, number), SHOOTDOWN, "Closed", to, now);
                }
            }
            case Intermon.Bind _, Intermon.BindReply _, Intermon.Bound _ -> {}
        }
    }

    /** Every effect of what was {@link #told} has been performed. */
    public void done(long began) {
        recorder.step(told, began);
    }

    static String outcome(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done _ -> "done";
            case Outcome.Refused(var refusal, var _) -> refusal.word();
        };
    }

    private static String name(OwnershipMessage message) {
        return message instanceof OwnershipMessage.Committing(var commit)
                ? commit.getClass().getSimpleName()
                : message.getClass().getSimpleName();
    }

    /** Null for what is about no operation, or about several. */
    private static @Nullable OperationId operation(OwnershipMessage message) {
        return switch (message) {
            case OwnershipMessage.ToOwner asks -> asks.operation();
            case OwnershipMessage.Install install -> install.operation();
            case OwnershipMessage.Installed installed -> installed.operation();
            case OwnershipMessage.Copied copied -> copied.operation();
            case OwnershipMessage.Retyped retyped -> retyped.operation();
            case OwnershipMessage.Settled settled -> settled.operation();
            case OwnershipMessage.Answer answer -> answer.operation();
            case OwnershipMessage.NotOwner not -> not.operation();
            case OwnershipMessage.Committing(var commit) -> operation(commit);
            case OwnershipMessage.Steal steal -> steal.operation();
            case OwnershipMessage.Stolen stolen -> stolen.operation();
            case OwnershipMessage.Dry dry -> dry.operation();
            case OwnershipMessage.Taken taken -> taken.operation();
            case OwnershipMessage.HandOver over -> over.operation();
            case OwnershipMessage.HandedOver over -> over.operation();
            case OwnershipMessage.Close _,
                    OwnershipMessage.Take _,
                    OwnershipMessage.Closed _,
                    OwnershipMessage.Left _,
                    OwnershipMessage.Uncounted _,
                    OwnershipMessage.Count _,
                    OwnershipMessage.Report _,
                    OwnershipMessage.Inherit _,
                    OwnershipMessage.OwnerIs _,
                    OwnershipMessage.Counted _ -> null;
        };
    }

    private static @Nullable OperationId operation(CommitMessage<?> message) {
        return switch (message) {
            case CommitMessage.Perform<?> perform -> perform.operation();
            case CommitMessage.Prepare<?> prepare -> prepare.operation();
            case CommitMessage.Vote<?> vote -> vote.operation();
            case CommitMessage.Refuse<?> refuse -> refuse.operation();
            case CommitMessage.Decide<?> decide -> decide.operation();
            case CommitMessage.Acknowledge<?> acknowledge -> acknowledge.operation();
            case CommitMessage.Ask<?> ask -> ask.operation();
            case CommitMessage.Answer<?> answer -> answer.operation();
            case CommitMessage.Settled<?> _ -> null;
        };
    }
}
