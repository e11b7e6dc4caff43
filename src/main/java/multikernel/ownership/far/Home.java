package multikernel.ownership.far;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import multikernel.base.CoreId;
import multikernel.base.NodeMember;
import multikernel.base.NodeView;
import multikernel.base.Refusal;
import multikernel.capability.Described;
import multikernel.capability.Rights;
import multikernel.codec.Bytes;
import org.jspecify.annotations.Nullable;

/** The names that this node has given: made, verified, ended, and forgotten with their holders. */
final class Home {

    /** One name, from when it is made until its holder knows that it is none. */
    static final class Given {

        final FarName name;
        final Anchor anchor;
        final Described object;
        final Rights rights;
        final NodeMember holder;
        final CoreId core;
        /** Of the holder's part, once it has said that it has the name. */
        long holderStart;

        /** Who waits for that; null once it is known. */
        Out.@Nullable Asker asker;

        final long untilNanos;
        boolean hasEnded;

        Given(
                FarName name,
                Anchor anchor,
                Described object,
                Rights rights,
                NodeMember holder,
                CoreId core,
                Out.Asker asker,
                long untilNanos) {
            this.name = name;
            this.anchor = anchor;
            this.object = object;
            this.rights = rights;
            this.holder = holder;
            this.core = core;
            this.asker = asker;
            this.untilNanos = untilNanos;
        }

        FarMessage.Give give() {
            return new FarMessage.Give(
                    name, core, rights, rights.has(Rights.IDENTIFY) ? Optional.of(object) : Optional.empty());
        }
    }

    private final NodeMember self;
    private final FarLimits limits;
    private final Seal seal;
    private final Out out;
    private final Map<Long, Given> names = new TreeMap<>();
    private NodeView view = NodeView.NONE;
    private long numbers;

    Home(NodeMember self, long start, FarLimits limits, Seal seal, Out out) {
        this.self = self;
        this.limits = limits;
        this.seal = seal;
        this.out = out;
        numbers = start << Far.START_SHIFT;
    }

    /** Nothing begins without a place for it, a right to it and somebody to take it. */
    void copy(FarEvent.Copy copy, long nowNanos) {
        var asker = new Out.Asker(self, copy.ticket());
        if (!copy.copy().rights().has(Rights.GRANT)) {
            out.refuse(asker, Refusal.NO_RIGHT, "it carries " + copy.copy().rights());
        } else if (!copy.copy().rights().covers(copy.rights())) {
            out.refuse(asker, Refusal.MORE_RIGHTS, "it carries " + copy.copy().rights());
        } else if (!copy.copy().object().type().isMappable()) {
            out.refuse(
                    asker,
                    Refusal.HOME_ONLY,
                    "other nodes read and write frames alone, and this is a "
                            + copy.copy().object().type().word());
        } else {
            give(asker, copy.anchor(), copy.copy().object(), copy.rights(), copy.node(), copy.core(), nowNanos);
        }
    }

    /** Another name of what a name stands for, whose holder may ask for it. */
    void share(Out.Asker asker, Given given, FarRequest.Share share, long nowNanos) {
        if (!given.rights.covers(share.rights())) {
            out.refuse(asker, Refusal.MORE_RIGHTS, "it carries " + given.rights);
        } else if (share.node().equals(self.name())) {
            out.refuse(asker, Refusal.HOME_ONLY, "on " + self.name() + " it is copied by the operator there");
        } else {
            give(asker, given.anchor, given.object, share.rights(), share.node(), share.core(), nowNanos);
        }
    }

    private void give(
            Out.Asker asker, Anchor anchor, Described object, Rights rights, String node, CoreId core, long nowNanos) {
        var holder = view.members().stream()
                .filter(member -> member.name().equals(node) && !member.equals(self))
                .findFirst();
        if (holder.isEmpty()) {
            out.refuse(asker, Refusal.NO_SUCH_NODE, node);
        } else if (names.size() >= limits.namesMax()) {
            out.refuse(asker, Refusal.TABLE_FULL, "multikernel.memory.far.names-max = " + limits.namesMax());
        } else {
            long number = ++numbers;
            long nonce = seal.nonce();
            var name = new FarName(number, nonce, seal.code(number, nonce, holder.get(), core, rights));
            var given =
                    new Given(name, anchor, object, rights, holder.get(), core, asker, nowNanos + limits.limitNanos());
            names.put(number, given);
            out.send(given.holder, given.give());
        }
    }

    void took(NodeMember from, long start, FarMessage.Took took) {
        var given = names.get(took.number());
        if (given == null || given.hasEnded) {
            out.send(from, new FarMessage.Gone(took.number()));
        } else if (!given.holder.equals(from)) {
            out.late(from, took);
        } else if (took.refused().isPresent()) {
            names.remove(took.number());
            answer(given, new FarResult.Refused(took.refused().get(), from.name() + " " + given.core));
        } else {
            given.holderStart = start;
            answer(given, new FarResult.Done(Bytes.EMPTY, took.number()));
        }
    }

    private void answer(Given given, FarResult result) {
        var asker = given.asker;
        if (asker != null) {
            given.asker = null;
            out.answer(asker, result);
        }
    }

    /** @return null for a name that this node did not make for this holder, or not as it is shown */
    @Nullable
    Given verified(NodeMember holder, FarName name) {
        var given = names.get(name.number());
        boolean isOurs = given != null
                && given.holder.equals(holder)
                && given.name.nonce() == name.nonce()
                && Seal.isEqual(
                        name.code(), seal.code(name.number(), name.nonce(), given.holder, given.core, given.rights));
        return isOurs ? given : null;
    }

    /** Whether this start of this node has made a name of this number, which holders may still have. */
    boolean hasMade(long number) {
        return number <= numbers && number >> Far.START_SHIFT == numbers >> Far.START_SHIFT;
    }

    @Nullable
    Given live(long number) {
        var given = names.get(number);
        return given == null || given.hasEnded ? null : given;
    }

    /** Home refuses from now on; its holder is told until it says that it knows. */
    void end(Given given) {
        if (!given.hasEnded) {
            given.hasEnded = true;
            answer(given, new FarResult.Refused(Refusal.REVOKED, ""));
            out.send(given.holder, new FarMessage.Gone(given.name.number()));
        }
    }

    void forgotten(NodeMember from, FarMessage.Forgotten forgotten) {
        var given = names.get(forgotten.number());
        if (given != null && given.hasEnded && given.holder.equals(from)) {
            names.remove(forgotten.number());
        }
    }

    void dropped(NodeMember from, FarMessage.Dropped dropped) {
        var given = names.get(dropped.number());
        if (given != null && !given.holder.equals(from)) {
            out.late(from, dropped);
            return;
        }
        if (given != null) {
            names.remove(dropped.number());
            answer(given, new FarResult.Refused(Refusal.REVOKED, from.name() + " has deleted it"));
        }
        out.send(from, new FarMessage.Gone(dropped.number()));
    }

    /** What is not there any more has ended, unless it was named after the look had begun. */
    void seen(FarEvent.Seen seen) {
        for (var given : List.copyOf(names.values())) {
            if (given.name.number() <= seen.upTo()
                    && seen.cores().contains(given.anchor.core())
                    && !seen.there().contains(given.anchor)) {
                end(given);
            }
        }
    }

    void letGo(FarEvent.LetGo letGo) {
        for (var given : List.copyOf(names.values())) {
            if (given.anchor.object().equals(letGo.object())
                    && letGo.anchor().stream().allMatch(given.anchor::equals)) {
                end(given);
            }
        }
    }

    /** Asks which anchors are there, if there is one. */
    void look() {
        var cores = new HashSet<CoreId>();
        for (var given : names.values()) {
            if (!given.hasEnded) {
                cores.add(given.anchor.core());
            }
        }
        if (!cores.isEmpty()) {
            out.add(new FarEffect.Look(numbers, cores));
        }
    }

    void ticked(long nowNanos) {
        for (var given : List.copyOf(names.values())) {
            if (given.hasEnded) {
                out.send(given.holder, new FarMessage.Gone(given.name.number()));
            } else if (given.asker != null && nowNanos - given.untilNanos >= 0) {
                withdraw(given);
            } else if (given.asker != null) {
                out.send(given.holder, given.give());
            }
        }
    }

    private void withdraw(Given given) {
        answer(given, new FarResult.Refused(Refusal.NO_TIER, given.holder + " does not answer; nothing was given"));
        end(given);
    }

    /** Of whoever is no member nothing is kept. */
    void view(NodeView next) {
        view = next;
        boolean isMember = next.members().contains(self);
        forget(given -> !isMember || !next.members().contains(given.holder), Refusal.NO_SUCH_NODE);
    }

    /** A node's part has begun again and has nothing any more. */
    void begunAgain(NodeMember holder, long start) {
        forget(
                given -> given.holder.equals(holder) && given.asker == null && given.holderStart < start,
                Refusal.NO_SUCH_NODE);
    }

    private void forget(Predicate<Given> which, Refusal why) {
        var holders = new TreeMap<NodeMember, Integer>();
        for (var given : List.copyOf(names.values())) {
            if (which.test(given)) {
                names.remove(given.name.number());
                answer(given, new FarResult.Refused(why, given.holder + " is gone"));
                holders.merge(given.holder, 1, Integer::sum);
            }
        }
        holders.forEach((holder, count) ->
                out.tell(holder + " is gone: " + count + " names of this node's memory are forgotten with it"));
    }

    /** Names that are not forgotten, ended or not. */
    int count() {
        return names.size();
    }

    List<FarReading.Given> readings() {
        return names.values().stream()
                .map(given ->
                        new FarReading.Given(given.anchor, given.holder, given.core, given.rights, given.hasEnded))
                .toList();
    }
}
