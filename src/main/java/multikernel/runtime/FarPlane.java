package multikernel.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import multikernel.base.CoreId;
import multikernel.base.Plane;
import multikernel.base.Refusal;
import multikernel.base.Tier;
import multikernel.link.ChannelName;
import multikernel.urpc.Channel;
import org.jspecify.annotations.Nullable;

/** The channels of one core that lead to other nodes; used by the core's owner only. */
final class FarPlane {

    /**
     * A channel that another node asks for; answered on the gateway's thread.
     *
     * @param domain the sender's
     */
    record Asked(
            GatewayAt gateway,
            String node,
            CoreId from,
            String domain,
            Exports.Key to,
            long fingerprint,
            Gateway.Carriage carriage,
            Consumer<Gateway.Receiver> accepted,
            Consumer<Refusal> declined) {

        void decline(Refusal why) {
            gateway.post(() -> declined.accept(why));
        }
    }

    private final ChannelPlane plane;
    private final Incarnation self;
    private final Exports exports;
    private final CarriedEnds carried = new CarriedEnds();

    FarPlane(ChannelPlane plane, Incarnation self, Exports exports) {
        this.plane = plane;
        this.self = self;
        this.exports = exports;
    }

    /** What goes through here, if this core is the gateway. */
    CarriedEnds carried() {
        return carried;
    }

    /** To a dispatcher on a core of another node. */
    <M> CompletionStage<Channel<M>> connect(
            String from, String node, String domain, CoreId core, MessageInterface<M> messages) {
        var here = new Tiers.Place("", "", self.id());
        var there = new Tiers.Place("", node, core);
        var tiers = self.interconnect().gateways().tiers();
        var at = self.interconnect().gateways().current();
        if (at == null || tiers.choose(here, there).orElse(null) != Tier.NETWORK) {
            return refused(Refusal.NO_TIER, tiers.declined(here, there));
        }
        if (messages.shape().hasCapabilities()) {
            return refused(Refusal.NOT_SUPPORTED, "capabilities do not leave their node");
        }
        if (plane.isFull()) {
            return refused(Refusal.BUSY, plane.full());
        }
        var service = String.join("/", domain, from, messages.name());
        var name = new ChannelName(self.id(), core, service, Plane.DATA);
        var channel = new FarChannel<>(plane, self, at, from, node, core, messages.shape());
        plane.take(channel);
        at.post(() -> at.gateway().open(node, name, messages.shape().fingerprint(), channel));
        return channel.answer();
    }

    private static <M> CompletionStage<Channel<M>> refused(Refusal refusal, String detail) {
        return CompletableFuture.failedFuture(new ChannelRefused(refusal, detail));
    }

    /** On the thread of the core that is asked. */
    void accept(Asked asked) {
        var export = exports.of(asked.to(), asked.fingerprint());
        if (export == null || plane.isEnding()) {
            asked.decline(plane.isEnding() ? Refusal.NO_SUCH_EXPORT : exports.refusal(asked.to()));
        } else if (plane.isFull()) {
            asked.decline(Refusal.BUSY);
        } else {
            accept(asked, export);
        }
    }

    private <M> void accept(Asked asked, Exports.Export<M> export) {
        var inlet = new FarInlet<>(plane, self, asked, export.messages().shape());
        Channel.@Nullable Receiver<M> receiver = null;
        try {
            receiver = export.acceptor().accept(inlet);
        } catch (RuntimeException thrown) {
            plane.broken(asked.to().domain(), thrown);
        }
        if (receiver == null) {
            asked.decline(Refusal.NO_SUCH_EXPORT);
        } else {
            inlet.receiver(receiver);
            plane.take(inlet);
            asked.gateway().post(() -> asked.accepted().accept(inlet));
        }
    }
}
