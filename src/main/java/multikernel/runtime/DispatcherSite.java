package multikernel.runtime;

import akka.actor.typed.ActorRef;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.base.Spawned;
import multikernel.metrics.DispatcherTally;
import multikernel.trace.Recorder;
import multikernel.urpc.Channel;

/**
 * The place of one dispatcher on one incarnation of a core. Everything that outlives the dispatcher is told to an
 * actor: the CPU driver for what is local to the core, the guardian for what is not.
 */
record DispatcherSite(
        DomainSpec spec,
        CoreSite site,
        CapabilityPlane plane,
        ObjectPlane objects,
        ActorRef<CpuDriver.Command> cpuDriver,
        long start)
        implements DispatcherContext {

    /** The same place for its next dispatcher. */
    DispatcherSite started() {
        var next = site.setup().factories().start(spec, site.core(), site.standsStill());
        return new DispatcherSite(spec, site, plane, objects, cpuDriver, next);
    }

    @Override
    public Spawned spawned() {
        return spec.spawned();
    }

    @Override
    public String domain() {
        return spec.name();
    }

    @Override
    public CoreId core() {
        return site.core();
    }

    @Override
    public List<CoreId> cores() {
        return spec.cores();
    }

    @Override
    public int shards() {
        return spec.shards();
    }

    @Override
    public Map<String, String> settings() {
        return spec.settings();
    }

    @Override
    public Path data() {
        return site.setup().data();
    }

    @Override
    public String host() {
        return site.setup().settings().host();
    }

    @Override
    public String node() {
        return site.setup().settings().node();
    }

    @Override
    public void bind(String domain, ActorRef<Bindings> subscriber) {
        cpuDriver.tell(new CpuDriver.Bind(domain, subscriber));
    }

    @Override
    public <M> void export(MessageInterface<M> messages, Acceptor<M> acceptor) {
        site.thread().channels().export(spec.name(), messages, acceptor);
    }

    @Override
    public <M> CompletionStage<Channel<M>> connect(String domain, CoreId core, MessageInterface<M> messages) {
        return site.thread().channels().connect(spec.name(), domain, core, messages, plane);
    }

    @Override
    public <M> CompletionStage<Channel<M>> connect(
            String node, String domain, CoreId core, MessageInterface<M> messages) {
        return site.thread().channels().far().connect(spec.name(), node, domain, core, messages);
    }

    @Override
    public RoundDesk rounds() {
        return new RoundDesk(spec.name(), site.interconnect());
    }

    @Override
    public void follow(ActorRef<Members> follower) {
        site.node().tell(new NodeCommand.Follow(follower));
    }

    @Override
    public void stand(ActorRef<Elected> dispatcher) {
        var place = spec.cores().indexOf(site.core());
        site.node()
                .tell(new NodeCommand.Stand(
                        spec.name(), spec.shards(), place, spec.cores().size(), dispatcher));
    }

    @Override
    public void resigned(long ticket) {
        site.node().tell(new NodeCommand.Resigned(ticket));
    }

    @Override
    public Gateway.Site carry(Gateway gateway, Gateway.Limits limits) {
        return site.interconnect().gateways().begin(site.thread(), gateway, limits);
    }

    @Override
    public <S, C> Replicated<S, C> replicated(ReplicatedSpec<S, C> declared) {
        return objects.of(spec.name(), declared);
    }

    @Override
    public Capabilities capabilities() {
        return plane.of(spec.name());
    }

    @Override
    public void attach(Poller poller) {
        site.thread().attach(poller);
    }

    @Override
    public Optional<Poller> poller() {
        return Optional.ofNullable(site.thread().inbox().poller());
    }

    @Override
    public void detach(Poller poller) {
        site.thread().detach(poller);
    }

    @Override
    public void onFence(Runnable close) {
        site.node().tell(new NodeCommand.OnFence(site.core(), site.incarnation(), close));
    }

    @Override
    public void onDrain(ActorRef<Drain> drainer) {
        cpuDriver.tell(new CpuDriver.RegisterDrain(spec.name(), drainer));
    }

    @Override
    public void willListen() {
        site.node().tell(new NodeCommand.WillListen(spec.name(), site.core()));
    }

    @Override
    public void counts(DispatcherTally tally) {
        site.node().tell(new NodeCommand.Counts(spec.name(), site.core(), tally));
    }

    @Override
    public Recorder recorder() {
        return CoreThread.recorder();
    }

    @Override
    public void listening(InetSocketAddress address) {
        site.node().tell(new NodeCommand.Listening(spec.name(), site.core(), address));
    }

    @Override
    public void degraded(String reason) {
        site.node().tell(new NodeCommand.Degraded(spec.name(), site.core(), reason));
    }

    @Override
    public void unable(String reason) {
        site.node().tell(new NodeCommand.Unable(spec.name(), site.core(), reason));
    }
}
