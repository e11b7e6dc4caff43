package multikernel.ownership;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import multikernel.base.CoreId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.capability.Capability;
import multikernel.capability.Rights;
import multikernel.capability.Table;
import multikernel.ownership.OwnershipMessage.Copied;
import multikernel.ownership.OwnershipMessage.Copying;
import multikernel.ownership.OwnershipMessage.Install;
import multikernel.ownership.OwnershipMessage.Installed;
import org.jspecify.annotations.Nullable;

/**
 * A copy for another core, at the owner and at that core: the owner counts the core as a holder, then sends; the core
 * says what became of it, and whether it holds any copy.
 */
final class Giving {

    private final Ground ground;
    private final Hints hints;
    private final Holdings holdings;
    private final Estates estates;
    private final Owning owning;
    private final Revokes revokes;
    /** By the core that asked, each of which numbers its own. */
    private final Map<CoreId, Recent<Placed>> recent = new HashMap<>();

    Giving(Ground ground, Hints hints, Holdings holdings, Estates estates, Owning owning, Revokes revokes) {
        this.ground = ground;
        this.hints = hints;
        this.holdings = holdings;
        this.estates = estates;
        this.owning = owning;
        this.revokes = revokes;
    }

    /** At the owner. */
    void order(Owned owned, Copying copying) {
        var to = copying.to();
        if (!ground.isMember(to)) {
            owning.answer(copying, Optional.of(ground.absent(to)));
        } else {
            estates.share(owned, to);
            owned.underway.add(new Owned.Underway(copying.operation(), copying.asker(), to, List.of()));
            var copy = new Passed(owned.object, owned.descent, copying.rights(), owned.realm.ballot, owned.epoch);
            ground.say(
                    to,
                    new Install(
                            copying.operation(),
                            copying.asker(),
                            copy,
                            copying.domain(),
                            copying.access(),
                            copying.mayPlace()));
        }
    }

    /** At the core that is to hold it. */
    void install(CoreId owner, Install install) {
        var object = install.copy().object().id();
        var known = hints.of(install.copy().descent().estate());
        if (known != null && known.ballot() > install.copy().ballot()) {
            ground.late(owner, install);
            return;
        }
        var table = holdings.table(install.domain());
        if (table == null) {
            refuse(owner, install, Locally.noDomain(ground, install.domain()));
            return;
        }
        var placed = place(owner, install, table);
        if (placed == null) {
            return;
        }
        var holding = holdings.of(object);
        boolean isThere = table.at(placed.address()).equals(Optional.of(placed.capability()));
        if (isThere && holding != null && install.access() != Access.NONE) {
            holdings.open(holding, install.domain(), install.access() == Access.WRITE);
        }
        ground.say(
                owner,
                new Installed(install.operation(), object, Optional.of(placed), Optional.empty(), holding != null));
    }

    /** Where the copy was put: it may have been there already, and be gone since; null if it was refused. */
    @Nullable
    private Placed place(CoreId owner, Install install, Table table) {
        var before = before(install, table);
        if (before != null) {
            return before;
        }
        var copy = install.copy();
        if (!install.mayPlace()) {
            refuse(owner, install, Ground.refused(Refusal.NO_RIGHT, "grant"));
            return null;
        }
        var at = holdings.place(table, install.domain(), copy, owner);
        if (at.isEmpty()) {
            refuse(owner, install, Locally.full(install.domain()));
            return null;
        }
        var placed = new Placed(ground.self, install.domain(), at.get(), copy.capability());
        recent.computeIfAbsent(install.asker(), asker -> new Recent<>(ground.limits.recentMax()))
                .add(install.operation(), placed);
        ground.effect(new OwnershipEffect.Arrived(install.asker(), placed));
        return placed;
    }

    /**
     * What this operation put here when it was sent before, whatever became of that; or to be mapped, a copy that
     * allows it.
     */
    @Nullable
    private Placed before(Install install, Table table) {
        var asked = recent.get(install.asker());
        var done = asked == null ? null : asked.of(install.operation());
        if (done != null && done.capability().object().equals(install.copy().object())) {
            return done;
        }
        var holding = holdings.of(install.copy().object().id());
        if (holding == null || install.access() == Access.NONE) {
            return null;
        }
        int needed = install.access() == Access.WRITE ? Rights.READ | Rights.WRITE : Rights.READ;
        for (var slot : holding.slots) {
            if (slot.domain().equals(install.domain())) {
                Capability has = table.at(slot.address()).orElseThrow();
                if (has.rights().has(needed)) {
                    return new Placed(ground.self, install.domain(), slot.address(), has);
                }
            }
        }
        return null;
    }

    private void refuse(CoreId owner, Install install, Outcome.Refused refused) {
        var object = install.copy().object().id();
        boolean holds = holdings.of(object) != null;
        ground.say(owner, new Installed(install.operation(), object, Optional.empty(), Optional.of(refused), holds));
    }

    /** At the owner again. */
    void installed(CoreId from, Installed installed) {
        var owned = estates.at(installed.object());
        var underway = owned == null ? null : owned.settle(installed.operation(), from);
        if (owned == null || underway == null) {
            ground.late(from, installed);
            return;
        }
        var locks = revokes.waiting(owned);
        if (!installed.holds()) {
            owning.leave(owned, from);
        }
        ground.say(underway.asker(), new Copied(installed.operation(), from, installed.placed(), installed.refused()));
        revokes.settled(locks);
    }

    /** At the owner: cores have left the view, and what was under way to them is not answered. */
    void left(List<CoreId> lost) {
        for (var owned : List.copyOf(estates.objects())) {
            for (var each : List.copyOf(owned.underway)) {
                if (lost.contains(each.to())) {
                    owned.underway.remove(each);
                    if (each.children().isEmpty()) {
                        var stuck = Optional.of(Ground.stuck(each.to()));
                        ground.say(each.asker(), new Copied(each.operation(), each.to(), Optional.empty(), stuck));
                    }
                }
            }
            estates.finish(owned);
        }
    }
}
