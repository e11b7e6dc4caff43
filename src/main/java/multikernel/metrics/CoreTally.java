package multikernel.metrics;

import java.util.ArrayList;
import java.util.List;
import multikernel.base.CoreId;
import multikernel.base.OpenVote;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.monitor.MonitorEffect;
import multikernel.monitor.MonitorEvent;
import multikernel.ownership.Request;
import multikernel.urpc.Counters;
import multikernel.urpc.Latest;

/**
 * What one incarnation of a core has counted: plain words of its own, written by its thread alone, which any thread may
 * read. Nothing on the way of a message is shared, locked or sent for it.
 *
 * <p>The operations are counted from the events that the core's protocols are told and the effects that they want,
 * which are sealed: one that is new does not compile before somebody has said here what it counts as.
 */
public final class CoreTally {

    /** The meters of a core that are words here, one for one. */
    private static final int FIRST = MeterName.CORE_ASLEEP.ordinal();

    private static final int ASLEEP_SINCE = MeterName.MEMORY_VIEWS.ordinal() - FIRST + 1;
    private static final int OWNED = ASLEEP_SINCE + 1;
    private static final int FLIGHTS = OWNED + 1;

    /** Of one sort, the oldest: more than anyone looks at. */
    private static final int SHOWN_MAX = 64;

    private final CoreId core;
    private final boolean counts;
    private final Counters counters;
    private final Flights flights;
    private final Flights changes;
    private final Latest<Underway> underway = new Latest<>(Underway.NOTHING);

    /** One word, of whoever fences this incarnation: 1 from then on. */
    private final Counters fenced = new Counters(1);

    /** @param counts false: metrics are off, and nothing is counted */
    public CoreTally(CoreId core, boolean counts) {
        this.core = core;
        this.counts = counts;
        counters = new Counters(FLIGHTS + Flights.WORDS);
        flights = new Flights(core, counters, FLIGHTS);
        changes = new Flights(core, counters, FLIGHTS);
    }

    CoreId core() {
        return core;
    }

    /**
     * Others go on without it, as it stood still, or what it had waits for one that stands still: whoever has asked
     * here is told so, and nothing is in flight.
     */
    public void fenced() {
        fenced.set(0, 1);
    }

    boolean isFenced() {
        return fenced.get(0) == 1;
    }

    /** The core falls asleep. */
    public void sleeps(long nanoTime) {
        if (counts) {
            add(MeterName.CORE_SLEEPS, 1);
            counters.set(ASLEEP_SINCE, nanoTime);
        }
    }

    public void wakes(long nanoTime) {
        if (counts) {
            add(MeterName.CORE_ASLEEP, nanoTime - counters.get(ASLEEP_SINCE));
            counters.set(ASLEEP_SINCE, 0);
        }
    }

    /** An actor is held: what it has sent waits for room. */
    public void held() {
        add(MeterName.CORE_HOLDS, 1);
    }

    /** A mailbox is full and stops its senders. */
    public void stopSign() {
        add(MeterName.CORE_STOP_SIGNS, 1);
    }

    /** So many messages wait at this core for room elsewhere. */
    public void waiting(int messages) {
        set(MeterName.CORE_WAITING, messages);
    }

    /** A message came to an access of memory that is not mapped. */
    public void fault() {
        add(MeterName.MEMORY_FAULTS, 1);
    }

    /** A message between cores came too late to change anything. */
    public void late() {
        add(MeterName.CORE_LATE, 1);
    }

    /** @param owned objects that this core orders, {@code held} those of which it has copies */
    public void capabilities(int owned, int held, int views) {
        set(MeterName.CAPABILITY_OWNED, owned);
        set(MeterName.CAPABILITY_HELD, held);
        set(MeterName.MEMORY_VIEWS, views);
    }

    /** @param ownedBytes what only this core can give: nobody has it while the core stands still */
    public void memory(long freeBytes, long zeroingBytes, long ownedBytes) {
        set(MeterName.MEMORY_FREE, freeBytes);
        set(MeterName.MEMORY_ZEROING, zeroingBytes);
        if (counts) {
            counters.set(OWNED, ownedBytes);
        }
    }

    /** Of objects that this core orders, what a core that stands still may yet write to. */
    public void quarantined(long bytes) {
        set(MeterName.MEMORY_QUARANTINED, bytes);
    }

    /** A core's protocols are told this, and will want what {@link #wants} is then called for. */
    public void told(MonitorEvent event, long nowNanos) {
        if (counts) {
            Told.count(this, event, nowNanos);
        }
    }

    public void wants(MonitorEffect effect) {
        if (counts) {
            Told.count(this, effect);
        }
    }

    /** Refused without the core, which could not be asked: this tally is of whoever answered in its place. */
    public void refused(Request request, Outcome.Refused refused) {
        if (counts) {
            flights.refused(Protocol.of(request), refused);
        }
    }

    /** Every effect of the event has been performed. */
    public void settle() {
        flights.settle();
    }

    /** A change of a replicated object was asked for here. */
    public void changing(OperationId operation, String domain, long nowNanos) {
        if (counts) {
            changes.asked(operation, Protocol.REPLICATED, domain, nowNanos);
        }
    }

    public void changed(OperationId operation, Outcome outcome, long tookNanos) {
        changes.answered(operation, outcome, tookNanos);
    }

    /** Every effect of whatever happened to a replicated object has been performed. */
    public void settleChanges() {
        changes.settle();
    }

    /** The domain has ended here: nobody is told how its changes ended. */
    public void forgetChanges(String domain) {
        changes.forget(domain);
    }

    /**
     * What is under way now, of which so many of each sort are shown.
     *
     * @param ofCores what this core, as an owner, cannot end before others have said something
     * @param ofObjects the same of the replicated objects of domains
     */
    public void underway(List<OpenVote> ofCores, List<OpenVote> ofObjects, long nowNanos) {
        var asked = new ArrayList<Underway.Asked>();
        flights.open(asked);
        changes.open(asked);
        var shown = asked.stream().limit(2 * SHOWN_MAX).toList();
        underway.post(underway.read().later(shown, shown(ofCores), shown(ofObjects), nowNanos));
    }

    private static List<OpenVote> shown(List<OpenVote> votes) {
        return votes.stream().limit(SHOWN_MAX).toList();
    }

    Underway underway() {
        return underway.read();
    }

    Flights flights() {
        return flights;
    }

    void add(MeterName name, long delta) {
        if (counts) {
            counters.add(name.ordinal() - FIRST, delta);
        }
    }

    private void set(MeterName name, long value) {
        if (counts) {
            counters.set(name.ordinal() - FIRST, value);
        }
    }

    Growth look() {
        return new Growth(counters);
    }

    static long grown(Growth growth, MeterName name) {
        return growth.of(name.ordinal() - FIRST);
    }

    static long value(Growth growth, MeterName name) {
        return growth.value(name.ordinal() - FIRST);
    }

    /** What nobody can have: all that a core owned which is out, or of a living core's what others may yet use. */
    long quarantinedBytes() {
        return counters.get(isFenced() ? OWNED : MeterName.MEMORY_QUARANTINED.ordinal() - FIRST);
    }

    /** Up to now, a sleep that lasts still included. */
    static long asleepNanos(Growth growth, long nowNanos) {
        long since = growth.value(ASLEEP_SINCE);
        long before = value(growth, MeterName.CORE_ASLEEP);
        return since == 0 ? before : before + Math.max(0, nowNanos - since);
    }

    Flights.Look flights(Growth growth, Protocol protocol) {
        return Flights.Look.at(growth, FLIGHTS, protocol, isFenced());
    }
}
