package multikernel.metrics;

import java.util.List;

/**
 * Every meter of ours, in one place: what it is called, in what unit it counts, which labels tell its series apart, and
 * what it says. The label {@code node} is on each of them and on those of the JVM.
 */
enum MeterName {
    // Sampled, as far as CHANNEL_REJECTED.
    CORES("multikernel.cores", Kind.GAUGE, "Cores that are configured"),
    CORES_ONLINE("multikernel.cores-online", Kind.GAUGE, "Cores that every peer can talk to"),
    DOMAINS("multikernel.domains", Kind.GAUGE, "Rows of the table of domains"),
    MEMBERS("multikernel.members", Kind.GAUGE, "Nodes of the cluster that are up"),
    VIEW("multikernel.view", Kind.GAUGE, "Number of the current view; rises with each change of membership"),
    UPTIME("multikernel.uptime", Kind.SECONDS, "Time since the node began to boot"),
    MEMORY_TOTAL("multikernel.memory.total", Kind.BYTES, "The node's memory outside of the heap"),

    CLUSTER_VIEW("multikernel.cluster-view", Kind.GAUGE, "Number of the view of nodes; rises with each change of them"),
    MEMBER_UP("multikernel.member.up", Kind.GAUGE, "1 where this node sees that node up, else 0", "to"),
    MEMBER_UNREACHABLE(
            "multikernel.member.unreachable", Kind.GAUGE, "1 where some member does not hear that node, else 0", "to"),
    MEMBER_JOINING("multikernel.member.joining", Kind.GAUGE, "1 where that node is not yet counted on, else 0", "to"),

    TREE_EDGE("multikernel.tree.edge", Kind.SECONDS, "What a message down this edge of the tree costs", "from", "to"),
    TREE_BELOW("multikernel.tree.below", Kind.GAUGE, "Cores that get a multicast through this one", "core"),
    TREE_DEPTH("multikernel.tree.depth", Kind.GAUGE, "Edges from the root of the tree to the farthest core"),
    TREE_BROADCAST("multikernel.tree.broadcast", Kind.SECONDS, "Predicted time until the last core has a multicast"),
    TREE_GATHERED("multikernel.tree.gathered", Kind.SECONDS, "Predicted time until the root has every answer"),
    TREE_EACH(
            "multikernel.tree.each", Kind.SECONDS, "The same if the root sent to each core by itself, for comparison"),
    DISTANCE("multikernel.distance", Kind.SECONDS, "Measured cost of a message from one core to another", "from", "to"),

    GROUP_SENT(
            "multikernel.group.sent",
            Kind.COUNTER,
            "Messages to a group that began on the core",
            "domain",
            "core",
            "protocol"),
    GROUP_DELIVERED("multikernel.group.delivered", Kind.COUNTER, "Those that its dispatcher took", Labels.PLACE),
    GROUP_UNTAKEN(
            "multikernel.group.untaken",
            Kind.GAUGE,
            "Those there that it has not taken: who has most holds the group back",
            Labels.PLACE),
    GROUP_BUSY("multikernel.group.busy", Kind.COUNTER, "Times that a sender was told busy", Labels.PLACE),
    GROUP_LEFT_BEHIND("multikernel.group.left-behind", Kind.COUNTER, "Messages that passed it by", Labels.PLACE),
    GROUP_WAITS("multikernel.group.waits", Kind.GAUGE, "Rounds in which it waits for others", Labels.PLACE),
    GROUP_OWES("multikernel.group.owes", Kind.GAUGE, "Rounds that are open and to which it has not come", Labels.PLACE),
    GROUP_OLDEST("multikernel.group.oldest", Kind.SECONDS, "Its longest wait in a round, 0 for none", Labels.PLACE),

    CORE_BUSY("multikernel.core.busy", Kind.NANOS, "Time the core had work", "core"),
    CORE_IDLE("multikernel.core.idle", Kind.NANOS, "Time the core polled or slept without work", "core"),
    CORE_RUN_QUEUE("multikernel.core.run-queue", Kind.GAUGE, "Actors ready to run on the core", "core"),
    CORE_DISPATCHERS("multikernel.core.dispatchers", Kind.GAUGE, "Dispatchers of domains on the core", "core"),
    CORE_ONLINE("multikernel.core.online", Kind.GAUGE, "1 where the core is online, else 0", "core"),
    CORE_PINNED("multikernel.core.pinned", Kind.GAUGE, "1 where the core's thread is bound to its CPU, else 0", "core"),
    CORE_CPU("multikernel.core.cpu", Kind.GAUGE, "Number of the CPU that the core is placed on, -1 for none", "core"),
    CORE_INCARNATION("multikernel.core.incarnation", Kind.GAUGE, "Starts of the core inside this node", "core"),

    CHANNEL_DEPTH("multikernel.channel.depth", Kind.GAUGE, "Places that are taken in the channel", Labels.CHANNEL),
    CHANNEL_CAPACITY("multikernel.channel.capacity", Kind.GAUGE, "Places that the channel has", Labels.CHANNEL),
    CHANNEL_SENT(
            "multikernel.channel.sent",
            Kind.COUNTER,
            "Messages given to the channel: received, rejected or in flight",
            Labels.CHANNEL),
    CHANNEL_RECEIVED("multikernel.channel.received", Kind.COUNTER, "Messages its receiver took out", Labels.CHANNEL),
    CHANNEL_STALLS("multikernel.channel.stalls", Kind.COUNTER, "Times that a sender found it full", Labels.CHANNEL),
    CHANNEL_REJECTED("multikernel.channel.rejected", Kind.COUNTER, "Messages that a limit refused", Labels.CHANNEL),

    // Counted by each dispatcher that has partitions or links, as far as LINK_KEPT.
    PARTITIONS("multikernel.partitions", Kind.GAUGE, "Partitions that have their place on the core", Labels.PLACE),
    PARTITIONS_OWNED("multikernel.partitions.owned", Kind.GAUGE, "Those of them that the core owns", Labels.PLACE),
    PARTITIONS_LEASED(
            "multikernel.partitions.leased",
            Kind.GAUGE,
            "Those owned for which a majority has granted a lease",
            Labels.PLACE),
    PARTITIONS_LEADERLESS(
            "multikernel.partitions.leaderless", Kind.GAUGE, "Those of which it knows no owner", Labels.PLACE),
    PARTITIONS_LACKING(
            "multikernel.partitions.lacking", Kind.GAUGE, "Those owned of which replicas are missing", Labels.PLACE),
    PARTITIONS_BALLOT(
            "multikernel.partitions.ballot", Kind.GAUGE, "Highest ballot that it has promised to heed", Labels.PLACE),
    PARTITION_TAKEN("multikernel.partition.taken", Kind.COUNTER, "Times the core became an owner", Labels.PLACE),
    PARTITION_LATE("multikernel.partition.late", Kind.COUNTER, "What was said under an old ballot", Labels.PLACE),
    PARTITION_COMMANDS(
            "multikernel.partition.commands",
            Kind.COUNTER,
            "Commands for partitions that ended",
            "domain",
            "core",
            "outcome"),
    LINK_UP("multikernel.link.up", Kind.GAUGE, "1 while there is a session with that node, else 0", "to", "tier"),
    LINK_SILENT("multikernel.link.silent", Kind.GAUGE, "1 while nothing is heard of that node, else 0", "to"),
    LINK_CONNECTIONS(
            "multikernel.link.connections", Kind.COUNTER, "Connections, the first and each in its place", "to"),
    LINK_ENDED("multikernel.link.ended", Kind.COUNTER, "Sessions with that node that are over", "to"),
    LINK_REFUSED("multikernel.link.refused", Kind.COUNTER, "Times that one of the two did not want the other", "to"),
    LINK_RESENT("multikernel.link.resent", Kind.COUNTER, "Frames said again over another connection", "to"),
    LINK_FENCED("multikernel.link.fenced", Kind.COUNTER, "Greetings of starts of that node that are out", "to"),
    LINK_ROUND_TRIP(
            "multikernel.link.round-trip", Kind.SECONDS, "Measured time to that node and back, 0 if not known", "to"),
    LINK_KEPT("multikernel.link.kept", Kind.BYTES, "What that node has not said it has", "to", "plane"),

    // Told when it happens.
    CORE_FAILURES("multikernel.core.failures", Kind.COUNTER, "Times that the core's loop ended by itself", "core"),
    CORE_STUCK("multikernel.core.stuck", Kind.COUNTER, "Times that the core stood still and was fenced", "core"),
    CORE_STALLS(
            "multikernel.core.stalls",
            Kind.COUNTER,
            "Messages that ran for longer than run-budget, loading of classes aside",
            "core"),
    DROPPED("multikernel.dropped", Kind.COUNTER, "Messages that did not arrive, and why", "to", "outcome"),
    DISPATCHER_RESTARTS(
            "multikernel.dispatcher.restarts", Kind.COUNTER, "Behaviours restarted after a throw", "domain"),

    // Counted by each core for itself, as far as MEMORY_VIEWS.
    CORE_ASLEEP("multikernel.core.asleep", Kind.NANOS, "The part of its idle time that the core slept", "core"),
    CORE_SLEEPS("multikernel.core.sleeps", Kind.COUNTER, "Times the core fell asleep, and was woken", "core"),
    CORE_HOLDS("multikernel.core.holds", Kind.COUNTER, "Times an actor was held because what it sent waits", "core"),
    CORE_STOP_SIGNS("multikernel.core.stop-signs", Kind.COUNTER, "Times a full mailbox stopped its senders", "core"),
    CORE_LATE("multikernel.core.late", Kind.COUNTER, "Messages between cores that came too late to count", "core"),
    CORE_WAITING("multikernel.core.waiting", Kind.GAUGE, "Messages that wait at the core for room elsewhere", "core"),
    CAPABILITY_OWNED("multikernel.capability.owned", Kind.GAUGE, "Objects whose changes the core orders", "core"),
    CAPABILITY_HELD("multikernel.capability.held", Kind.GAUGE, "Objects of which the core has copies", "core"),
    MEMORY_FREE("multikernel.memory.free", Kind.BYTES, "Free memory of the core's memory server", "core"),
    MEMORY_QUARANTINED(
            "multikernel.memory.quarantined",
            Kind.BYTES,
            "Memory that nobody can have until a core that stands still ends: what the core owned, if it is that one;"
                    + " of what it orders, if it lives, what that one may yet use",
            "core"),
    MEMORY_ZEROING("multikernel.memory.zeroing", Kind.BYTES, "Memory that the core has yet to zero", "core"),
    MEMORY_STEALS("multikernel.memory.steals", Kind.COUNTER, "Ranges that another core's server gave", "core"),
    MEMORY_DRY("multikernel.memory.dry", Kind.COUNTER, "Times another core's server had nothing to give", "core"),
    MEMORY_FAULTS("multikernel.memory.faults", Kind.COUNTER, "Accesses to what was not mapped", "core"),
    MEMORY_VIEWS("multikernel.memory.views", Kind.GAUGE, "Objects of which the core has a view", "core"),

    // Counted by each core that waits, added up by the one that it waits for.
    CORE_AWAITED("multikernel.core.awaited", Kind.NANOS, "Time that operations waited for the core's word", "core"),

    // Counted by each core, added up by protocol.
    AGREEMENTS("multikernel.agreements", Kind.COUNTER, "Agreements that ended", Labels.OPERATION),
    AGREEMENT_DURATION("multikernel.agreement.duration", Kind.DURATION, "From asking to outcome", "protocol"),
    AGREEMENT_RETRIES("multikernel.agreement.retries", Kind.COUNTER, "Agreements that were asked again", "protocol"),
    AGREEMENT_IN_FLIGHT("multikernel.agreement.in-flight", Kind.GAUGE, "Agreements asked and not ended", Labels.ASKED),
    AGREEMENT_OLDEST(
            "multikernel.agreement.oldest", Kind.SECONDS, "Age of the oldest of them, 0 for none", Labels.ASKED),
    CAPABILITY_OPERATIONS(
            "multikernel.capability.operations", Kind.COUNTER, "Capability operations that ended", Labels.OPERATION),
    CAPABILITY_DURATION("multikernel.capability.duration", Kind.DURATION, "From asking to outcome", "protocol"),
    CAPABILITY_RETRIES("multikernel.capability.retries", Kind.COUNTER, "Operations that were asked again", "protocol"),
    CAPABILITY_IN_FLIGHT(
            "multikernel.capability.in-flight", Kind.GAUGE, "Operations asked and not ended", Labels.ASKED),
    CAPABILITY_OLDEST(
            "multikernel.capability.oldest", Kind.SECONDS, "Age of the oldest of them, 0 for none", Labels.ASKED),

    // Counted by each dispatcher that serves the outside.
    REQUESTS("multikernel.requests", Kind.COUNTER, "Requests from outside that were answered", "domain", "outcome"),
    REQUEST_DURATION("multikernel.request.duration", Kind.DURATION, "From the whole request to its answer", "domain");

    /** How a meter moves; {@code NANOS} counts time and {@code DURATION} spreads it, and Prometheus sees seconds. */
    enum Kind {
        GAUGE(""),
        BYTES("_bytes"),
        SECONDS("_seconds"),
        COUNTER("_total"),
        NANOS("_seconds_total"),
        DURATION("_seconds");

        private final String ending;

        Kind(String ending) {
            this.ending = ending;
        }
    }

    private static final class Labels {
        static final String[] CHANNEL = {"from", "to", "tier", "plane"};
        static final String[] OPERATION = {"protocol", "outcome"};
        static final String[] PLACE = {"domain", "core"};
        static final String[] ASKED = {"core", "protocol"};
    }

    private final String kamonName;
    private final Kind kind;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // It is one of List.of
    private final List<String> labels;

    MeterName(String kamonName, Kind kind, String meaning, String... labels) {
        this.kamonName = kamonName;
        this.kind = kind;
        this.meaning = meaning;
        this.labels = List.of(labels);
    }

    String kamonName() {
        return kamonName;
    }

    /** The name that Prometheus sees; a histogram's series end in {@code _bucket}, {@code _sum} and {@code _count}. */
    String exportedName() {
        return kamonName.replace('.', '_').replace('-', '_') + kind.ending;
    }

    Kind kind() {
        return kind;
    }

    String meaning() {
        return meaning;
    }

    List<String> labels() {
        return labels;
    }
}
