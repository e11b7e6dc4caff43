package multikernel.simulation;

import multikernel.capability.Address;
import multikernel.capability.Capability;

/** What lies in one slot from one time to another. */
final class Copy {

    final Start start;
    final String domain;
    final Address address;
    final Capability capability;
    final Life life;
    final long since;
    Asked by;
    boolean live = true;
    /** From then on its domain is to be asked before a revoke. */
    long subscribed = Long.MAX_VALUE;

    long seen;

    Copy(Start start, String domain, Address address, Capability capability, Life life, Asked by, long since) {
        this.start = start;
        this.domain = domain;
        this.address = address;
        this.capability = capability;
        this.life = life;
        this.by = by;
        this.since = since;
    }

    @Override
    public String toString() {
        return life + " in " + start + ":" + domain + ":" + address + (live ? "" : " (gone)");
    }
}
