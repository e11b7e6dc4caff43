package multikernel.metrics;

import static multikernel.metrics.MeterName.*;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import kamon.tag.TagSet;
import multikernel.base.CoreId;
import multikernel.base.CoreReading;
import multikernel.base.CoreState;
import multikernel.base.NodeReading;
import multikernel.base.Pinning;

/**
 * The meters of one node. {@link #sample} and {@link #close} belong to one thread, the one that also calls them about
 * once a second; everything else may be called by any thread.
 */
public final class NodeMeters implements AutoCloseable {

    /** Series that are gone when a sample does not mention them. */
    private static final Set<MeterName> SAMPLED = sampled();

    private final int channelsMax;
    private final boolean counts;
    private final Meters meters = new Meters();
    private final Places places = new Places(meters);
    private final Tallies tallies = new Tallies(meters, places);

    /**
     * @param channelsMax beyond so many channels those into one core are added up, {@code from} being {@code all}
     * @param counts false: metrics are off, and nothing is counted
     */
    public NodeMeters(int channelsMax, boolean counts) {
        this.channelsMax = channelsMax;
        this.counts = counts;
        if (counts) {
            // What never happened is known all the same: a dashboard tells nothing from a name that is misspelt.
            List.of(MeterName.values()).forEach(Meters::declare);
            Tallies.declare();
        }
    }

    private static Set<MeterName> sampled() {
        var names = EnumSet.range(CORES, LINK_KEPT);
        names.addAll(EnumSet.of(CORE_WAITING, CAPABILITY_OWNED, CAPABILITY_HELD, MEMORY_FREE, MEMORY_QUARANTINED));
        names.addAll(EnumSet.of(MEMORY_ZEROING, MEMORY_VIEWS, AGREEMENT_IN_FLIGHT, AGREEMENT_OLDEST));
        names.addAll(EnumSet.of(CAPABILITY_IN_FLIGHT, CAPABILITY_OLDEST));
        return Collections.unmodifiableSet(names);
    }

    /** For one incarnation of a core to count in. */
    public CoreTally tally(CoreId core) {
        return new CoreTally(core, counts);
    }

    /** Brings every meter up to date and forgets the cores and channels that are not mentioned any more. */
    public void sample(NodeSample sample, long nowNanos) {
        if (!counts) {
            return;
        }
        meters.begin();
        node(sample.node(), sample.memoryBytes());
        places.cluster(sample.view(), sample.members());
        sample.tree().ifPresent(tree -> places.tree(tree, channelsMax));
        sample.groups().forEach(places::group);
        sample.cores().forEach(this::core);
        ChannelSums.of(sample.channels(), channelsMax).forEach(this::channel);
        tallies.sample(sample.tallies(), sample.dispatchers(), nowNanos);
        meters.end(SAMPLED);
    }

    public void coreFailed(CoreId core) {
        grow(CORE_FAILURES, core(core), 1);
    }

    public void coreStuck(CoreId core) {
        grow(CORE_STUCK, core(core), 1);
    }

    /** A behaviour ran one message for longer than it may. */
    public void coreStalled(CoreId core) {
        grow(CORE_STALLS, core(core), 1);
    }

    /** @param reason of a small fixed set */
    public void dropped(CoreId to, String reason, long count) {
        var labels = TagSet.builder()
                .add("to", Integer.toString(to.index()))
                .add("outcome", reason)
                .build();
        grow(DROPPED, labels, count);
    }

    /** A dispatcher of the domain was restarted after its behaviour threw. */
    public void restarted(String domain) {
        grow(DISPATCHER_RESTARTS, TagSet.of("domain", domain), 1);
    }

    /** The domain is gone, and with it its series. */
    public void domainEnded(String domain) {
        if (counts) {
            Meters.forget(DISPATCHER_RESTARTS, TagSet.of("domain", domain));
            Meters.forget(REQUEST_DURATION, TagSet.of("domain", domain));
            for (var answer : RequestTally.Answer.values()) {
                Meters.forget(
                        REQUESTS,
                        TagSet.builder()
                                .add("domain", domain)
                                .add("outcome", answer.word())
                                .build());
            }
        }
    }

    /** Removes what was sampled; a node that starts later in this process begins anew. */
    @Override
    public void close() {
        meters.begin();
        meters.end(SAMPLED);
    }

    private void node(NodeReading node, long memoryBytes) {
        meters.gauge(CORES, TagSet.Empty(), node.cores());
        meters.gauge(CORES_ONLINE, TagSet.Empty(), node.coresOnline());
        meters.gauge(DOMAINS, TagSet.Empty(), node.domains());
        meters.gauge(MEMBERS, TagSet.Empty(), node.members());
        meters.gauge(VIEW, TagSet.Empty(), (double) node.view());
        meters.gauge(UPTIME, TagSet.Empty(), node.uptimeMillis() / 1e3);
        meters.gauge(MEMORY_TOTAL, TagSet.Empty(), (double) memoryBytes);
    }

    private void core(CoreReading core) {
        var labels = core(core.id());
        meters.total(CORE_BUSY, labels, core.busyNanos());
        meters.total(CORE_IDLE, labels, core.idleNanos());
        meters.gauge(CORE_RUN_QUEUE, labels, core.runQueue());
        meters.gauge(CORE_DISPATCHERS, labels, core.dispatchers());
        meters.gauge(CORE_ONLINE, labels, core.state() == CoreState.ONLINE ? 1 : 0);
        meters.gauge(CORE_PINNED, labels, core.pinned() == Pinning.PINNED ? 1 : 0);
        meters.gauge(CORE_CPU, labels, core.cpu());
        meters.gauge(CORE_INCARNATION, labels, core.incarnation());
        Meters.instrument(CORE_FAILURES, labels);
        Meters.instrument(CORE_STUCK, labels);
        Meters.instrument(CORE_STALLS, labels);
        Meters.instrument(CORE_AWAITED, labels);
    }

    private void channel(ChannelSums channel) {
        var labels = channel.labels();
        meters.gauge(CHANNEL_DEPTH, labels, (double) channel.depth());
        meters.gauge(CHANNEL_CAPACITY, labels, (double) channel.capacity());
        meters.total(CHANNEL_SENT, labels, channel.sent());
        meters.total(CHANNEL_RECEIVED, labels, channel.received());
        meters.total(CHANNEL_STALLS, labels, channel.stalls());
        meters.total(CHANNEL_REJECTED, labels, channel.rejected());
    }

    private static TagSet core(CoreId core) {
        return TagSet.of("core", Integer.toString(core.index()));
    }

    private void grow(MeterName name, TagSet labels, long count) {
        if (counts) {
            Meters.grow(name, labels, count);
        }
    }
}
