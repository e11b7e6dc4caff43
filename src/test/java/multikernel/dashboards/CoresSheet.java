package multikernel.dashboards;

/** Which core has no room, which stands still, and where each one's time goes. */
final class CoresSheet {

    private CoresSheet() {}

    static Sheet sheet() {
        var about = "Each core: how busy, how long its queue, how often it sleeps, stalls, fails.";
        return new Sheet("cores", "Cores", about)
                .cores()
                .by("node, core", "core", "node")
                .top()
                .row(bars(), imbalance())
                .row(utilization(), queue())
                .row(asleep(), sleeps())
                .row(stalls(), lives())
                .row(holds(), places());
    }

    private static Panel bars() {
        return Panel.bars("Utilization now, the busiest cores")
                .about(
                        "Share of time for which a core had work.",
                        "no room on this core.",
                        "spread its domain, or give the node more cores.")
                .unit("percentunit")
                .ask("sort_desc(topk($top, " + Queries.UTILIZATION + "))", "{{node}} core {{core}}")
                .from(0.8, 0.9);
    }

    private static Panel imbalance() {
        return Panel.lines("Imbalance")
                .about(
                        "The busiest core of a node divided by the mean of its cores; 1 is balance.",
                        "that one core carries what others could; beside a low utilization it means nothing.",
                        "spread the domain that lives there; see dispatchers in the table below.")
                .ask(
                        "max by (node) (" + Queries.UTILIZATION + ") / avg by (node) (" + Queries.UTILIZATION + ")",
                        "{{node}}");
    }

    private static Panel utilization() {
        return Panel.lines("Utilization by $by")
                .about(
                        "Share of time with work, the mean of what is added up.",
                        "no room; at 1 whatever comes waits for all that is there.",
                        "spread the load or take some away.")
                .unit("percentunit")
                .ask(
                        Queries.highest(
                                "avg by ($by) (" + Queries.UTILIZATION + ")",
                                "avg by ($by) (" + Queries.UTILIZATION_OVER_TIME + ")"),
                        "{{node}} {{core}}")
                .from(0.8, 0.9);
    }

    private static Panel queue() {
        return Panel.lines("Run queue by $by")
                .about(
                        "Actors that are ready to run.",
                        "that each of them waits for all others before its next slice.",
                        "see utilization and stalls of that core: too much work, or one actor that keeps it.")
                .ask(
                        Queries.highest(
                                "sum by ($by) (multikernel_core_run_queue{C})",
                                "sum by ($by) (max_over_time(multikernel_core_run_queue{C}[$__range] @ end()))"),
                        "{{node}} {{core}}");
    }

    private static Panel asleep() {
        return Panel.lines("Idle time: polling, and asleep")
                .about(
                        "How the cores of each node that are online spend the time without work, as a share of all"
                                + " time.",
                        "much polling burns a CPU without need; it is bounded by dispatcher.spin after each piece of"
                                + " work.",
                        "where many nodes share the CPUs set dispatcher.spin lower.")
                .unit("percentunit")
                .ask(
                        "avg by (node) ("
                                + Queries.running("rate(multikernel_core_idle_seconds_total{C}[R])"
                                        + " - rate(multikernel_core_asleep_seconds_total{C}[R])")
                                + ")",
                        "polling {{node}}")
                .ask(
                        "avg by (node) (" + Queries.running("rate(multikernel_core_asleep_seconds_total{C}[R])") + ")",
                        "asleep {{node}}");
    }

    private static Panel sleeps() {
        return Panel.lines("Sleeps by $by")
                .about(
                        "Times a core fell asleep and was woken, each second.",
                        "that work comes in small pieces with pauses longer than the spin time: each wake-up costs the"
                                + " sender a system call and the message some microseconds.",
                        "batch what is sent, or let the core spin longer.")
                .unit("ops")
                .ask(Queries.highestRate("multikernel_core_sleeps_total{C}"), "{{node}} {{core}}");
    }

    private static Panel stalls() {
        return Panel.lines("Stalls by $by")
                .about(
                        "Messages that ran for longer than dispatcher.run-budget, each second.",
                        "that a behaviour keeps its core, and all who live there wait.",
                        "read the event or the log: they name actor, class and stack.")
                .unit("ops")
                .ask(Queries.highestRate("multikernel_core_stalls_total{C}"), "{{node}} {{core}}");
    }

    private static Panel lives() {
        return Panel.lines("Failures, stuck cores, restarts")
                .about(
                        "Cores whose loop ended, cores that were fenced, and dispatchers that were restarted, each in"
                                + " the interval.",
                        "lost state, and memory in quarantine while a stuck core does not come back.",
                        "read the events, each has the reason; a domain that throws again and again is stopped in the"
                                + " end.")
                .nothing("No core was lost and no dispatcher restarted in this range")
                .ask(lost("multikernel_core_failures_total{C}"), "failed {{node}} {{core}}")
                .ask(lost("multikernel_core_stuck_total{C}"), "stuck {{node}} {{core}}")
                .ask(
                        Queries.seen(
                                Queries.events("domain", "multikernel_dispatcher_restarts_total{N}"),
                                "sum by (domain) (increase(multikernel_dispatcher_restarts_total{N}[$__range] @"
                                        + " end()))"),
                        "restarts {{domain}}");
    }

    private static String lost(String counter) {
        return Queries.seen(Queries.events("$by", counter), overTime(counter));
    }

    private static String seen(String counter) {
        return Queries.highest("sum by ($by) (rate(" + counter + "[R]))", overTime(counter) + " > 0");
    }

    private static String overTime(String counter) {
        return "sum by ($by) (increase(" + counter + "[$__range] @ end()))";
    }

    private static Panel holds() {
        return Panel.lines("Held actors and stop signs by $by")
                .about(
                        "Times an actor was held because what it sent waits, and a full mailbox stopped its senders.",
                        "back-pressure: receivers that are slower than senders.",
                        "find the receiver by the stop signs, the senders by the holds.")
                .unit("ops")
                .nothing("Nobody was held in this range, and no stop sign raised")
                .ask(seen("multikernel_core_holds_total{C}"), "held {{node}} {{core}}")
                .ask(seen("multikernel_core_stop_signs_total{C}"), "stop signs {{node}} {{core}}");
    }

    private static Panel places() {
        return Panel.table("Dispatchers on each core", "dispatchers")
                .about(
                        "For each core how many dispatchers live on it.",
                        "many domains that share one thread.",
                        "place domains on other cores with --cores; `multikernel cores` shows thread, CPU and state.")
                .ask("sort_desc(sum by (node, core) (multikernel_core_dispatchers{C}))", "");
    }
}
