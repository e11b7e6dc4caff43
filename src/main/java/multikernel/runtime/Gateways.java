package multikernel.runtime;

import org.jspecify.annotations.Nullable;

/** Which core of the node is its gateway to others: the latest that said so. */
final class Gateways {

    private final Interconnect interconnect;
    private long starts;
    private volatile @Nullable GatewayAt current;

    Gateways(Interconnect interconnect) {
        this.interconnect = interconnect;
    }

    /** From now on channels to other nodes go through this core. */
    synchronized Gateway.Site begin(Incarnation core, Gateway carries, Gateway.Limits limits) {
        starts++;
        var at = new GatewayAt(interconnect, core, carries, limits, starts);
        current = at;
        return at;
    }

    synchronized void end(GatewayAt ending) {
        if (ending.equals(current)) {
            current = null;
        }
    }

    @Nullable
    GatewayAt current() {
        return current;
    }

    /** What can carry a channel now. */
    Tiers tiers() {
        return current == null ? Tiers.NODE : Tiers.WITH_GATEWAY;
    }
}
