package multikernel.cli.doctor;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;
import multikernel.hardware.CoreCount;

/** Each check of a machine and a configuration. */
public final class Checks {

    private static final int JAVA_FEATURE = 25;

    /** Files that a node has open beside its connections: jars, rings, logs, its database. */
    private static final int OTHER_FILES = 512;

    /** Of memory that a node takes beside its region and its heap: code, stacks, buffers. */
    private static final long OTHER_BYTES = 512L << 20;

    private static final long LINE_BYTES = 64;

    /** Sources of time that are read in user mode, within tens of nanoseconds. */
    private static final List<String> FAST_CLOCKS =
            List.of("tsc", "kvm-clock", "hyperv_clocksource", "arch_sys_counter");

    private Checks() {}

    public static List<Finding> all(Facts facts) {
        return List.of(
                jdk(facts),
                cpus(facts),
                quota(facts),
                pinning(facts),
                clock(facts),
                hugePages(facts),
                governor(facts),
                listeners(facts),
                files(facts),
                memory(facts),
                sharedMemory(facts),
                data(facts),
                ports(facts),
                cluster(facts));
    }

    static Finding jdk(Facts facts) {
        var saw = "JDK " + facts.javaFeature();
        return facts.javaFeature() >= JAVA_FEATURE
                ? Finding.ok("jdk", saw)
                : Finding.change("jdk", saw, "install JDK 25 or later and set JAVA_HOME to it");
    }

    private static int cores(Facts facts) {
        return facts.settings().cores().count().orElseGet(() -> CoreCount.auto(facts.cpusAllowed()));
    }

    static Finding cpus(Facts facts) {
        var cores = cores(facts);
        var saw = facts.cpusAllowed() + " CPUs for " + cores + " cores";
        return cores <= facts.cpusAllowed()
                ? Finding.ok("cpus", saw)
                : Finding.better(
                        "cpus",
                        saw,
                        "cores beyond the CPUs are virtual: they share CPUs, never spin and are not pinned; give the"
                                + " process more CPUs (taskset, cpuset) or set multikernel.cores = auto");
    }

    /** A quota below the CPUs stops all threads for the rest of each period. */
    static Finding quota(Facts facts) {
        var words = facts.cpuMax().split("\\s+");
        if (words.length < 2 || words[0].equals("max")) {
            return Finding.ok("cpu quota", "none");
        }
        var cpus = Double.parseDouble(words[0]) / Double.parseDouble(words[1]);
        var saw = String.format(Locale.ROOT, "%.2f CPUs' worth of time for %d CPUs", cpus, facts.cpusAllowed());
        return cpus >= facts.cpusAllowed()
                ? Finding.ok("cpu quota", saw)
                : Finding.better(
                        "cpu quota",
                        saw,
                        "a core that polls uses the quota up, and then every core stands still; give whole CPUs instead"
                                + " (cpuset) or raise the quota to the number of CPUs");
    }

    static Finding pinning(Facts facts) {
        return switch (facts.pinning()) {
            case PINNED, VIRTUAL -> Finding.ok("pinning", "threads may be pinned");
            case NOT_PERMITTED ->
                Finding.better(
                        "pinning",
                        "not permitted",
                        "the system moves cores between CPUs: allow sched_setaffinity (a seccomp profile or a sandbox"
                                + " refuses it)");
            case UNSUPPORTED ->
                Finding.better("pinning", "not supported here", "run on Linux; elsewhere cores are not pinned");
        };
    }

    static Finding clock(Facts facts) {
        var source = facts.clockSource();
        if (source.isEmpty() || FAST_CLOCKS.stream().anyMatch(source::startsWith)) {
            return Finding.ok("clock", source.isEmpty() ? "not told" : source);
        }
        var fast = FAST_CLOCKS.stream().filter(facts.clockSources()::contains).findFirst();
        return Finding.better(
                "clock",
                source + ", which takes a system call to read",
                fast.map(better -> "write " + better + " to current_clocksource below"
                                + " sys/devices/system/clocksource/clocksource0")
                        .orElse("there is no faster one on this machine: keep trace and metrics at their defaults"));
    }

    static Finding hugePages(Facts facts) {
        var text = facts.hugePages();
        if (!text.contains("[always]")) {
            return Finding.ok("huge pages", text.isEmpty() ? "not told" : chosen(text));
        }
        return Finding.better(
                "huge pages",
                "always",
                "the system makes huge pages while a core waits, and memory that is hardly used takes more: write"
                        + " madvise to transparent_hugepage/enabled below sys/kernel/mm");
    }

    private static String chosen(String text) {
        var matcher = Pattern.compile("\\[(.*?)]").matcher(text);
        return matcher.find() ? matcher.group(1) : text;
    }

    static Finding governor(Facts facts) {
        return facts.governor().equals("powersave")
                ? Finding.better(
                        "frequency", "powersave", "a core that wakes is slow at first: set the governor performance")
                : Finding.ok("frequency", facts.governor().isEmpty() ? "not told" : facts.governor());
    }

    /** Each core has a listener of its own at a port, which it closes when it is taken off. */
    static Finding listeners(Facts facts) {
        return switch (facts.migrates()) {
            case "" -> Finding.ok("listeners", "not told");
            case "0" ->
                Finding.better(
                        "listeners",
                        "what waits at one that is closed is reset",
                        "a core that is taken off resets connections that it has not accepted yet: set"
                                + " net.ipv4.tcp_migrate_req=1 (sysctl), and another core accepts them");
            default -> Finding.ok("listeners", "another accepts what waits at one that is closed");
        };
    }

    static Finding files(Facts facts) {
        var matcher = Pattern.compile("Max open files\\s+(\\w+)").matcher(facts.limits());
        if (!matcher.find() || matcher.group(1).equals("unlimited")) {
            return Finding.ok("open files", matcher.hitEnd() ? "not told" : "unlimited");
        }
        var most = Long.parseLong(matcher.group(1));
        var needed = facts.settings().http().connectionsMax() + OTHER_FILES;
        return most >= needed
                ? Finding.ok("open files", most + " allowed")
                : Finding.change(
                        "open files",
                        most + " allowed, " + needed + " needed",
                        "raise it (ulimit -n " + needed + ", LimitNOFILE in a unit) or lower"
                                + " multikernel.http.connections-max");
    }

    static Finding memory(Facts facts) {
        var matcher = Pattern.compile("MemAvailable:\\s+(\\d+) kB").matcher(facts.memory());
        if (!matcher.find()) {
            return Finding.ok("memory", "not told");
        }
        var available = Long.parseLong(matcher.group(1)) << 10;
        var settings = facts.settings();
        var needed = settings.memory().regionBytes()
                + cores(facts) * settings.trace().bufferBytes()
                + OTHER_BYTES;
        var saw = mebibytes(available) + " available, up to " + mebibytes(needed) + " needed beside the heap";
        return available >= needed
                ? Finding.ok("memory", saw)
                : Finding.better(
                        "memory",
                        saw,
                        "the system ends the process if all of it is used: lower multikernel.memory.region or free"
                                + " memory");
    }

    /** A link to another process of this machine has a ring each way. */
    static Finding sharedMemory(Facts facts) {
        var shared = facts.settings().network().sharedMemory();
        if (!facts.settings().cluster().enabled() || shared.directory().isEmpty()) {
            return Finding.ok("shared memory", "not used");
        }
        if (facts.sharedMemoryBytes().isEmpty()) {
            return Finding.better(
                    "shared memory",
                    shared.directory() + " is not there",
                    "links to nodes of this machine use files on a disk: mount a tmpfs there, or name another in"
                            + " multikernel.network.shared-memory.directory");
        }
        var free = facts.sharedMemoryBytes().getAsLong();
        var others = Math.max(1, facts.settings().cluster().seeds().size());
        var needed = others * shared.ringCapacity() * LINE_BYTES;
        var saw = mebibytes(free) + " free in " + shared.directory();
        return free >= needed
                ? Finding.ok("shared memory", saw)
                : Finding.change(
                        "shared memory",
                        saw + ", " + mebibytes(needed) + " needed",
                        "give it more (mount -o remount,size=, docker --shm-size) or lower"
                                + " multikernel.network.shared-memory.ring-capacity");
    }

    static Finding data(Facts facts) {
        return facts.dataProblem().isEmpty()
                ? Finding.ok("data", "may be written")
                : Finding.change("data", facts.dataProblem(), "name another directory with multikernel.data or --data");
    }

    static Finding ports(Facts facts) {
        if (facts.taken().isEmpty()) {
            var free = FactsReader.ports(facts.settings()).values();
            return Finding.ok("ports", free.isEmpty() ? "any free ones" : free + " free");
        }
        return Finding.change(
                "ports",
                "taken: " + new TreeMap<>(facts.taken()),
                "end what listens there (a node that runs already?) or set other ports");
    }

    static Finding cluster(Facts facts) {
        var cluster = facts.settings().cluster();
        if (!cluster.enabled()) {
            return Finding.ok("cluster", "off");
        }
        var seeds = cluster.seeds();
        var saw = seeds.isEmpty() ? "this node begins one" : "seeds " + String.join(", ", seeds);
        var own = (cluster.host().isEmpty() ? facts.settings().host() : cluster.host()) + ":" + cluster.toldPort();
        if (seeds.size() > 1 && seeds.stream().distinct().count() < seeds.size()) {
            return Finding.change("cluster", saw, "name each seed once in multikernel.cluster.seeds");
        }
        if (seeds.size() == 2) {
            return Finding.better(
                    "cluster", saw, "two nodes have no majority once one of them is lost: run three, or one");
        }
        if (!seeds.isEmpty() && !seeds.contains(own)) {
            return Finding.better(
                    "cluster",
                    saw,
                    "this node, " + own + ", is none of the seeds: the same list on every node, with all of them in it,"
                            + " lets each of them start first");
        }
        return Finding.ok("cluster", saw);
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }
}
