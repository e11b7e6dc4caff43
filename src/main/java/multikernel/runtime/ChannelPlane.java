package multikernel.runtime;

import java.lang.foreign.MemorySegment;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import multikernel.base.CoreId;
import multikernel.base.Refusal;
import multikernel.base.Tier;
import multikernel.urpc.Channel;
import multikernel.urpc.Ring;
import org.jspecify.annotations.Nullable;

/**
 * The channels that applications made from and to one core; used by the core's owner only. Ends in use are polled in
 * each turn; an end that has been quiet for a while rests until someone attends to it.
 */
final class ChannelPlane {

    /** A connection that was asked for. Its answer comes back on the asking core's thread. */
    private final class Asked<M> {
        final Link link;
        final Exports.Key to;
        final MessageInterface<M> messages;
        final @Nullable Courier<M> courier;
        final CompletableFuture<Channel<M>> answer = new CompletableFuture<>();

        Asked(Link link, Exports.Key to, MessageInterface<M> messages, @Nullable Courier<M> courier) {
            this.link = link;
            this.to = to;
            this.messages = messages;
            this.courier = courier;
        }

        void connected(MemorySegment memory) {
            if (!asked.remove(this)) {
                return;
            }
            var channel = new UrpcChannel<>(ChannelPlane.this, link, memory, messages.shape(), courier);
            added(channel, link.from(), link.to(), channel);
            answer.complete(channel);
        }

        void refused(Refusal refusal, String detail) {
            asked.remove(this);
            answer.completeExceptionally(new ChannelRefused(refusal, detail));
        }

        void post(Runnable work) {
            link.from().inbox().attend(work);
        }
    }

    private final Incarnation self;
    private final CoreLoop loop;
    private final int capacity;
    private final int channelsMax;
    private final Exports exports = new Exports();
    private final FarPlane far;
    private final Set<ChannelEnd> ends = new LinkedHashSet<>();
    private final Set<Asked<?>> asked = new LinkedHashSet<>();
    private final PolledEnds polled = new PolledEnds(this::over);
    private final Runnable between;
    private boolean hasEnded;

    ChannelPlane(CoreLoop loop, Incarnation self) {
        this.loop = loop;
        this.self = self;
        between = loop::between;
        far = new FarPlane(this, self, exports);
        capacity = self.limits().channelCapacity();
        channelsMax = self.limits().channelsMax();
    }

    <M> void export(String domain, MessageInterface<M> messages, Acceptor<M> acceptor) {
        exports.add(domain, messages, acceptor);
    }

    /** Which tier carries it is decided by where the other end is. Capabilities go along only from a domain's table. */
    <M> CompletionStage<Channel<M>> connect(
            String from,
            String domain,
            CoreId core,
            MessageInterface<M> messages,
            @Nullable CapabilityPlane capabilities) {
        var courier = capabilities != null && messages.shape().hasCapabilities()
                ? new Courier<>(capabilities, from, core, domain, messages.shape())
                : null;
        var to = new Exports.Key(domain, messages.name());
        var here = new Tiers.Place("", "", self.id());
        var there = new Tiers.Place("", "", core);
        var tier = self.interconnect().gateways().tiers().choose(here, there);
        if (isFull()) {
            return refused(Refusal.BUSY, full());
        }
        if (tier.isEmpty()) {
            var declined = self.interconnect().gateways().tiers().declined(here, there);
            return refused(Refusal.NO_TIER, declined);
        }
        return tier.get() == Tier.LRPC
                ? connectHere(from, to, messages, courier)
                : connectTo(from, self.interconnect().current(core), to, messages, courier);
    }

    /** To exactly this start of another core, and to who bears the same name there. */
    <M> CompletionStage<Channel<M>> connect(String name, Incarnation peer, MessageInterface<M> messages) {
        return isFull()
                ? refused(Refusal.BUSY, full())
                : connectTo(name, peer, new Exports.Key(name, messages.name()), messages, null);
    }

    private <M> CompletionStage<Channel<M>> connectHere(
            String from, Exports.Key to, MessageInterface<M> messages, @Nullable Courier<M> courier) {
        var export = exports.of(to, messages);
        if (export == null) {
            return refused(exports.refusal(to), to.toString());
        }
        var channel = new LrpcChannel<M>(this, self.id(), from, to.domain(), capacity, courier);
        channel.receiver(export.acceptor().accept(channel));
        added(channel, self, self, channel);
        return CompletableFuture.completedFuture(channel);
    }

    private <M> CompletionStage<Channel<M>> connectTo(
            String from,
            @Nullable Incarnation peer,
            Exports.Key to,
            MessageInterface<M> messages,
            @Nullable Courier<M> courier) {
        if (peer == null || peer.isClosed()) {
            return refused(Refusal.NO_SUCH_CORE, "it does not run");
        }
        var link = new Link(self, peer, from, self.interconnect().nextNumber());
        var ask = new Asked<>(link, to, messages, courier);
        asked.add(ask);
        peer.inbox().attend(() -> peer.channels().accept(ask));
        return ask.answer;
    }

    /** On the thread of the core that is asked: it makes the ring, so that its NUMA node is the ring's home. */
    private <M> void accept(ChannelPlane.Asked<M> ask) {
        var export = exports.of(ask.to, ask.messages);
        if (export == null || isEnding()) {
            var why = isEnding() ? Refusal.NO_SUCH_EXPORT : exports.refusal(ask.to);
            ask.post(() -> ask.refused(why, ask.to.toString()));
        } else if (isFull()) {
            ask.post(() -> ask.refused(Refusal.BUSY, full()));
        } else {
            var memory = Ring.memory(capacity);
            var shape = export.messages().shape().carrying();
            var inlet = new UrpcInlet<M>(this, ask.link, ask.to.domain(), memory, shape);
            try {
                inlet.receiver(export.acceptor().accept(inlet));
            } catch (RuntimeException thrown) {
                broken(ask.to.domain(), thrown);
                ask.post(() -> ask.refused(Refusal.NO_SUCH_EXPORT, ask.to.domain() + " failed to accept"));
                return;
            }
            ends.add(inlet);
            attend(inlet);
            ask.post(() -> ask.connected(memory));
        }
    }

    boolean isFull() {
        return ends.size() + asked.size() >= channelsMax;
    }

    String full() {
        return self.id() + " has " + channelsMax + " ends of channels";
    }

    boolean isEnding() {
        return loop.isBurying();
    }

    /** An end that leads to another node. */
    void take(ChannelEnd end) {
        ends.add(end);
        attend(end);
    }

    FarPlane far() {
        return far;
    }

    private static <M> CompletionStage<Channel<M>> refused(Refusal refusal, String detail) {
        return CompletableFuture.failedFuture(new ChannelRefused(refusal, detail));
    }

    private void added(ChannelEnd end, Incarnation from, Incarnation to, Channel<?> channel) {
        ends.add(end);
        self.interconnect().open().add(from.id(), to.id(), "", channel);
        attend(end);
    }

    /** From the next turn on the end is polled until it may rest. */
    void attend(ChannelEnd end) {
        if (!hasEnded && (!end.isOver() || ends.contains(end))) {
            polled.attend(end);
        }
    }

    /** A sender's end has put a line into its ring. */
    void wrote(Link link) {
        var waker = loop.outbox().waker();
        waker.wrote(link.number(), link.word());
        waker.wrote(link.to().number(), link.to().inbox().sleepWord());
    }

    /** True if there was anything to do. Costs two reads where no channel is in use. */
    boolean poll() {
        var worked =
                !self.inbox().attention().isEmpty() && self.inbox().attention().run();
        return polled.poll(between) || worked;
    }

    private void over(ChannelEnd end) {
        if (ends.remove(end) && end instanceof Channel<?> channel) {
            self.interconnect().open().remove(channel);
        }
    }

    boolean hasInput() {
        return !self.inbox().attention().isEmpty() || polled.hasInput();
    }

    boolean waits() {
        return polled.waits();
    }

    /** What a channel had accepted and its receiver never got. */
    void lost(Link link, long count) {
        if (count > 0) {
            var reason = self.isFenced() ? Dropped.Reason.CORE_STUCK : link.to().closedReason();
            loop.drops().add(link.from().id(), link.to().id(), reason, count);
        }
    }

    /** Code of an application threw inside a call of a channel's: that channel ends, its core does not. */
    void broken(String domain, Exception thrown) {
        self.interconnect().report(domain, thrown);
    }

    /** Some incarnation has ended or was fenced. */
    void lookAtPeers() {
        far.carried().lookAtCores();
        for (var end : ends) {
            if (end.isCut()) {
                attend(end);
            }
        }
        for (var ask : List.copyOf(asked)) {
            if (ask.link.to().isClosed()) {
                ask.refused(Refusal.NO_SUCH_CORE, ask.link.to() + " has ended");
            }
        }
    }

    /** A dispatcher has ended, or starts again: its exports and channels end with it. */
    void endOf(String domain) {
        exports.endOf(domain);
        for (var end : List.copyOf(ends)) {
            if (end.belongsTo(domain)) {
                end.dispatcherEnded();
                attend(end);
            }
            if (end instanceof LrpcChannel<?> channel && channel.receivesFor(domain)) {
                channel.receiverEnded();
            }
        }
        for (var ask : List.copyOf(asked)) {
            if (ask.link.domain().equals(domain)) {
                ask.refused(Refusal.STOPPING, domain + " has ended");
            }
        }
    }

    /** The core has ended: nobody here is told anything any more. */
    void end() {
        hasEnded = true;
        exports.clear();
        for (var end : ends) {
            end.coreEnded();
            if (end instanceof Channel<?> channel) {
                self.interconnect().open().remove(channel);
            }
        }
        ends.clear();
        polled.clear();
        List.copyOf(asked).forEach(ask -> ask.refused(Refusal.STOPPING, self + " has ended"));
    }
}
