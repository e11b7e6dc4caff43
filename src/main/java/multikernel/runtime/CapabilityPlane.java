package multikernel.runtime;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.capability.Address;
import multikernel.capability.Capability;
import multikernel.memory.Region;
import multikernel.monitor.MonitorEvent;
import multikernel.ownership.Ownership;
import multikernel.ownership.OwnershipEffect;
import multikernel.ownership.OwnershipEffect.Answered;
import multikernel.ownership.OwnershipEvent;
import multikernel.ownership.Request;
import org.jspecify.annotations.Nullable;

/**
 * One core's side of capabilities: performs what {@link Ownership} wants done, holds the core's views, and brings
 * requests of this core's domains to it and their answers back, without an actor on the way. Of the core's thread.
 *
 * <p>What a domain is told runs after all effects of an event, so that it may ask the next thing.
 */
final class CapabilityPlane {

    /** The domain of the API and the command line; it has a table on each core and no dispatcher. */
    static final String OPERATOR = "operator";

    private record Asked(String domain, Consumer<Answered> then) {}

    private record Call(String domain, Runnable work) {}

    private final CoreSite site;
    private final Ownership ownership;
    private final Views views;
    private final Zeroings zeroings;
    private final long limitNanos;
    private final Map<OperationId, Asked> asked = new HashMap<>();
    private final Map<String, DomainCapabilities> domains = new HashMap<>();
    private final ArrayDeque<Call> calls = new ArrayDeque<>();
    private @Nullable Consumer<OwnershipEvent> machine;
    private @Nullable OperationId here;
    private Outcome hereOutcome = new Outcome.Refused(Refusal.BUSY, "");
    private long operations;
    private boolean calling;
    private boolean ended;

    CapabilityPlane(CoreSite site, Ownership ownership, Region region) {
        this.site = site;
        this.ownership = ownership;
        views = new Views(region);
        zeroings = new Zeroings(region, done -> tell(new OwnershipEvent.Zeroed(done.base(), done.bytes())));
        limitNanos = TimeUnit.MILLISECONDS.toNanos(
                site.setup().settings().agreement().timeoutMillis());
    }

    /** @param events takes each event to {@link Ownership}, and what comes of it to {@link #perform} */
    void begin(Consumer<OwnershipEvent> events) {
        machine = events;
        tell(new OwnershipEvent.DomainBegan(OPERATOR));
    }

    Ownership ownership() {
        return ownership;
    }

    Views views() {
        return views;
    }

    CoreSite site() {
        return site;
    }

    /** A dispatcher starts, or starts again: then its table is empty. */
    void domainBegan(String domain) {
        if (domains.containsKey(domain)) {
            domainEnded(domain);
        }
        domains.put(domain, new DomainCapabilities(this, domain));
        tell(new OwnershipEvent.DomainBegan(domain));
    }

    void domainEnded(String domain) {
        var gone = domains.remove(domain);
        if (gone != null) {
            gone.end();
            asked.values().removeIf(each -> each.domain().equals(domain));
            tell(new OwnershipEvent.DomainEnded(domain));
        }
    }

    DomainCapabilities of(String domain) {
        return Objects.requireNonNull(domains.get(domain), "a domain that began here");
    }

    /** Of an operation that is asked for now. */
    long deadlineNanos() {
        return System.nanoTime() + limitNanos;
    }

    /** Of everything that this incarnation begins. */
    OperationId newOperation() {
        return new OperationId(site.core(), site.incarnation(), ++operations);
    }

    /** The answer may come before this returns. */
    void ask(OperationId operation, String domain, Request request, Consumer<Answered> then) {
        if (ended) {
            then.accept(new Answered(operation, new Outcome.Refused(Refusal.STOPPING, ""), List.of(), 0));
            return;
        }
        asked.put(operation, new Asked(domain, then));
        tell(new OwnershipEvent.Ask(operation, domain, request, deadlineNanos()));
    }

    /** For a thread that is no core. */
    void work(CapabilityWork work, Consumer<CapabilityReply> reply) {
        new CapabilityWorks(this).work(work, reply);
    }

    /** At once, wherever this is called: a core that holds a copy asks nobody. */
    Outcome mapHere(String domain, Address address, boolean write) {
        if (ended) {
            return new Outcome.Refused(Refusal.STOPPING, "");
        }
        var operation = newOperation();
        here = operation;
        hereOutcome = new Outcome.Refused(Refusal.BUSY, "");
        var request = new Request.MapOn(address, List.of(site.core()), write);
        tell(new OwnershipEvent.Ask(operation, domain, request, deadlineNanos()));
        return hereOutcome;
    }

    /** What usably lies there; nothing is asked of anyone. */
    Optional<Capability> at(String domain, Address address) {
        return ownership.at(domain, address);
    }

    /** A machine that throws has a broken invariant, whoever's message it is that runs: its core ends. */
    void tell(OwnershipEvent event) {
        if (ended) {
            return;
        }
        try {
            Objects.requireNonNull(machine, "begun").accept(event);
        } catch (RuntimeException broken) {
            throw new CoreFailure("capabilities of " + site.core() + " failed: " + broken, broken);
        }
    }

    void perform(OwnershipEffect effect) {
        switch (effect) {
            case OwnershipEffect.Send send -> throw new IllegalStateException(send + " is no effect of one core");
            case OwnershipEffect.OpenView(var object, var domain, var write) -> views.open(object, domain, write);
            case OwnershipEffect.CloseViews(var object) -> views.close(object);
            case OwnershipEffect.CloseView(var object, var domain) -> views.close(object, domain);
            case OwnershipEffect.Zero(var base, var bytes) -> zeroings.add(base, bytes);
            case OwnershipEffect.Arrived(var from, var placed) -> {
                var to = domains.get(placed.domain());
                if (to != null) {
                    calls.addLast(new Call(placed.domain(), () -> to.arrived(from, placed)));
                }
            }
            case OwnershipEffect.AskHolder asks -> askHolder(asks);
            case Answered answered -> answer(answered);
            case OwnershipEffect.Late(var from, var message) ->
                site.node().tell(new NodeCommand.Rejected(from, site.core(), message));
        }
    }

    private void askHolder(OwnershipEffect.AskHolder asks) {
        var holder = domains.get(asks.domain());
        calls.addLast(new Call(asks.domain(), () -> {
            Consumer<Boolean> answer =
                    agrees -> tell(new OwnershipEvent.Agreed(asks.operation(), asks.object(), asks.domain(), agrees));
            if (holder == null) {
                answer.accept(true);
            } else {
                holder.askHolder(asks.object(), answer);
            }
        }));
    }

    private void answer(Answered answered) {
        if (answered.operation().equals(here)) {
            hereOutcome = answered.outcome();
            return;
        }
        var waiter = asked.remove(answered.operation());
        if (waiter != null) {
            calls.addLast(new Call(waiter.domain(), () -> waiter.then().accept(answered)));
        }
    }

    /** After all effects of an event: tells the domains what they wait for. */
    void call() {
        if (calling) {
            return;
        }
        calling = true;
        try {
            for (var call = calls.pollFirst(); call != null; call = calls.pollFirst()) {
                run(call);
            }
        } finally {
            calling = false;
        }
    }

    /** Code of a domain: what it throws is its own. */
    private void run(Call call) {
        try {
            call.work().run();
        } catch (Exception thrown) {
            site.interconnect().report(call.domain(), thrown);
        }
    }

    /** What of the operator's would go with this core, in one line; empty if others have it too. */
    String needs() {
        long alone = ownership.slots().stream()
                .filter(slot -> slot.domain().equals(OPERATOR) && slot.owner().equals(site.core()))
                .filter(slot -> slot.sharers().stream().allMatch(site.core()::equals))
                .count();
        return alone == 0
                ? ""
                : OPERATOR + " has " + alone + " of its capabilities on " + site.core() + " only: move or delete them";
    }

    /** The core leaves, and its domains have left already. */
    void release() {
        tell(new OwnershipEvent.DomainEnded(OPERATOR));
    }

    boolean isReleased() {
        return ownership.stock().held() == 0 && zeroings.isEmpty();
    }

    /** Once in each turn. */
    boolean turn() {
        return !ended && zeroings.turn();
    }

    /** After an event: what stands now, for whoever looks. */
    void count(MonitorEvent after) {
        var tally = site.thread().tally();
        var stock = ownership.stock();
        tally.capabilities(stock.owned(), stock.held(), views.count());
        tally.memory(ownership.availableBytes(), zeroings.bytes(), stock.ownedBytes());
        if (after instanceof MonitorEvent.ViewChanged
                || after instanceof MonitorEvent.OfCapabilities(OwnershipEvent.Ended _)) {
            tally.quarantined(stock.quarantinedBytes());
        }
    }

    boolean hasWork() {
        return !ended && !zeroings.isEmpty();
    }

    /** The loop ends: from here on no access through a view of this core succeeds. */
    void end() {
        ended = true;
        views.closeAll();
        zeroings.clear();
        asked.clear();
        calls.clear();
    }
}
