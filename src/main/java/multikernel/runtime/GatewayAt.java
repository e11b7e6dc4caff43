package multikernel.runtime;

import java.util.function.Consumer;
import multikernel.base.Refusal;
import multikernel.link.ChannelName;

/** Where the node's gateway is. Any thread has it; what it posts runs on the gateway's. */
record GatewayAt(Interconnect interconnect, Incarnation core, Gateway gateway, Gateway.Limits limits, long start)
        implements Gateway.Site {

    private static final int SERVICE_WORDS = 3;

    void post(Runnable work) {
        core.inbox().attend(work);
    }

    @Override
    public void asked(
            String node,
            ChannelName name,
            long fingerprint,
            Gateway.Carriage carriage,
            Consumer<Gateway.Receiver> accepted,
            Consumer<Refusal> declined) {
        var words = name.service().split("/", SERVICE_WORDS);
        var to = interconnect.current(name.to());
        if (to == null || words.length < SERVICE_WORDS) {
            declined.accept(Refusal.NO_SUCH_EXPORT);
            return;
        }
        var key = new Exports.Key(words[0], words[2]);
        var asked =
                new FarPlane.Asked(this, node, name.from(), words[1], key, fingerprint, carriage, accepted, declined);
        to.inbox().attend(() -> to.channels().far().accept(asked));
    }

    @Override
    public void end() {
        interconnect.gateways().end(this);
    }
}
