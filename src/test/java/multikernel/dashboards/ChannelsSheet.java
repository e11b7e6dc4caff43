package multikernel.dashboards;

/** Which channel backs up, who waits, and whether every message is accounted for. */
final class ChannelsSheet {

    private static final String FILL_AT_MOST = "max_over_time(multikernel_channel_depth{T}[$__range] @ end())"
            + " / multikernel_channel_capacity{T} @ end()";

    private static final String RECEIVED = "multikernel_channel_received_total{T}";

    private static final String IN_FLIGHT = "sum by ($by) (multikernel_channel_sent_total{T}) - sum by ($by) ("
            + RECEIVED + ") - sum by ($by) (multikernel_channel_rejected_total{T})";

    private static final String WHICH = "{{node}} {{from}} {{to}} {{tier}} {{plane}}";

    private ChannelsSheet() {}

    static Sheet sheet() {
        var about = "Each channel between cores: how full, how fast, who found it full, what was refused.";
        return new Sheet("channels", "Channels", about)
                .cores()
                .by("node, to", "node, from", "node, from, to", "tier", "plane", "node")
                .top()
                .row(fullest().size(12, 9), fill().size(12, 9))
                .row(rate(), time())
                .row(stalls(), rejected())
                .row(waiting(), balance());
    }

    private static Panel fullest() {
        return Panel.table("The fullest channels in this range", "most taken")
                .about(
                        "The most places that were taken at one time as a share of what the channel has.",
                        "a receiver that is slower than its senders.",
                        "look at the receiving core (`to`): its utilization and stalls.")
                .unit("percentunit")
                .ask("sort_desc(topk($top, " + FILL_AT_MOST + "))", "")
                .from(0.5, 0.8);
    }

    private static Panel fill() {
        return Panel.lines("Fill, the fullest")
                .about(
                        "Places taken as a share of what the channel has.",
                        "that senders will be held; on the control plane, that agreements take longer.",
                        "a short peak is a burst; a line that stays high is a receiver without room.")
                .unit("percentunit")
                .ask(Queries.highest(Queries.FILL, FILL_AT_MOST), "{{node}} {{from}} to {{to}} {{plane}}")
                .from(0.8);
    }

    private static Panel rate() {
        return Panel.lines("Messages by $by")
                .about(
                        "Messages that receivers took out, each second.",
                        "load; one line far above the others is load that goes to, or comes from, one place.",
                        "choose another By to see from where; spread the domain.")
                .unit("mps")
                .ask(Queries.highestRate(RECEIVED), WHICH);
    }

    private static Panel time() {
        return Panel.lines("Time in the channel by $by")
                .about(
                        "How long a message lies in the channel on average: what is in it, at each look, divided by"
                                + " what is taken out.",
                        "a receiver that comes late to its lanes: busy, stalled or without a CPU.",
                        "compare with utilization of the receiving core.")
                .unit("s")
                .ask(Queries.highest(lain("[R]"), lain("[$__range] @ end()")), WHICH);
    }

    /** Both over the same time: one look at a burst divided by the rate of a quiet time would say seconds. */
    private static String lain(String range) {
        return "sum by ($by) (avg_over_time(multikernel_channel_depth{T}" + range + ")) / (sum by ($by) (rate("
                + RECEIVED + range + ")) > 0)";
    }

    private static Panel stalls() {
        return Panel.lines("Found full by $by")
                .about(
                        "Times that a sender found a channel full, each second.",
                        "back-pressure: the message waits at its sender's core, and its actor is held.",
                        "make the receiver faster, or lane-capacity larger where bursts are the reason.")
                .unit("ops")
                .ask(Queries.highestRate("multikernel_channel_stalls_total{T}"), WHICH);
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
                .nothing("Nothing was rejected or dropped in this range")
                .ask(
                        Queries.highest(
                                "sum by ($by) (rate(multikernel_channel_rejected_total{T}[R]))",
                                "sum by ($by) (increase(multikernel_channel_rejected_total{T}[$__range] @ end())) > 0"),
                        "rejected " + WHICH)
                .ask("sum by (outcome) (rate(multikernel_dropped_total{T}[R]))", "dropped, {{outcome}}")
                .from(1);
    }

    private static Panel waiting() {
        return Panel.lines("Waiting at their sender's core")
                .about(
                        "Messages that wait for a channel or a mailbox with room.",
                        "that they come near dispatcher.parked-per-core-max, where they are refused.",
                        "find the receiver: the fullest channel, the core with stop signs.")
                .ask(
                        Queries.highest(
                                "multikernel_core_waiting{C}",
                                "max_over_time(multikernel_core_waiting{C}[$__range] @ end())"),
                        "{{node}} core {{core}}");
    }

    private static Panel balance() {
        return Panel.lines("Messages in flight by $by")
                .about(
                        "Sent, less received, less rejected: what is under way.",
                        "much under way; a line that only ever rises would be messages that nobody counts any more.",
                        "compare with the fill: both rise and fall together, or we have a bug.")
                .ask(Queries.highest(IN_FLIGHT, "max_over_time((" + IN_FLIGHT + ")[$__range:1m] @ end())"), WHICH);
    }
}
