package multikernel.dashboards;

/** Where the time goes: of the cores, of a message, of an operation, of a request. */
final class TimeSheet {

    private TimeSheet() {}

    static Sheet sheet() {
        var about = "Seconds of each second: what the cores do, and what waits for them.";
        return new Sheet("time", "Where time goes", about)
                .cores()
                .by("node", "node, core")
                .row(cores(), pauses())
                .row(message(), operations())
                .row(requests(), slowRequests());
    }

    private static Panel cores() {
        return Panel.lines("Time of all cores")
                .about(
                        "Cores' seconds in each second: with work, polling for it, asleep, standing still; together as"
                                + " many as there are cores with a thread.",
                        "much work (busy), or much polling for little work.",
                        "for busy see below what it is spent on, for polling dispatcher.spin, for standing still the"
                                + " cores dashboard.")
                .unit("s")
                .stacked()
                .ask("sum(" + Queries.running(Queries.BUSY) + ")", "busy")
                .ask(
                        "sum(rate(multikernel_core_idle_seconds_total{C}[R]))"
                                + " - sum(rate(multikernel_core_asleep_seconds_total{C}[R]))",
                        "polling")
                .ask("sum(rate(multikernel_core_asleep_seconds_total{C}[R]))", "asleep")
                .ask("sum(" + Queries.fenced(Queries.BUSY) + ")", "standing still");
    }

    private static Panel pauses() {
        return Panel.lines("Time that the JVM takes")
                .about(
                        "Share of time that the JVM collected garbage, by node and collector; all cores wait"
                                + " meanwhile.",
                        "that all cores stop for it, at once.",
                        "see the heap in the JVM dashboard; give it more, or allocate less.")
                .unit("percentunit")
                .ask("sum by (node, collector) (rate(jvm_gc_seconds_sum{N}[R]))", "{{node}} {{collector}}");
    }

    private static Panel message() {
        return Panel.lines("Busy time for each message by $by")
                .about(
                        "Busy seconds divided by messages that came from other cores.",
                        "behaviours that do more for each message, or work that comes by no channel (sockets, timers).",
                        "compare with the rate of messages: if it fell and this rose, the work is elsewhere.")
                .unit("s")
                .ask(
                        "sum by ($by) (" + Queries.running(Queries.BUSY) + ") / (sum by ($by)"
                                + " (label_replace(rate(multikernel_channel_received_total{T}[R]), \"core\", \"$1\","
                                + " \"to\", \"(.*)\")) > 0)",
                        "{{node}} {{core}}");
    }

    private static Panel operations() {
        return Panel.lines("Operations under way, by protocol")
                .about(
                        "Seconds of waiting in each second: how many operations were under way on average.",
                        "that callers spend their time on this protocol.",
                        "see its rate and its time in the agreement and memory dashboards: many, or slow ones.")
                .stacked()
                .ask("sum by (protocol) (rate(multikernel_agreement_duration_seconds_sum{N}[R]))", "{{protocol}}")
                .ask("sum by (protocol) (rate(multikernel_capability_duration_seconds_sum{N}[R]))", "{{protocol}}");
    }

    private static Panel requests() {
        return Panel.lines("Requests under way, by domain")
                .about(
                        "Seconds of waiting in each second: how many requests were under way on average.",
                        "many clients, or answers that take long.",
                        "see the time beside this.")
                .ask("sum by (domain) (rate(multikernel_request_duration_seconds_sum{N}[R]))", "{{domain}}");
    }

    private static Panel slowRequests() {
        return Panel.lines("Time of a request")
                .about(
                        "From the whole request to its answer: what half and what 99 of 100 stay under, by domain.",
                        "web servers or the database without room, or cores that sleep between requests.",
                        "see utilization of the cores of that domain, and time in the channel.")
                .unit("s")
                .ask(
                        Queries.percentile("0.5", "multikernel_request_duration_seconds", "domain", "{N}"),
                        "{{domain}} median")
                .ask(
                        Queries.percentile("0.99", "multikernel_request_duration_seconds", "domain", "{N}"),
                        "{{domain}} 99th");
    }
}
