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

    CORE_BUSY("multikernel.core.busy", Kind.NANOS, "Time the core had work", "core"),
    CORE_IDLE("multikernel.core.idle", Kind.NANOS, "Time the core polled or slept without work", "core"),
    CORE_RUN_QUEUE("multikernel.core.run-queue", Kind.GAUGE, "Actors ready to run on the core", "core"),
    CORE_DISPATCHERS("multikernel.core.dispatchers", Kind.GAUGE, "Dispatchers of domains on the core", "core"),
    CORE_ONLINE("multikernel.core.online", Kind.GAUGE, "1 where the core is online, else 0", "core"),
    CORE_PINNED("multikernel.core.pinned", Kind.GAUGE, "1 where the core's thread is bound to its CPU, else 0", "core"),
    CORE_CPU("multikernel.core.cpu", Kind.GAUGE, "Number of the CPU that the core is placed on, -1 for none", "core"),
    CORE_INCARNATION("multikernel.core.incarnation", Kind.GAUGE, "Starts of the core inside this node", "core"),

    CHANNEL_DEPTH("multikernel.channel.depth", Kind.GAUGE, "Messages in the channel", Labels.CHANNEL),
    CHANNEL_CAPACITY("multikernel.channel.capacity", Kind.GAUGE, "Messages that the channel can hold", Labels.CHANNEL),
    CHANNEL_SENT("multikernel.channel.sent", Kind.COUNTER, "Messages put into the channel", Labels.CHANNEL),
    CHANNEL_RECEIVED("multikernel.channel.received", Kind.COUNTER, "Messages its receiver took out", Labels.CHANNEL),
    CHANNEL_STALLS("multikernel.channel.stalls", Kind.COUNTER, "Times that a sender found it full", Labels.CHANNEL),
    CHANNEL_REJECTED("multikernel.channel.rejected", Kind.COUNTER, "Messages that a limit refused", Labels.CHANNEL),

    // Told when it happens.
    CORE_FAILURES("multikernel.core.failures", Kind.COUNTER, "Times that the core's loop ended by itself", "core"),
    CORE_STUCK("multikernel.core.stuck", Kind.COUNTER, "Times that the core stood still and was fenced", "core"),
    CORE_STALLS("multikernel.core.stalls", Kind.COUNTER, "Messages that ran for longer than run-budget", "core"),

    AGREEMENTS("multikernel.agreements", Kind.COUNTER, "Agreements that ended", Labels.AGREEMENT),
    AGREEMENT_DURATION("multikernel.agreement.duration", Kind.TIMER, "From asking to outcome", Labels.AGREEMENT),

    DISPATCHER_RESTARTS(
            "multikernel.dispatcher.restarts", Kind.COUNTER, "Behaviours restarted after a throw", "domain");

    /** How a meter moves; {@code NANOS} counts time, and Prometheus sees seconds. */
    enum Kind {
        GAUGE,
        COUNTER,
        NANOS,
        TIMER
    }

    private static final class Labels {
        static final String[] CHANNEL = {"from", "to", "tier", "plane"};
        static final String[] AGREEMENT = {"protocol", "outcome"};
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
