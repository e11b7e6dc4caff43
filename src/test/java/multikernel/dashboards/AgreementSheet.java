package multikernel.dashboards;

/** Is an agreement stuck, and on whom? */
final class AgreementSheet {

    private static final String DURATION = "multikernel_agreement_duration_seconds";

    private AgreementSheet() {}

    static Sheet sheet() {
        var about = "What cores decide together: how many at once, how long it takes, how it ends.";
        return new Sheet("agreement", "Agreement", about)
                .cores()
                .by("protocol", "node, core", "node")
                .top()
                .row(inFlight().size(8, 8), oldest().size(8, 8), awaited().size(8, 8))
                .row(ended(), refused())
                .row(median(), slow())
                .row(again(), control())
                .row(view(), members());
    }

    private static Panel inFlight() {
        return Panel.lines("In flight by $by")
                .about(
                        "Agreements that were asked for and have not ended; the core is the one that asked.",
                        "many at once, or one that nobody answers.",
                        "see the oldest: if it stays young, it is load.")
                .ask("sum by ($by) (multikernel_agreement_in_flight{C})", "{{node}} {{core}} {{protocol}}");
    }

    private static Panel oldest() {
        return Panel.lines("Age of the oldest by $by")
                .about(
                        "How long the oldest agreement has been waited for; 0 if there is none.",
                        "that a core that must answer does not: it is busy, stalled, or stands still and is not fenced"
                                + " yet.",
                        "see beside this whose word it waits for, or multikernel agreements; one that stands still is"
                                + " fenced after liveness.stuck-after, after agreement.timeout the asker is told"
                                + " timed-out and may ask again.")
                .unit("s")
                .ask("max by ($by) (multikernel_agreement_oldest_seconds{C})", "{{node}} {{core}} {{protocol}}")
                .from(1, 5);
    }

    private static Panel awaited() {
        return Panel.lines("Waited for, by core")
                .about(
                        "Share of the time in which an agreement, an unmap or a revoke could not end before this core"
                                + " had said its word; what takes less than 0.1 s may not be seen.",
                        "that this core comes late: one message runs for long on it, or it gets no CPU.",
                        "see its stalls in the cores dashboard and what the event says that it runs.")
                .unit("percentunit")
                .nothing("No operation waited for a core in this range")
                .ask(
                        Queries.highest(
                                "sum by (node, core) (rate(multikernel_core_awaited_seconds_total{C}[R]))",
                                "sum by (node, core) (increase(multikernel_core_awaited_seconds_total{C}[$__range]"
                                        + " @ end())) > 0"),
                        "{{node}} core {{core}}")
                .from(0.1, 0.5);
    }

    private static Panel ended() {
        return Panel.lines("Agreements by outcome")
                .about(
                        "Agreements that ended, each second.",
                        "many changes of what is replicated, each of which costs every core some messages.",
                        "see who spawns, kills or changes that often.")
                .unit("ops")
                .ask(
                        "sum by (protocol, outcome) (rate(multikernel_agreements_total{N}[R]))",
                        "{{protocol}} {{outcome}}");
    }

    private static Panel refused() {
        return Panel.lines("Share that was not done")
                .about(
                        "Agreements that ended otherwise than done, as a share of all, by protocol.",
                        "refusals; core-stuck, busy and timed-out are the node's trouble, the others the asker's.",
                        "see the outcomes beside this, and the table of refusals in dashboards/METRICS.md.")
                .unit("percentunit")
                .ask(
                        "(sum by (protocol) (rate(multikernel_agreements_total{N,outcome!=\"done\"}[R]))"
                                + " or 0 * sum by (protocol) (rate(multikernel_agreements_total{N}[R])))"
                                + " / sum by (protocol) (rate(multikernel_agreements_total{N}[R]))",
                        "{{protocol}}")
                .from(0.05);
    }

    private static Panel median() {
        return Panel.lines("Time to outcome, median")
                .about(
                        "Time from asking to outcome that half of all stay under, by protocol.",
                        "that every message between cores takes longer: sleeping cores, more cores than CPUs.",
                        "compare with sleeps and utilization.")
                .unit("s")
                .ask(Queries.percentile("0.5", DURATION, "protocol", "{N}"), "{{protocol}}");
    }

    private static Panel slow() {
        return Panel.lines("Time to outcome, 99th percentile")
                .about(
                        "Time from asking to outcome that 99 of 100 stay under, by protocol.",
                        "single cores that answer late.",
                        "compare with stalls, run queues and garbage collection at the same time.")
                .unit("s")
                .ask(Queries.percentile("0.99", DURATION, "protocol", "{N}"), "{{protocol}}");
    }

    private static Panel again() {
        return Panel.lines("Asked again, and too late")
                .about(
                        "Operations that were asked again after they stayed undecided, and messages between cores that"
                                + " came too late to count, each second.",
                        "changes of membership, or time-outs.",
                        "a peak at a lost core is as it must be; without one see the time to outcome.")
                .unit("ops")
                .ask("sum by (node) (rate(multikernel_agreement_retries_total{N}[R]))", "{{node}} asked again")
                .ask("sum by (node) (rate(multikernel_core_late_total{C}[R]))", "{{node}} too late");
    }

    private static Panel control() {
        return Panel.lines("Fill of the control rings, by receiver")
                .about(
                        "Places taken in the rings between monitors as a share of what they have.",
                        "a monitor that does not come to its ring: its core runs one message for very long.",
                        "see the stalls of that core.")
                .unit("percentunit")
                .ask(
                        Queries.highest(
                                "max by (node, to) (multikernel_channel_depth{T,plane=\"control\"}"
                                        + " / multikernel_channel_capacity{T,plane=\"control\"})",
                                "max by (node, to) (max_over_time(multikernel_channel_depth{T,plane=\"control\"}"
                                        + "[$__range] @ end()))"),
                        "{{node}} to {{to}}")
                .from(0.5, 0.8);
    }

    private static Panel view() {
        return Panel.lines("Number of the view")
                .about(
                        "Counts changes of membership inside the node.",
                        "only that the node is old; a steep line is cores that come and go.",
                        "see failures and stuck cores in the cores dashboard.")
                .ask("multikernel_view{N}", "{{node}}");
    }

    private static Panel members() {
        return Panel.lines("Rows of the table of domains")
                .about(
                        "Domains that all cores know.",
                        "that spawns outnumber kills; agreement.domains-max is the bound.",
                        "end the domains that are not used.")
                .ask("multikernel_domains{N}", "{{node}}");
    }
}
