package multikernel.dashboards;

/** The panels about partitions of domains over several nodes. */
final class ClusterPanels {

    private static final String PLACE = "{{node}} {{domain}} {{core}}";

    private ClusterPanels() {}

    static Panel owned() {
        return Panel.lines("Partitions owned by $by")
                .about(
                        "Partitions that are owned, which is where their commands are ordered.",
                        "a node or core that has more of the work than others.",
                        "owners are spread anew when nodes come and go; a node without any is not asked for anything.")
                .ask("sum by ($by) (multikernel_partitions_owned{C})", PLACE);
    }

    static Panel leases() {
        return Panel.lines("Owned without a lease by $by")
                .about(
                        "Partitions whose owner cannot answer now, because no majority has granted it the time.",
                        "an owner that is cut off from its group, or was starved for longer than its lease.",
                        "see links and the CPUs of that node; another owner follows once the lease has run out.")
                .ask(
                        "sum by ($by) (multikernel_partitions_owned{C}) - sum by ($by)"
                                + " (multikernel_partitions_leased{C})",
                        PLACE)
                .from(1);
    }

    static Panel trouble() {
        return Panel.lines("Leaderless, and without all replicas")
                .about(
                        "Partitions of which a node knows no owner, and owned ones of which replicas are missing.",
                        "commands that are refused, or data that one more loss may take.",
                        "bring back the nodes that are gone, or start others.")
                .ask("sum by (node, domain) (multikernel_partitions_leaderless{C})", "leaderless {{node}} {{domain}}")
                .ask("sum by (node, domain) (multikernel_partitions_lacking{C})", "lacking {{node}} {{domain}}")
                .from(1);
    }

    static Panel ballots() {
        return Panel.lines("Changes of owner by $by")
                .about(
                        "Times that a core became the owner of a partition, each second.",
                        "nodes that come and go, or owners that lose their leases.",
                        "a peak at a lost node is as it must be; without one look for pauses and a full CPU.")
                .unit("ops")
                .ask("sum by ($by) (rate(multikernel_partition_taken_total{C}[R]))", PLACE);
    }

    static Panel commands() {
        return Panel.lines("Commands for partitions by outcome")
                .about(
                        "Commands of each domain that ended, each second, by how.",
                        "load where they are done; no-owner and no-majority are groups without a leader, timed-out is"
                                + " undecided.",
                        "see leaderless partitions; busy is more than may wait: spread the load.")
                .unit("ops")
                .outcomes()
                .ask(
                        "sum by (domain, outcome) (rate(multikernel_partition_commands_total{C}[R]))",
                        "{{domain}} {{outcome}}")
                .detail("time");
    }

    static Panel fencing() {
        return Panel.lines("What came from the past")
                .about(
                        "Words of old owners and greetings of old starts that changed nothing, and links that one end"
                                + " did not want, each second.",
                        "nodes that were given up and came back: they were stopped, or cut off.",
                        "nothing is lost by it; see why that node stood still.")
                .unit("ops")
                .nothing("Nothing came from the past in this range")
                .ask(seen("node", "multikernel_partition_late_total{C}"), "{{node}} old owners")
                .ask(seen("node, to", "multikernel_link_fenced_total{N}"), "{{node}} old starts of {{to}}")
                .ask(seen("node, to", "multikernel_link_refused_total{N}"), "{{node}} refusals with {{to}}");
    }

    private static String seen(String by, String counter) {
        return Queries.seen(
                "sum by (" + by + ") (rate(" + counter + "[R]))",
                "sum by (" + by + ") (increase(" + counter + "[$__range] @ end()))");
    }
}
