package multikernel.link;

/** The clock of a link: when to dial, when to say something, when the peer has been silent for too long. */
final class Pulse {

    private final LinkLimits limits;
    private long heardAt;
    private long saidAt;
    private long connectedAt;
    private long dialAt;
    private long tickAt;
    private long pause;
    private boolean isDialling;
    private boolean isSilent;

    Pulse(LinkLimits limits, long nowNanos) {
        this.limits = limits;
        heardAt = nowNanos;
        saidAt = nowNanos;
        dialAt = nowNanos;
        tickAt = nowNanos;
    }

    void connected(long nowNanos) {
        connectedAt = nowNanos;
        isDialling = false;
    }

    /** Each pause is twice the last, until the peer is heard. */
    void lost(long nowNanos) {
        isDialling = false;
        pause = Math.clamp(2 * pause, limits.redialNanosMin(), limits.redialNanosMax());
        dialAt = nowNanos + pause;
    }

    /** Whether it had been silent. */
    boolean heard(long nowNanos) {
        heardAt = nowNanos;
        pause = 0;
        var was = isSilent;
        isSilent = false;
        return was;
    }

    void said(long nowNanos) {
        saidAt = nowNanos;
    }

    boolean isDialDue(boolean isConnected, boolean mayDial, long nowNanos) {
        if (isConnected || !mayDial || isDialling || nowNanos - dialAt < 0) {
            return false;
        }
        isDialling = true;
        return true;
    }

    boolean isGreetingLate(long nowNanos) {
        return nowNanos - connectedAt >= limits.greetingNanos();
    }

    boolean isAliveDue(long nowNanos) {
        return nowNanos - saidAt >= limits.aliveNanos();
    }

    /** True once for each silence. An end that was itself late, stopped or starved, starts its count again. */
    boolean isSilent(long nowNanos) {
        if (nowNanos - tickAt >= limits.silentNanos() / LinkLimits.SILENT_ALIVES_MIN) {
            heardAt = nowNanos;
        }
        tickAt = nowNanos;
        if (isSilent || nowNanos - heardAt < limits.silentNanos()) {
            return false;
        }
        isSilent = true;
        return true;
    }
}
