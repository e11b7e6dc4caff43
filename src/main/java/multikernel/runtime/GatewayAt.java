package multikernel.runtime;

import java.util.List;
import java.util.function.Consumer;
import multikernel.base.Refusal;
import multikernel.link.ChannelName;
import multikernel.urpc.Channel.Ending;

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
        var carried = carried();
        Consumer<Gateway.Receiver> taken = receiver -> {
            if (carried.over(carriage)) {
                carried.add(to, carriage, carriage::close);
                accepted.accept(new Carried(receiver, () -> carried.over(carriage)));
            } else {
                receiver.closed(Ending.FENCED);
            }
        };
        Consumer<Refusal> refused = why -> {
            if (carried.over(carriage)) {
                declined.accept(why);
            }
        };
        carried.add(to, carriage, () -> declined.accept(Refusal.CORE_STUCK));
        var asked = new FarPlane.Asked(this, node, name.from(), words[1], key, fingerprint, carriage, taken, refused);
        to.inbox().attend(() -> to.channels().far().accept(asked));
    }

    /** On the gateway's thread alone. */
    CarriedEnds carried() {
        return core.channels().far().carried();
    }

    /** A receiver whose end is no longer looked after once it is over. */
    private record Carried(Gateway.Receiver receiver, Runnable over) implements Gateway.Receiver {

        @Override
        public void received(List<byte[]> messages) {
            receiver.received(messages);
        }

        @Override
        public void closed(Ending why) {
            over.run();
            receiver.closed(why);
        }
    }

    @Override
    public void end() {
        interconnect.gateways().end(this);
    }
}
