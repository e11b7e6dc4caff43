package multikernel.metrics;

import static multikernel.metrics.MeterName.*;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import kamon.metric.Counter;
import kamon.metric.Timer;
import kamon.tag.TagSet;
import multikernel.base.ChannelReading;
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

    private static final Set<MeterName> SAMPLED = Collections.unmodifiableSet(EnumSet.range(CORES, CHANNEL_REJECTED));

    private final int channelsMax;
    private final Meters meters = new Meters();

    /** @param channelsMax beyond so many channels those into one core are added up, {@code from} being {@code all} */
    public NodeMeters(int channelsMax) {
        this.channelsMax = channelsMax;
        // What never happened is known all the same: a dashboard tells nothing from a name that is misspelt.
        List.of(MeterName.values()).forEach(Meters::declare);
    }

    /** Brings every sampled meter up to date and forgets the cores and channels that are not mentioned any more. */
    public void sample(List<CoreReading> cores, List<ChannelReading> channels, NodeReading node) {
        meters.begin();
        node(node);
        cores.forEach(this::core);
        ChannelSums.of(channels, channelsMax).forEach(this::channel);
        meters.end(SAMPLED);
    }

    /** An agreement ended. Both words are of a small fixed set: a protocol's name, and {@code done} or a refusal's. */
    public void agreement(String protocol, String outcome, long nanos) {
        var labels = TagSet.builder()
                .add("protocol", protocol)
                .add("outcome", outcome)
                .build();
        increment(AGREEMENTS, labels);
        ((Timer) Meters.instrument(AGREEMENT_DURATION, labels)).record(nanos);
    }

    public void coreFailed(CoreId core) {
        increment(CORE_FAILURES, core(core));
    }

    public void coreStuck(CoreId core) {
        increment(CORE_STUCK, core(core));
    }

    /** A behaviour ran one message for longer than it may. */
    public void coreStalled(CoreId core) {
        increment(CORE_STALLS, core(core));
    }

    /** A dispatcher of the domain was restarted after its behaviour threw. */
    public void restarted(String domain) {
        increment(DISPATCHER_RESTARTS, TagSet.of("domain", domain));
    }

    /** The domain is gone, and with it its series. */
    public void domainEnded(String domain) {
        Meters.instrument(DISPATCHER_RESTARTS, TagSet.of("domain", domain)).remove();
    }

    /** Removes what was sampled; a node that starts later in this process begins anew. */
    @Override
    public void close() {
        meters.begin();
        meters.end(SAMPLED);
    }

    private void node(NodeReading node) {
        meters.gauge(CORES, TagSet.Empty(), node.cores());
        meters.gauge(CORES_ONLINE, TagSet.Empty(), node.coresOnline());
        meters.gauge(DOMAINS, TagSet.Empty(), node.domains());
        meters.gauge(MEMBERS, TagSet.Empty(), node.members());
        meters.gauge(VIEW, TagSet.Empty(), (double) node.view());
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

    private static void increment(MeterName name, TagSet labels) {
        ((Counter) Meters.instrument(name, labels)).increment();
    }
}
