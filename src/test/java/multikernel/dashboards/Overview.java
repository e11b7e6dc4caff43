package multikernel.dashboards;

/** One screen that says whether anything is wrong, a question to each panel, and where to look next. */
final class Overview {

    /** Alerts about nodes, links and partitions are no single node's and have no such label. */
    private static final String FIRING = "ALERTS{job=~\"$job\",node=~\"$node|\",alertstate=\"firing\"}";

    /** A node that does not answer has no name, but an address where it was asked. */
    private static final String NAMED = "label_replace(ALERTS{job=~\"$job\",node=\"\",alertstate=\"firing\"},"
            + " \"node\", \"$1\", \"instance\", \"(.+)\")"
            + " or ALERTS{job=~\"$job\",node=~\"$node\",node!=\"\",alertstate=\"firing\"}";

    /** Each sort of alert has labels of its own; a column for each would leave no room for any. */
    private static final String JOINED = "label_join(" + worded(worded(worded(NAMED, "core"), "from"), "to")
            + ", \"where\", \" \", \"core\", \"from\", \"to\", \"plane\", \"domain\", \"protocol\","
            + " \"outcome\")";

    /** What is only blanks is a number to Grafana: it would say 0 of an alert that is about a whole node. */
    private static final String PLACED = "label_replace(" + JOINED + ", \"where\", \"$1\", \"where\", \" *(.*?) *\")";

    private Overview() {}

    static Sheet sheet() {
        var about = "One machine at a glance: do the cores have room, do the channels flow, do the cores agree.";
        return new Sheet("overview", "Overview", about)
                .cores()
                .top()
                .row(alerts(), offline(), busiest(), fullest(), oldest(), lost())
                .row(firing(), utilization())
                .row(fill().size(12, 9), sent().size(12, 9))
                .row(trouble(), requests())
                .row(outcomes(), slow());
    }

    /** The label says what its value is of: {@code core 2}. */
    private static String worded(String query, String label) {
        return "label_replace(" + query + ", \"" + label + "\", \"" + label + " $1\", \"" + label + "\", \"(.+)\")";
    }

    private static Panel alerts() {
        return Panel.stat("Alerts that fire")
                .about(
                        "Alert rules of dashboards/alerts.yml that fire now.",
                        "that something needs a person.",
                        "read the table below; each alert says what to do.")
                .ask("count(" + FIRING + ") or vector(0)", "firing")
                .from(1, 3);
    }

    private static Panel offline() {
        return Panel.stat("Cores not online")
                .about(
                        "Configured cores that are offline, failed, stuck or not yet joined.",
                        "that the node works with fewer cores than it was given.",
                        "look at the state and thread of each core in `multikernel cores`.")
                .ask("sum(multikernel_cores{N}) - sum(multikernel_cores_online{N})", "not online")
                .from(1, 2)
                .detail("cores");
    }

    private static Panel busiest() {
        return Panel.stat("Busiest core")
                .about(
                        "Share of time for which the busiest core had work.",
                        "that what lives on that core has no room.",
                        "spread its domain over more cores.")
                .unit("percentunit")
                .ask("max(" + Queries.UTILIZATION + ")", "busiest")
                .from(0.8, 0.9)
                .detail("cores");
    }

    private static Panel fullest() {
        return Panel.stat("Fullest channel")
                .about(
                        "Places taken in the fullest channel as a share of what it has.",
                        "that its receiver is slower than its senders.",
                        "see in the channels dashboard who receives, and whether that core is busy or stands still.")
                .unit("percentunit")
                .ask("max(" + Queries.FILL + ")", "fullest")
                .from(0.5, 0.8)
                .detail("channels");
    }

    private static Panel oldest() {
        return Panel.stat("Oldest operation")
                .about(
                        "Age of the oldest agreement or capability operation that has not ended.",
                        "that a core that is needed does not answer.",
                        "see which protocol and core in the agreement dashboard; beyond agreement.timeout it is"
                                + " answered timed-out.")
                .unit("s")
                .ask(
                        "max(multikernel_agreement_oldest_seconds{C} or multikernel_capability_oldest_seconds{C})",
                        "oldest")
                .from(1, 5)
                .detail("agreement");
    }

    private static Panel lost() {
        return Panel.stat("Cores lost in this range")
                .about(
                        "Cores that failed or stood still in the time shown.",
                        "that incarnations end, and with them the state of their dispatchers.",
                        "read the events: each names its core and the reason.")
                .ask(
                        "round(sum(increase(multikernel_core_failures_total{C}[$__range]))"
                                + " + sum(increase(multikernel_core_stuck_total{C}[$__range])))",
                        "lost")
                .from(1, 2)
                .detail("cores");
    }

    private static Panel firing() {
        return Panel.table("Alerts", "")
                .without("core", "from", "to", "tier", "plane", "domain", "protocol", "outcome", "le")
                .about(
                        "What fires now, with its labels; the row \"no alerts\" stands for none.",
                        "nothing here: a row is an alert.",
                        "open the alert in Prometheus for its summary and what to do.")
                .ask(
                        PLACED + " or label_replace(vector(0) unless count(" + FIRING
                                + ") > 0, \"alertname\", \"no alerts\", \"\", \"\")",
                        "");
    }

    private static Panel utilization() {
        return Panel.lines("Utilization of the busiest cores")
                .about(
                        "Share of time for which a core had work; polling and sleeping count as idle.",
                        "no room on this core: 1 is a core that never waits. One line far above the others is load that"
                                + " sits in one place.",
                        "spread its domain over more cores.")
                .unit("percentunit")
                .ask(Queries.highest(Queries.UTILIZATION, Queries.UTILIZATION_OVER_TIME), "{{node}} core {{core}}")
                .from(0.8, 0.9)
                .detail("cores");
    }

    private static Panel fill() {
        return Panel.lines("Channel fill, the fullest")
                .about(
                        "Places taken in a channel as a share of what it has.",
                        "a receiver that is slower than its senders; at 1 they are held.",
                        "see what its receiver does: its utilization, its stalls.")
                .unit("percentunit")
                .ask(
                        Queries.highest(
                                Queries.FILL,
                                "max_over_time(multikernel_channel_depth{T}[$__range] @ end())"
                                        + " / multikernel_channel_capacity{T} @ end()"),
                        "{{node}} {{from}} to {{to}} {{plane}}")
                .from(0.8)
                .detail("channels");
    }

    private static Panel sent() {
        return Panel.lines("Messages sent")
                .about(
                        "Messages given to channels, each second, by tier and plane.",
                        "load, not trouble; control far above the usual is many agreements or much memory on the move.",
                        "compare with utilization: the same rate at more utilization is work that got slower.")
                .unit("mps")
                .ask("sum by (tier, plane) (rate(multikernel_channel_sent_total{T}[R]))", "{{tier}} {{plane}}")
                .detail("channels");
    }

    private static Panel trouble() {
        return Panel.lines("What did not go through")
                .about(
                        "Messages that a limit refused or that did not arrive, and long messages, each second.",
                        "loss (rejected, dropped), or behaviours that keep their core (stalls).",
                        "for losses see who sends more than it may; for stalls read the event, which has the stack.")
                .unit("ops")
                .ask("sum(rate(multikernel_channel_rejected_total{T}[R]))", "rejected")
                .ask("sum by (outcome) (rate(multikernel_dropped_total{T}[R]))", "dropped, {{outcome}}")
                .ask("sum(rate(multikernel_core_stalls_total{C}[R]))", "stalls");
    }

    private static Panel requests() {
        return Panel.lines("Requests from outside")
                .about(
                        "Requests that domains have answered, each second, by how.",
                        "load; unavailable is that nobody had room or a core was lost, failed that we were wrong.",
                        "for unavailable look at utilization and cores lost, for failed at the log.")
                .unit("reqps")
                .outcomes()
                .nothing("No request was answered in this range")
                .ask(
                        Queries.seen(
                                "sum by (domain, outcome) (rate(multikernel_requests_total{N}[R]))",
                                "sum by (domain, outcome) (increase(multikernel_requests_total{N}[$__range] @ end()))"),
                        "{{domain}} {{outcome}}")
                .detail("time");
    }

    private static Panel outcomes() {
        return Panel.lines("Operations by outcome")
                .about(
                        "Agreements and capability operations that ended, each second, by how.",
                        "load where they are done; core-stuck, timed-out and busy are trouble, other refusals the"
                                + " asker's own.",
                        "see which protocol in the agreement and memory dashboards.")
                .unit("ops")
                .ask("sum by (outcome) (rate(multikernel_agreements_total{N}[R]))", "agreements, {{outcome}}")
                .ask(
                        "sum by (outcome) (rate(multikernel_capability_operations_total{N}[R]))",
                        "capabilities, {{outcome}}")
                .detail("agreement");
    }

    private static Panel slow() {
        return Panel.lines("Time of an operation, 99th percentile")
                .about(
                        "Time from asking to outcome that 99 of 100 stay under.",
                        "cores that answer late: busy, asleep with slow wake-ups, or without a CPU.",
                        "compare with utilization and garbage collection at the same time.")
                .unit("s")
                .ask(
                        Queries.percentile("0.99", "multikernel_agreement_duration_seconds", "protocol", "{N}"),
                        "{{protocol}}")
                .ask(
                        Queries.percentile("0.99", "multikernel_capability_duration_seconds", "protocol", "{N}"),
                        "{{protocol}}")
                .detail("agreement");
    }
}
