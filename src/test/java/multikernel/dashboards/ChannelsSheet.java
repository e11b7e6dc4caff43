package multikernel.dashboards;

/** Which channel backs up, who waits, and whether every message is accounted for. */
final class ChannelsSheet {

    private ChannelsSheet() {}

    static Sheet sheet() {
        var about = "Each channel between cores: how full, how fast, who found it full, what was refused.";
        return new Sheet("channels", "Channels", about)
                .cores()
                .by("to", "from", "tier", "plane", "node")
                .top()
                .row(fullest(), fill())
                .row(rate(), time())
                .row(stalls(), rejected())
                .row(waiting(), balance());
    }

    private static Panel fullest() {
        return Panel.table("The fullest channels", "taken")
                .about(
                        "Places taken as a share of what the channel has, the highest first.",
                        "a receiver that is slower than its senders.",
                        "look at the receiving core (`to`): its utilization and stalls.")
                .unit("percentunit")
                .ask("sort_desc(topk($top, " + Queries.FILL + "))", "")
                .from(0.5, 0.8);
    }

    private static Panel fill() {
        return Panel.lines("Fill, the fullest")
                .about(
                        "Places taken as a share of what the channel has.",
                        "that senders will be held; on the control plane, that agreements take longer.",
                        "a short peak is a burst; a line that stays high is a receiver without room.")
                .unit("percentunit")
                .ask(
                        Queries.highest(
                                Queries.FILL,
                                "max_over_time(multikernel_channel_depth{T}[$__range] @ end())"
                                        + " / multikernel_channel_capacity{T} @ end()"),
                        "{{node}} {{from}} to {{to}} {{plane}} {{tier}}")
                .from(0.8);
    }

    private static Panel rate() {
        return Panel.lines("Messages by $by")
                .about(
                        "Messages that receivers took out, each second.",
                        "load; one line far above the others is load that goes to, or comes from, one place.",
                        "choose another By to see from where; spread the domain.")
                .unit("mps")
                .ask(
                        "sum by ($by) (rate(multikernel_channel_received_total{T}[R]))",
                        "{{node}} {{from}} {{to}} {{tier}} {{plane}}");
    }

    private static Panel time() {
        return Panel.lines("Time in the channel by $by")
                .about(
                        "How long a message lies in the channel on average: what is in it divided by what is taken"
                                + " out.",
                        "a receiver that comes late to its lanes: busy, stalled or without a CPU.",
                        "compare with utilization of the receiving core.")
                .unit("s")
                .ask(
                        "sum by ($by) (multikernel_channel_depth{T})"
                                + " / (sum by ($by) (rate(multikernel_channel_received_total{T}[R])) > 0)",
                        "{{node}} {{from}} {{to}} {{tier}} {{plane}}");
    }

    private static Panel stalls() {
        return Panel.lines("Found full by $by")
                .about(
                        "Times that a sender found a channel full, each second.",
                        "back-pressure: the message waits at its sender's core, and its actor is held.",
                        "make the receiver faster, or lane-capacity larger where bursts are the reason.")
                .unit("ops")
                .ask(
                        "sum by ($by) (rate(multikernel_channel_stalls_total{T}[R]))",
                        "{{node}} {{from}} {{to}} {{tier}} {{plane}}");
    }

    private static Panel rejected() {
        return Panel.lines("Rejected and dropped")
                .about(
                        "Messages that a limit refused by $by, and messages that did not arrive by reason, each"
                                + " second.",
                        "loss: a sender that ignores back-pressure, or a core that was lost.",
                        "channel-full: see the sender; door-closed: a thread that is no core sends too fast; core-ended"
                                + " and core-stuck: see why the core was lost.")
                .unit("mps")
                .ask(
                        "sum by ($by) (rate(multikernel_channel_rejected_total{T}[R]))",
                        "rejected {{node}} {{from}} {{to}} {{tier}} {{plane}}")
                .ask("sum by (outcome) (rate(multikernel_dropped_total{T}[R]))", "dropped, {{outcome}}")
                .from(1);
    }

    private static Panel waiting() {
        return Panel.lines("Waiting at their sender's core")
                .about(
                        "Messages that wait for a channel or a mailbox with room.",
                        "that they come near dispatcher.parked-per-core-max, where they are refused.",
                        "find the receiver: the fullest channel, the core with stop signs.")
                .ask("multikernel_core_waiting{C}", "{{node}} core {{core}}");
    }

    private static Panel balance() {
        return Panel.lines("Messages in flight by $by")
                .about(
                        "Sent, less received, less rejected: what is under way.",
                        "much under way; a line that only ever rises would be messages that nobody counts any more.",
                        "compare with the fill: both rise and fall together, or we have a bug.")
                .ask(
                        "sum by ($by) (multikernel_channel_sent_total{T}) - sum by ($by)"
                                + " (multikernel_channel_received_total{T}) - sum by ($by)"
                                + " (multikernel_channel_rejected_total{T})",
                        "{{node}} {{from}} {{to}} {{tier}} {{plane}}");
    }
}
