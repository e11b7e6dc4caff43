package multikernel.dashboards;

/** Which node is gone, who sees whom, who leads what, and what had to be said again? */
final class ClusterSheet {

    private static final String FAR = "{N,tier=~\"network|shared-memory\"}";

    private ClusterSheet() {}

    static Sheet sheet() {
        var about = "Nodes, links between them, and the partitions that they own and replicate.";
        return new Sheet("cluster", "Cluster", about)
                .cores()
                .by("node", "domain", "node, core")
                .top()
                .row(up(), unreachable(), down(), leaderless(), lacking(), gone())
                .row(seen(), links())
                .row(members(), views())
                .row(ClusterPanels.owned(), ClusterPanels.leases())
                .row(ClusterPanels.trouble(), ClusterPanels.ballots())
                .row(ClusterPanels.commands(), ClusterPanels.fencing())
                .row(kept().size(12, 9), resent().size(12, 9))
                .row(messages(), fill())
                .row(distance().size(24, 8));
    }

    private static Panel up() {
        return Panel.stat("Nodes up, at the worst")
                .about(
                        "Nodes that are up as the node sees it that sees the fewest; 1 for nodes without a cluster.",
                        "nothing but a large cluster; fewer than were started is a node that is gone or cut off.",
                        "see who sees whom, below.")
                .ask("min(multikernel_members{N})", "");
    }

    private static Panel unreachable() {
        return Panel.stat("Unreachable nodes")
                .about(
                        "Nodes that some member does not hear, as the node sees it that sees the most.",
                        "a node that stands still, has ended without a word, or is cut off.",
                        "look whether its process runs and answers; the majority removes it after a while.")
                .ask("max(sum by (node) (multikernel_member_unreachable{N})) or max(0 * multikernel_members{N})", "")
                .from(1, 2);
    }

    private static Panel down() {
        return Panel.stat("Links down")
                .about(
                        "Links, counted at each end, over which no session goes on.",
                        "nodes that are gone or do not want each other: other version, other cluster, no certificate.",
                        "see links, below, and the log of both ends.")
                .ask("sum(multikernel_link_up{N} == bool 0) or max(0 * multikernel_members{N})", "")
                .from(1, 2);
    }

    private static Panel leaderless() {
        return Panel.stat("Leaderless partitions")
                .about(
                        "Partitions of which a node knows no owner, where it knows the fewest.",
                        "no majority of their groups lives or hears each other; commands for them wait, then are"
                                + " refused.",
                        "bring back the nodes that are gone; a few seconds after a loss are as it must be.")
                .ask(
                        "max(sum by (node, domain) (multikernel_partitions_leaderless{N})) or max(0 *"
                                + " multikernel_members{N})",
                        "")
                .from(1, 2);
    }

    private static Panel lacking() {
        return Panel.stat("Without all replicas")
                .about(
                        "Owned partitions of which replicas are missing.",
                        "one more loss may leave them without a majority.",
                        "start a node in place of the one that is gone.")
                .ask("sum(multikernel_partitions_lacking{N}) or max(0 * multikernel_members{N})", "")
                .from(1, 8);
    }

    private static Panel gone() {
        return Panel.stat("Nodes gone in this range")
                .about(
                        "How many fewer nodes are up than were at one time of the time shown.",
                        "nodes that were stopped, ended or were cut off.",
                        "see below when it was and who sees whom, and the log of that node.")
                .ask("max(max_over_time(multikernel_members{N}[$__range])) - min(multikernel_members{N})", "")
                .from(1, 2);
    }

    private static Panel seen() {
        return Panel.table("Who sees whom", "up")
                .about(
                        "Each node, and for each other whether it is up as that node sees it: 1 or 0.",
                        "up; rows that do not agree are a cluster that is split or is just changing.",
                        "if two nodes disagree for longer than a minute, look at the network between them.")
                .ask("sort(multikernel_member_up{N})", "")
                .least(1);
    }

    private static Panel links() {
        return Panel.table("Links", "session")
                .about(
                        "Each node's link to each other, what carries it, and whether a session goes on: 1 or 0.",
                        "up; the tier is shared-memory between nodes of one machine, else network.",
                        "network between two nodes of one machine: see multikernel.network.shared-memory in both.")
                .ask("sort(multikernel_link_up{N})", "")
                .least(1);
    }

    private static Panel members() {
        return Panel.lines("Nodes up, as each node sees it")
                .about(
                        "Nodes that are up.",
                        "a large cluster; lines that part are nodes that do not agree.",
                        "a step down in all lines is a node that has gone; see its log.")
                .ask("multikernel_members{N}", "{{node}}");
    }

    private static Panel views() {
        return Panel.lines("Number of the view of nodes")
                .about(
                        "Counts changes of the cluster's members; the same number stands for the same members.",
                        "only that the cluster is old; a line that stays behind is a node that hears nothing new.",
                        "see whether that node is cut off, and its own log.")
                .ask("multikernel_cluster_view{N}", "{{node}}");
    }

    private static Panel kept() {
        return Panel.lines("Bytes that wait for the other node")
                .about(
                        "What a node keeps because the other has not said that it has it, by link and plane.",
                        "a peer that reads slowly or is silent; at network.link.kept-bytes-max senders are told busy.",
                        "see whether the other node stands still, and utilization of its first core.")
                .unit("bytes")
                .ask(
                        Queries.highest(
                                "multikernel_link_kept_bytes{N}",
                                "max_over_time(multikernel_link_kept_bytes{N}[$__range] @ end())"),
                        "{{node}} to {{to}} {{plane}}");
    }

    private static Panel resent() {
        return Panel.lines("Connections and what is said again")
                .about(
                        "Connections that were made and frames that were sent again, each second, by link.",
                        "connections that break; each costs what was under way once more.",
                        "look at the network, and at pauses of both nodes at that time.")
                .unit("ops")
                .nothing("No connection was made in this range, and nothing said again")
                .ask(seen("multikernel_link_connections_total{N}"), "{{node}} to {{to}} connections")
                .ask(seen("multikernel_link_resent_total{N}"), "{{node}} to {{to}} said again");
    }

    private static String seen(String counter) {
        return Queries.seen("rate(" + counter + "[R])", "increase(" + counter + "[$__range] @ end())");
    }

    private static Panel distance() {
        return Panel.lines("To other nodes and back")
                .about(
                        "The shortest of the last few round trips of a link, with what a sleeping core takes to wake.",
                        "a network that is slow, or a first core of either node that has much to do.",
                        "compare with the tier of the link: shared memory takes microseconds.")
                .unit("s")
                .ask("multikernel_link_round_trip_seconds{N} > 0", "{{node}} to {{to}}");
    }

    private static Panel messages() {
        return Panel.lines("Messages to other nodes")
                .about(
                        "Messages given to channels to other nodes, each second, by tier.",
                        "load between nodes: replication, or commands for partitions that others own.",
                        "keep clients near the owners of what they ask for.")
                .unit("mps")
                .ask(
                        "sum by (node, tier) (rate(multikernel_channel_sent_total{N,tier=~\"network|shared-memory\"}"
                                + "[R]))",
                        "{{node}} {{tier}}")
                .detail("channels");
    }

    private static Panel fill() {
        return Panel.lines("Fill of channels to other nodes")
                .about(
                        "Places taken as a share of what the fullest channel to each place has.",
                        "a receiver, or a link, that is slower than the sender.",
                        "see bytes that wait, and the receiving core on its own node.")
                .unit("percentunit")
                .ask(
                        Queries.highest(
                                "max by (node, to) (multikernel_channel_depth" + FAR + " / multikernel_channel_capacity"
                                        + FAR + ")",
                                "max by (node, to) (max_over_time(multikernel_channel_depth" + FAR
                                        + "[$__range] @ end()))"),
                        "{{node}} to {{to}}")
                .from(0.8)
                .detail("channels");
    }
}
