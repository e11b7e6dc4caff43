package multikernel.ownership.far;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import multikernel.base.CoreId;
import multikernel.base.NodeMember;
import multikernel.base.NodeView;
import multikernel.base.Refusal;
import multikernel.capability.Described;
import multikernel.capability.Rights;

/** The names of other nodes' memory that this node was given, and what it has asked about them. */
final class Holder {

    private record Entry(FarName name, CoreId core, Rights rights, Optional<Described> object) {}

    /** @param ticket of this node's asker */
    private record Open(FarRef ref, long ticket, long untilNanos) {}

    private final NodeMember self;
    private final int cores;
    private final FarLimits limits;
    private final Out out;
    private final Map<FarRef, Entry> entries = new TreeMap<>();
    /** Deleted here, and home may not know. */
    private final Set<FarRef> dropping = new TreeSet<>();

    private final Map<FarRef, Refusal> ended = new LinkedHashMap<>();
    private final Map<Long, Open> open = new TreeMap<>();
    private long tickets;

    Holder(NodeMember self, long start, int cores, FarLimits limits, Out out) {
        this.self = self;
        this.cores = cores;
        this.limits = limits;
        this.out = out;
        tickets = start << Far.START_SHIFT;
    }

    void give(NodeMember home, FarMessage.Give give) {
        var ref = new FarRef(home, give.name().number());
        if (dropping.contains(ref)) {
            out.send(home, new FarMessage.Dropped(ref.number()));
        } else if (ended.containsKey(ref)) {
            out.send(home, new FarMessage.Forgotten(ref.number()));
        } else {
            var refused = entries.containsKey(ref) ? Optional.<Refusal>empty() : refused(give);
            if (refused.isEmpty()) {
                entries.putIfAbsent(ref, new Entry(give.name(), give.core(), give.rights(), give.object()));
            }
            out.send(home, new FarMessage.Took(ref.number(), refused));
        }
    }

    private Optional<Refusal> refused(FarMessage.Give give) {
        if (give.core().index() >= cores) {
            return Optional.of(Refusal.NO_SUCH_CORE);
        }
        return entries.size() + dropping.size() >= limits.heldMax()
                ? Optional.of(Refusal.TABLE_FULL)
                : Optional.empty();
    }

    void ask(FarEvent.Ask ask, long nowNanos) {
        var asker = new Out.Asker(self, ask.ticket());
        var entry = entries.get(ask.ref());
        if (entry == null) {
            out.refuse(asker, ended.getOrDefault(ask.ref(), Refusal.NO_SUCH_CAPABILITY), homeOf(ask.ref()));
        } else if (open.size() >= limits.asksMax()) {
            out.refuse(asker, Refusal.BUSY, limits.asksMax() + " requests wait for other nodes");
        } else {
            long ticket = ++tickets;
            open.put(ticket, new Open(ask.ref(), ask.ticket(), nowNanos + limits.limitNanos()));
            out.send(ask.ref().home(), new FarMessage.Asked(ticket, entry.name(), ask.request()));
        }
    }

    private static String homeOf(FarRef ref) {
        return "its home is " + ref.home();
    }

    /** It is known that home was not asked. */
    void unsent(NodeMember to, FarMessage.Asked asked) {
        var waiter = open.remove(asked.ticket());
        if (waiter != null) {
            out.refuse(new Out.Asker(self, waiter.ticket()), Refusal.NO_TIER, "no way to " + to.name() + " now");
        }
    }

    void answered(NodeMember from, FarMessage.Answered answered) {
        var waiter = open.get(answered.ticket());
        if (waiter == null || !waiter.ref().home().equals(from)) {
            out.late(from, answered);
            return;
        }
        open.remove(answered.ticket());
        if (answered.result() instanceof FarResult.Refused refused) {
            switch (refused.why()) {
                case REVOKED, BAD_REFERENCE -> end(waiter.ref(), refused.why());
                default -> {}
            }
        }
        out.answer(new Out.Asker(self, waiter.ticket()), answered.result());
    }

    private void end(FarRef ref, Refusal why) {
        if (entries.remove(ref) != null) {
            ended.put(ref, why);
            if (ended.size() > limits.endedMax()) {
                ended.remove(ended.keySet().iterator().next());
            }
        }
    }

    void drop(FarEvent.Drop drop) {
        var asker = new Out.Asker(self, drop.ticket());
        if (entries.containsKey(drop.ref())) {
            entries.remove(drop.ref());
            dropping.add(drop.ref());
            out.send(drop.ref().home(), new FarMessage.Dropped(drop.ref().number()));
            out.answer(asker, FarResult.DONE);
        } else {
            out.refuse(asker, ended.getOrDefault(drop.ref(), Refusal.NO_SUCH_CAPABILITY), homeOf(drop.ref()));
        }
    }

    void gone(NodeMember home, FarMessage.Gone gone) {
        var ref = new FarRef(home, gone.number());
        dropping.remove(ref);
        if (entries.containsKey(ref)) {
            end(ref, Refusal.REVOKED);
            out.tell("a capability to memory of " + home + " was revoked there");
        }
        out.send(home, new FarMessage.Forgotten(gone.number()));
    }

    void ticked(long nowNanos) {
        dropping.forEach(ref -> out.send(ref.home(), new FarMessage.Dropped(ref.number())));
        for (var ticket : List.copyOf(open.keySet())) {
            var waiter = open.get(ticket);
            if (waiter != null && nowNanos - waiter.untilNanos() >= 0) {
                open.remove(ticket);
                out.refuse(
                        new Out.Asker(self, waiter.ticket()),
                        Refusal.TIMED_OUT,
                        waiter.ref().home() + " does not answer; it may have been done");
            }
        }
    }

    /** A home that is no member has taken its memory with it. */
    void view(NodeView next, boolean isMember) {
        lose(ref -> !isMember || !next.members().contains(ref.home()));
    }

    /** A node's part has begun again, and knows nothing of the names that it gave before. */
    void begunAgain(NodeMember home, long start) {
        lose(ref -> ref.home().equals(home) && ref.number() >> Far.START_SHIFT < start);
    }

    private void lose(Predicate<FarRef> which) {
        var lost = new TreeMap<NodeMember, Integer>();
        for (var ref : List.copyOf(entries.keySet())) {
            if (which.test(ref)) {
                end(ref, Refusal.HOME_LOST);
                lost.merge(ref.home(), 1, Integer::sum);
            }
        }
        dropping.removeIf(which);
        for (var ticket : List.copyOf(open.keySet())) {
            var waiter = open.get(ticket);
            if (waiter != null && which.test(waiter.ref())) {
                open.remove(ticket);
                out.refuse(new Out.Asker(self, waiter.ticket()), Refusal.HOME_LOST, homeOf(waiter.ref()));
            }
        }
        lost.forEach((home, count) ->
                out.tell(home + " is gone, and its memory with it: " + count + " capabilities here are home-lost"));
    }

    /** Names held, and those that home may think are. */
    int count() {
        return entries.size() + dropping.size();
    }

    /** Requests that wait for another node. */
    int waiting() {
        return open.size();
    }

    List<FarReading.Held> readings() {
        return entries.entrySet().stream()
                .map(each -> new FarReading.Held(
                        each.getKey(),
                        each.getValue().core(),
                        each.getValue().rights(),
                        each.getValue().object()))
                .toList();
    }
}
