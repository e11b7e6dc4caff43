package multikernel.dashboards;

/** Over which tree does one core reach the others, what do its edges cost, and is it worth it? */
final class TopologySheet {

    private static final String GATHERED = "multikernel_tree_gathered_seconds{N}";

    private TopologySheet() {}

    static Sheet sheet() {
        var about = "The multicast tree of each node, what a message costs between its cores, and who carries it.";
        return new Sheet("topology", "Multicast and topology", about)
                .cores()
                .by("node", "node, from", "node, to")
                .top()
                .row(edges(), distances())
                .row(below(), predicted())
                .row(gain(), spread())
                .row(agreements(), control())
                .row(depth(), views())
                .row(untaken(), awaited());
    }

    private static Panel edges() {
        return Panel.table("Edges of the tree", "cost")
                .about(
                        "What a message down each edge of the tree costs, from the one that sends to the one that has"
                                + " it, the dearest first.",
                        "an edge between packages, or between CPUs that share a core with others' work.",
                        "one such edge for each package is as it must be; if there are more, see measured distances.")
                .unit("s")
                .ask("sort_desc(multikernel_tree_edge_seconds{T})", "");
    }

    private static Panel distances() {
        return Panel.table("Measured distances, the longest", "cost")
                .about(
                        "What a message from one core to another costs, as it was measured before the node's first"
                                + " core started.",
                        "cores that are far apart, or a host that was busy while it was measured.",
                        "if a pair is much dearer than others that are as near, start the node again on a quiet host.")
                .unit("s")
                .ask("sort_desc(topk($top, multikernel_distance_seconds{T}))", "");
    }

    private static Panel below() {
        return Panel.bars("Cores reached through each core")
                .about(
                        "How many cores get a multicast through this one; the root has all others.",
                        "a core whose delay delays all of these.",
                        "two cores beside each other in the tree should have about as many where distances are equal.")
                .ask("multikernel_tree_below{C} > 0", "{{node}} core {{core}}");
    }

    private static Panel predicted() {
        return Panel.lines("Predicted time of a multicast")
                .about(
                        "Until the last core has it, until the root has every answer, and the latter if the root sent"
                                + " to each core by itself.",
                        "many cores or dear edges; it changes only when cores come or go.",
                        "compare with the time of agreements: what is measured beyond it is waiting.")
                .unit("s")
                .ask("multikernel_tree_broadcast_seconds{N}", "{{node}} had by all")
                .ask(GATHERED, "{{node}} answered")
                .ask("multikernel_tree_each_seconds{N}", "{{node}} one by one");
    }

    private static Panel gain() {
        return Panel.lines("What the tree is worth")
                .about(
                        "Time that one by one would take divided by that of the tree; 1 where the tree is one by one.",
                        "that the tree saves much.",
                        "nothing; below 1 it would be chosen wrongly, and we have a bug.")
                .ask("multikernel_tree_each_seconds{N} / " + GATHERED, "{{node}}");
    }

    private static Panel spread() {
        return Panel.lines("Spread of distances by $by")
                .about(
                        "The longest distance divided by the shortest.",
                        "a machine of several packages, where placement matters.",
                        "keep a domain's cores near each other: see its cores in multikernel domains.")
                .ask(
                        "max by ($by) (multikernel_distance_seconds{T}) / min by ($by)"
                                + " (multikernel_distance_seconds{T})",
                        "{{node}} {{from}} {{to}}");
    }

    private static Panel agreements() {
        return Panel.lines("Agreements against the prediction")
                .about(
                        "The median time of an agreement divided by the predicted time of one multicast and its"
                                + " answers, by protocol.",
                        "cores that do not answer at once: asleep, busy, or without a CPU; two phases are two"
                                + " multicasts.",
                        "see sleeps and run queues of the cores; with more cores than CPUs hundreds are usual.")
                .ask(
                        "histogram_quantile(0.5, sum by (le, node, protocol)"
                                + " (rate(multikernel_agreement_duration_seconds_bucket{N}[R])))"
                                + " / on (node) group_left () max by (node) ("
                                + GATHERED + ")",
                        "{{node}} {{protocol}}")
                .detail("agreement");
    }

    private static Panel control() {
        return Panel.lines("Control messages by $by")
                .about(
                        "Messages between monitors inside the nodes, each second.",
                        "many agreements or capability operations; one sender far above the others is the root of them"
                                + " all.",
                        "ask at other cores too: each is the root of what it is asked for.")
                .unit("mps")
                .ask(
                        "sum by ($by) (rate(multikernel_channel_sent_total{T,plane=\"control\",tier=\"urpc\"}[R]))",
                        "{{node}} {{from}} {{to}}")
                .detail("channels");
    }

    private static Panel depth() {
        return Panel.lines("Depth of the tree")
                .about(
                        "Edges from the root to the farthest core.",
                        "many cores of which none is to send much.",
                        "compare with the predicted time: a deep tree may be the fastest.")
                .ask("multikernel_tree_depth{N}", "{{node}}");
    }

    private static Panel views() {
        return Panel.lines("Number of the view")
                .about(
                        "Counts changes of the cores; with each the tree is chosen anew.",
                        "only that the node is old; a steep line is cores that come and go.",
                        "see failures and stuck cores.")
                .ask("multikernel_view{N}", "{{node}}")
                .detail("cores");
    }

    private static Panel untaken() {
        return Panel.lines("Messages to groups that a member has not taken")
                .about(
                        "What was sent to the dispatchers of a domain together, is there, and is not taken, by member.",
                        "a member that is slow: whoever sends is held back by it, or it is left behind.",
                        "the highest line is who holds its group back; multikernel groups says the same in words.")
                .nothing("No domain has told its dispatchers anything together")
                .ask("multikernel_group_untaken{C}", "{{node}} {{domain}} core {{core}}");
    }

    private static Panel awaited() {
        return Panel.lines("Longest waits in rounds, and who has not come")
                .about(
                        "For how long a dispatcher has waited in a barrier, to gather or to reduce, and how many rounds"
                                + " are open to which a dispatcher has not come while another of its domain waits.",
                        "dispatchers that work for different lengths of time, or one that never comes.",
                        "see who has not come: its run queue and stalls; multikernel groups names the rounds.")
                .nothing("Nobody waits in a round")
                .ask("multikernel_group_oldest_seconds{C} > 0", "{{node}} {{domain}} core {{core}} waits")
                .ask(
                        "multikernel_group_owes{C} > 0 and on (node, domain) sum by (node, domain)"
                                + " (multikernel_group_waits{N}) > 0",
                        "{{node}} {{domain}} core {{core}} has not come");
    }
}
