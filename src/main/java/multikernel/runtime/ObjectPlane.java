package multikernel.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import multikernel.agreement.Agreement;
import multikernel.agreement.Limits;
import multikernel.base.DomainSpec;
import multikernel.base.OpenVote;
import multikernel.base.OperationId;
import multikernel.base.View;
import multikernel.monitor.ObjectEnvelope;
import multikernel.monitor.Tenures;

/**
 * The replicated objects of the domains on one core. They begin when the table of domains says so, before the
 * dispatcher that uses them, and end with the domain: a dispatcher that is restarted finds them as they are. Of the
 * core's thread.
 */
final class ObjectPlane {

    private record Objects(List<ReplicatedObject<?, ?>> all, Runnable given) {}

    private final CoreSite site;
    private final Limits limits;
    private final long limitNanos;
    private final Map<String, Objects> domains = new TreeMap<>();
    private final Tenures tenures = new Tenures();
    private View view = View.EMPTY;
    private Runnable pends = () -> {};
    private long operations;

    ObjectPlane(CoreSite site) {
        this.site = site;
        var agreement = site.setup().settings().agreement();
        limits = new Limits(agreement.pendingMax(), agreement.pendingMax(), agreement.recentMax());
        limitNanos = TimeUnit.MILLISECONDS.toNanos(agreement.timeoutMillis());
    }

    /** @param ticks asks for {@link #tick} in a while, as long as {@link #isAnyPending} */
    void begin(Runnable ticks) {
        pends = ticks;
    }

    void viewed(View next) {
        if (next.number() == view.number()) {
            return;
        }
        tenures.viewed(view, next);
        view = next;
        for (var objects : List.copyOf(domains.values())) {
            objects.all().forEach(object -> object.viewed(next));
        }
    }

    /**
     * The table of domains has this one.
     *
     * @param operation that spawned it, which tells it from an earlier one of its name
     * @param given runs once this core holds the state of each of its objects, at once if it has none
     */
    void start(DomainSpec domain, OperationId operation, Runnable given) {
        var specs = site.setup().factories().of(domain).replicated();
        var objects = new ArrayList<ReplicatedObject<?, ?>>();
        for (var spec : specs) {
            objects.add(object(domain, operation, spec));
        }
        domains.put(domain.name(), new Objects(objects, given));
        objects.forEach(object -> object.begin(view, tenures));
        if (objects.isEmpty()) {
            given.run();
        }
    }

    private <S, C> ReplicatedObject<S, C> object(DomainSpec domain, OperationId operation, ReplicatedSpec<S, C> spec) {
        return new ReplicatedObject<>(this, domain.name(), domain.name() + "/" + operation, domain.cores(), spec);
    }

    /** One more object of the domain has been given its state. */
    void given(String domain) {
        var objects = domains.get(domain);
        if (objects != null && objects.all().stream().allMatch(ReplicatedObject::isGiven)) {
            objects.given().run();
        }
    }

    void end(String domain) {
        var objects = domains.remove(domain);
        if (objects != null) {
            objects.all().forEach(ReplicatedObject::end);
        }
    }

    void dispatcherEnded(String domain) {
        var objects = domains.get(domain);
        if (objects != null) {
            objects.all().forEach(ReplicatedObject::dispatcherEnded);
        }
    }

    /** A specification is a constant of its domain's, and so are its types. */
    @SuppressWarnings("unchecked")
    <S, C> Replicated<S, C> of(String domain, ReplicatedSpec<S, C> spec) {
        var objects = domains.get(domain);
        if (objects != null) {
            for (var object : objects.all()) {
                if (object.spec().equals(spec)) {
                    return (Replicated<S, C>) object.face();
                }
            }
        }
        throw new NoSuchElementException("domain " + domain + " does not declare " + spec.name());
    }

    void tick() {
        for (var objects : List.copyOf(domains.values())) {
            objects.all().forEach(ReplicatedObject::tick);
        }
    }

    /** Changes that were asked for here and have not ended. */
    int pending() {
        int pending = 0;
        for (var objects : domains.values()) {
            for (var object : objects.all()) {
                pending += object.member().pending();
            }
        }
        return pending;
    }

    /** And those that this core, as the owner of their object, cannot answer yet. */
    boolean isAnyPending() {
        int pending = 0;
        for (var objects : domains.values()) {
            for (var object : objects.all()) {
                pending += object.member().pending() + object.member().waiting();
            }
        }
        return pending > 0;
    }

    List<OpenVote> votes() {
        var votes = new ArrayList<OpenVote>();
        for (var objects : domains.values()) {
            objects.all().forEach(object -> object.member().votes(object.toString(), votes));
        }
        return votes;
    }

    void tickIfAny(int waiting) {
        if (waiting > 0) {
            pends.run();
        }
    }

    void tickIfPending() {
        pends.run();
    }

    OperationId newOperation() {
        return new OperationId(site.core(), site.incarnation(), ++operations);
    }

    <S, C> ObjectEnvelope<S, C> envelope(long viewNumber, Agreement<S, C> message) {
        return new ObjectEnvelope<>(site.core(), site.incarnation(), viewNumber, message);
    }

    CoreSite site() {
        return site;
    }

    ChannelPlane channels() {
        return site.thread().channels();
    }

    Limits limits() {
        return limits;
    }

    int heldMax() {
        return site.setup().settings().agreement().heldMax();
    }

    long limitNanos() {
        return limitNanos;
    }

    long nanos() {
        return System.nanoTime();
    }
}
