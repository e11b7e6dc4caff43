package multikernel.dashboards;

/** Where the memory is, who has copies of what, and how long it takes to take something away. */
final class MemorySheet {

    private static final String DURATION = "multikernel_capability_duration_seconds";

    private MemorySheet() {}

    static Sheet sheet() {
        var about = "The memory outside of the heap, and the capabilities that stand for it.";
        return new Sheet("memory", "Memory and capabilities", about)
                .cores()
                .by("protocol", "node, core", "node")
                .top()
                .row(share(), quarantined(), zeroing(), faults())
                .row(use(), free())
                .row(ended(), refusals())
                .row(slow(), shootdown())
                .row(inFlight(), oldest())
                .row(objects(), steals());
    }

    private static Panel share() {
        return Panel.stat("Free")
                .about(
                        "Free memory as a share of all that the node has.",
                        "room; low means that allocations will be refused out-of-memory.",
                        "where it is low, revoke what is not used, or start with a larger memory.region.")
                .unit("percentunit")
                .size(6, 4)
                .ask("sum(multikernel_memory_free_bytes{N}) / sum(multikernel_memory_total_bytes{N})", "free")
                .least(0.05, 0.2);
    }

    private static Panel quarantined() {
        return Panel.stat("In quarantine")
                .about(
                        "Memory that nobody can have while a core stands still: what it owned, free or given, what of"
                                + " other cores it may yet use, and what cores owned that have ended meanwhile. All"
                                + " comes back when that core's loop ends.",
                        "a thread that never comes back.",
                        "see its stack with `jcmd PID Thread.print`; if it cannot end, restart the node.")
                .unit("bytes")
                .size(6, 4)
                .ask("sum(multikernel_memory_quarantined_bytes{C})", "quarantined")
                .from(1);
    }

    private static Panel zeroing() {
        return Panel.stat("Yet to zero")
                .about(
                        "Memory that cores still have to zero before it is given.",
                        "large frames under way; each turn of a core zeroes one slice of 64 KiB.",
                        "wait; where it stays high, make frames smaller or on more cores.")
                .unit("bytes")
                .size(6, 4)
                .ask("sum(multikernel_memory_zeroing_bytes{C})", "zeroing");
    }

    private static Panel faults() {
        return Panel.stat("Faults")
                .about(
                        "Accesses to what was not mapped, each second; a domain's fault handler may map it.",
                        "domains that map late, or use what was taken away.",
                        "map before use; see who unmaps.")
                .unit("ops")
                .size(6, 4)
                .ask("sum(rate(multikernel_memory_faults_total{C}[R]))", "faults");
    }

    private static Panel use() {
        return Panel.lines("Use of memory")
                .about(
                        "All memory of the nodes: free, and given to somebody.",
                        "that little is left where the given part nears the whole.",
                        "see who holds what with `multikernel memory tree`.")
                .unit("bytes")
                .stacked()
                .ask("sum(multikernel_memory_free_bytes{N})", "free")
                .ask("sum(multikernel_memory_total_bytes{N}) - sum(multikernel_memory_free_bytes{N})", "given");
    }

    private static Panel free() {
        return Panel.lines("Free memory of the cores that have least")
                .about(
                        "What a core's memory server has.",
                        "room on this core; one that is dry takes from its peers, which costs messages.",
                        "where one is always dry, allocate on the others too.")
                .unit("bytes")
                .ask(
                        "multikernel_memory_free_bytes{C} and bottomk($top,"
                                + " min_over_time(multikernel_memory_free_bytes{C}[$__range] @ end()))",
                        "{{node}} core {{core}}");
    }

    private static Panel ended() {
        return Panel.lines("Operations that were done")
                .about(
                        "Capability operations that were done, each second, by kind.",
                        "load: each that needs another core costs messages between monitors.",
                        "compare with the fill of the control rings.")
                .unit("ops")
                .ask(
                        "sum by (protocol) (rate(multikernel_capability_operations_total{N,outcome=\"done\"}[R]))",
                        "{{protocol}}");
    }

    private static Panel refusals() {
        return Panel.lines("Operations that were refused")
                .about(
                        "Capability operations that were not done, each second, by kind and reason.",
                        "core-stuck, busy and timed-out are the node's trouble, the others the asker's.",
                        "each reason has its sentence in dashboards/METRICS.md.")
                .unit("ops")
                .nothing("Nothing was refused since the nodes began")
                .ask(
                        "sum by (protocol, outcome)"
                                + " (rate(multikernel_capability_operations_total{N,outcome!=\"done\"}[R]))"
                                + " and sum by (protocol, outcome)"
                                + " (multikernel_capability_operations_total{N,outcome!=\"done\"}) > 0",
                        "{{protocol}} {{outcome}}");
    }

    private static Panel slow() {
        return Panel.lines("Time of an operation, 99th percentile")
                .about(
                        "Time from asking to outcome that 99 of 100 stay under, by kind.",
                        "owners or holders that answer late.",
                        "see stalls and utilization of the cores that hold copies.")
                .unit("s")
                .ask(Queries.percentile("0.99", DURATION, "protocol", "{N}"), "{{protocol}}");
    }

    private static Panel shootdown() {
        return Panel.lines("Shootdown: time to unmap and revoke")
                .about(
                        "How long it takes until no core can use an object any more: median and 99th percentile.",
                        "a core that does not come to close its view: busy, asleep, stalled.",
                        "see the stalls; a core that stands still is fenced and the answer is core-stuck.")
                .unit("s")
                .ask(
                        Queries.percentile("0.5", DURATION, "protocol", "{N,protocol=~\"unmap|revoke\"}"),
                        "{{protocol}} median")
                .ask(
                        Queries.percentile("0.99", DURATION, "protocol", "{N,protocol=~\"unmap|revoke\"}"),
                        "{{protocol}} 99th");
    }

    private static Panel inFlight() {
        return Panel.lines("In flight by $by")
                .about(
                        "Operations that were asked for and have not ended; the core is the one that asked.",
                        "many at once, or one that nobody answers.",
                        "see the oldest.")
                .ask("sum by ($by) (multikernel_capability_in_flight{C})", "{{node}} {{core}} {{protocol}}");
    }

    private static Panel oldest() {
        return Panel.lines("Age of the oldest by $by")
                .about(
                        "How long the oldest operation has been waited for; 0 if there is none.",
                        "that an owner, a holder, or a domain that is asked before a revoke does not answer.",
                        "see which cores stall; memory.holder-timeout bounds a silent domain.")
                .unit("s")
                .ask("max by ($by) (multikernel_capability_oldest_seconds{C})", "{{node}} {{core}} {{protocol}}")
                .from(1, 5);
    }

    private static Panel objects() {
        return Panel.lines("Objects, copies and views by node")
                .about(
                        "Objects whose changes the cores order, objects of which they have copies, and views they have"
                                + " open.",
                        "that much is held; a line that only rises is a domain that never lets go.",
                        "see who with `multikernel memory tree`; delete or revoke.")
                .ask("sum by (node) (multikernel_capability_owned{C})", "{{node}} owned")
                .ask("sum by (node) (multikernel_capability_held{C})", "{{node}} held")
                .ask("sum by (node) (multikernel_memory_views{C})", "{{node}} views");
    }

    private static Panel steals() {
        return Panel.lines("Memory taken from peers")
                .about(
                        "Ranges that a core got from another's server, times one had nothing to give, operations asked"
                                + " again, each second.",
                        "allocation that is uneven over the cores; many dry ones mean that memory is nearly out.",
                        "allocate on the cores that have memory, or start with a larger memory.region.")
                .unit("ops")
                .ask("sum by (node) (rate(multikernel_memory_steals_total{C}[R]))", "{{node}} took")
                .ask("sum by (node) (rate(multikernel_memory_dry_total{C}[R]))", "{{node}} got none")
                .ask("sum by (node) (rate(multikernel_capability_retries_total{N}[R]))", "{{node}} asked again");
    }
}
