package multikernel.dashboards;

/** What all cores share although they are kernels of their own: one heap, one collector, one process. */
final class JvmSheet {

    private static final String HEAP = "{N,region=\"heap\"}";

    private JvmSheet() {}

    static Sheet sheet() {
        var about = "The JVM under the cores: heap, collector, threads, CPU, age.";
        return new Sheet("jvm", "JVM", about)
                .row(heap(), collection())
                .row(pause(), cpu())
                .row(threads(), age());
    }

    private static Panel heap() {
        return Panel.lines("Heap")
                .about(
                        "Heap of the JVM: used on average, and the most it may have.",
                        "little room, and so much collection.",
                        "raise -Xmx, or find what is kept with a heap dump.")
                .unit("bytes")
                .ask(Queries.mean("jvm_memory_used_bytes", HEAP), "{{node}} used")
                .ask("max by (node) (jvm_memory_max_bytes" + HEAP + ")", "{{node}} most");
    }

    private static Panel collection() {
        return Panel.lines("Garbage collection")
                .about(
                        "Share of time that the JVM collected garbage, by collector.",
                        "that cores stop for it and everything waits.",
                        "give it more heap, or allocate less for each message.")
                .unit("percentunit")
                .ask("sum by (node, collector) (rate(jvm_gc_seconds_sum{N}[R]))", "{{node}} {{collector}}")
                .from(0.05, 0.2);
    }

    private static Panel pause() {
        return Panel.lines("Longest collections")
                .about(
                        "Time of a collection that 99 of 100 stay under.",
                        "that a core may stand still for so long, without any fault of its own.",
                        "a collector with short pauses: -XX:+UseZGC.")
                .unit("s")
                .ask(Queries.percentile("0.99", "jvm_gc_seconds", "node, collector", "{N}"), "{{node}} {{collector}}");
    }

    private static Panel cpu() {
        return Panel.lines("CPU of the process")
                .about(
                        "Share of the machine's CPU that the process used, as its collector saw it.",
                        "that cores and the host's threads together leave no CPU.",
                        "fewer cores: the host's threads, heartbeats and the collector need theirs.")
                .unit("percent")
                .ask(Queries.mean("process_cpu_usage", "{N,mode=\"combined\"}"), "{{node}}");
    }

    private static Panel threads() {
        return Panel.lines("Threads")
                .about(
                        "Threads of the JVM.",
                        "somebody who starts threads; a node has one for each core and some twenty of the host, and"
                                + " one for each core that was fenced and stands still.",
                        "see their names with `jcmd PID Thread.print`.")
                .ask("jvm_threads_total{N}", "{{node}}");
    }

    private static Panel age() {
        return Panel.lines("Age of the node")
                .about(
                        "Time since the node began to boot.",
                        "a node that has run for long; a saw is one that is restarted again and again.",
                        "for a saw read the end of the log of the run before.")
                .unit("dthms")
                .ask("multikernel_uptime_seconds{N}", "{{node}}");
    }
}
