package multikernel.runtime;

/** What a core that is taken off has to say before it may end: what it holds, and that it holds nothing any more. */
final class Departing {

    private final CoreSite site;
    private final CapabilityPlane plane;
    private boolean isReleasing;

    Departing(CoreSite site, CapabilityPlane plane) {
        this.site = site;
        this.plane = plane;
    }

    void on(Monitor.Leave step) {
        switch (step) {
            case SAY -> site.node().tell(new NodeCommand.Holds(site.core(), site.incarnation(), plane.needs()));
            case RELEASE -> {
                isReleasing = true;
                plane.release();
            }
        }
    }

    /** @param pending what the core has begun and not ended */
    void settle(int pending) {
        if (isReleasing && pending == 0 && plane.isReleased()) {
            isReleasing = false;
            site.node().tell(new NodeCommand.Released(site.core(), site.incarnation()));
        }
    }
}
