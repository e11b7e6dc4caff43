package multikernel.metrics;

import multikernel.monitor.Intermon;
import multikernel.monitor.MonitorEffect;
import multikernel.monitor.MonitorEvent;
import multikernel.ownership.OwnershipEffect;
import multikernel.ownership.OwnershipEvent;
import multikernel.ownership.OwnershipMessage;

/** What each event and each effect of a core's protocols counts as. */
final class Told {

    private Told() {}

    static void count(CoreTally tally, MonitorEvent event, long nowNanos) {
        switch (event) {
            case MonitorEvent.Ask(var operation, var change, var _) ->
                tally.flights().asked(operation, Protocol.of(change), "", nowNanos);
            case MonitorEvent.OfCapabilities(var about) -> count(tally, about, nowNanos);
            case MonitorEvent.FromPeer(var envelope) -> count(tally, envelope.message());
            case MonitorEvent.ViewChanged _, MonitorEvent.Tick _ -> {}
        }
    }

    private static void count(CoreTally tally, OwnershipEvent event, long nowNanos) {
        switch (event) {
            case OwnershipEvent.Ask(var operation, var domain, var request, var _) ->
                tally.flights().asked(operation, Protocol.of(request), domain, nowNanos);
            case OwnershipEvent.DomainEnded(var domain) -> tally.flights().forget(domain);
            case OwnershipEvent.Heard heard -> count(tally, heard.message());
            case OwnershipEvent.Viewed _,
                    OwnershipEvent.Left _,
                    OwnershipEvent.Ended _,
                    OwnershipEvent.DomainBegan _,
                    OwnershipEvent.Agreed _,
                    OwnershipEvent.Zeroed _,
                    OwnershipEvent.Tick _ -> {}
        }
    }

    private static void count(CoreTally tally, Intermon message) {
        switch (message) {
            case Intermon.Capabilities(var about) -> count(tally, about);
            case Intermon.Bind _, Intermon.BindReply _, Intermon.Bound _, Intermon.Domains _ -> {}
        }
    }

    private static void count(CoreTally tally, OwnershipMessage message) {
        switch (message) {
            case OwnershipMessage.Stolen _ -> tally.add(MeterName.MEMORY_STEALS, 1);
            case OwnershipMessage.Dry _ -> tally.add(MeterName.MEMORY_DRY, 1);
            case OwnershipMessage.ToOwner _,
                    OwnershipMessage.Install _,
                    OwnershipMessage.Installed _,
                    OwnershipMessage.Copied _,
                    OwnershipMessage.Retyped _,
                    OwnershipMessage.Settled _,
                    OwnershipMessage.Answer _,
                    OwnershipMessage.NotOwner _,
                    OwnershipMessage.Close _,
                    OwnershipMessage.Take _,
                    OwnershipMessage.Closed _,
                    OwnershipMessage.Committing _,
                    OwnershipMessage.Steal _,
                    OwnershipMessage.Taken _,
                    OwnershipMessage.HandOver _,
                    OwnershipMessage.HandedOver _,
                    OwnershipMessage.Left _,
                    OwnershipMessage.Uncounted _,
                    OwnershipMessage.Count _,
                    OwnershipMessage.Report _,
                    OwnershipMessage.Inherit _,
                    OwnershipMessage.OwnerIs _,
                    OwnershipMessage.Counted _ -> {}
        }
    }

    static void count(CoreTally tally, MonitorEffect effect) {
        switch (effect) {
            case MonitorEffect.Answered(var _, var operation, var outcome, var tookNanos) ->
                tally.flights().answered(operation, outcome, tookNanos);
            case MonitorEffect.OfCapabilities(var about) -> count(tally, about);
            case MonitorEffect.Refused _ -> tally.late();
            case MonitorEffect.OpenChannel _,
                    MonitorEffect.CloseChannel _,
                    MonitorEffect.Send _,
                    MonitorEffect.Joined _,
                    MonitorEffect.DomainStarted _,
                    MonitorEffect.DomainSpanned _,
                    MonitorEffect.DomainEnded _ -> {}
        }
    }

    private static void count(CoreTally tally, OwnershipEffect effect) {
        switch (effect) {
            case OwnershipEffect.Answered(var operation, var outcome, var _, var tookNanos) ->
                tally.flights().answered(operation, outcome, tookNanos);
            case OwnershipEffect.Late _ -> tally.late();
            case OwnershipEffect.Send _,
                    OwnershipEffect.OpenView _,
                    OwnershipEffect.CloseViews _,
                    OwnershipEffect.CloseView _,
                    OwnershipEffect.Arrived _,
                    OwnershipEffect.Zero _,
                    OwnershipEffect.AskHolder _ -> {}
        }
    }
}
