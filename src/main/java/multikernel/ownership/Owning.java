package multikernel.ownership;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import multikernel.base.CoreId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.capability.ObjectId;
import multikernel.ownership.OwnershipMessage.Answer;
import multikernel.ownership.OwnershipMessage.Copied;
import multikernel.ownership.OwnershipMessage.Copying;
import multikernel.ownership.OwnershipMessage.Dropping;
import multikernel.ownership.OwnershipMessage.NotOwner;
import multikernel.ownership.OwnershipMessage.ToOwner;
import org.jspecify.annotations.Nullable;

/**
 * The owner's door: who asks for what, whether it has to wait, and in which order what waited comes in.
 *
 * <p>A revoke locks its object and everything made from it; a request waits in the queue of the highest lock above its
 * object, so a lock is taken ancestor before descendant and nothing waits upwards.
 */
final class Owning {

    /** What an owner does with a request that may go on. */
    interface Orders {

        void order(Owned owned, ToOwner request);
    }

    private record Former(CoreId owner, long ballot) {}

    private final Ground ground;
    private final Estates estates;
    private final Orders orders;
    private final Map<ObjectId, Former> formers = new LinkedHashMap<>();
    private int waiting;

    Owning(Ground ground, Estates estates, Orders orders) {
        this.ground = ground;
        this.estates = estates;
        this.orders = orders;
    }

    void requested(CoreId from, ToOwner request) {
        var owned = estates.at(request.claim().object());
        if (owned == null) {
            notHere(request);
        } else if (owned.realm.leaving != null) {
            wait(owned.realm.waiting, request);
        } else if (request.claim().ballot() < owned.realm.ballot) {
            ground.late(from, request);
            notOwner(request, ground.self, owned.realm.ballot);
        } else if (request instanceof Dropping dropping) {
            leave(owned, dropping.asker());
            answer(dropping, Optional.empty());
        } else {
            pass(owned, request);
        }
    }

    private void pass(Owned owned, ToOwner request) {
        if (!owned.sharers.contains(request.asker()) || request.claim().epoch() < owned.epoch) {
            answer(request, Optional.of(revoked(owned.object.id())));
            return;
        }
        owned.epoch = Math.max(owned.epoch, request.claim().epoch());
        var lock = lockAbove(owned);
        if (lock == null) {
            orders.order(owned, request);
        } else if (lock.stuck.isPresent()) {
            answer(request, lock.stuck.map(Ground::stuck));
        } else {
            wait(lock.waiting, request);
        }
    }

    /** The highest lock on the way from the object to the root of its estate. */
    @Nullable
    Lock lockAbove(Owned owned) {
        Lock highest = null;
        for (var each = owned; each != null; each = estates.parent(each)) {
            if (each.lock != null) {
                highest = each.lock;
            }
        }
        return highest;
    }

    /** The object has gone, or its estate is another core's now. */
    private void notHere(ToOwner request) {
        var former = formers.get(request.claim().estate());
        if (former != null && former.ballot() > request.claim().ballot()) {
            notOwner(request, former.owner(), former.ballot());
        } else if (request instanceof Dropping) {
            answer(request, Optional.empty());
        } else {
            answer(request, Optional.of(revoked(request.claim().object())));
        }
    }

    private static Outcome.Refused revoked(ObjectId object) {
        return Ground.refused(Refusal.BEING_REVOKED, object + " was revoked before the owner heard of this");
    }

    private void wait(Queue<ToOwner> queue, ToOwner request) {
        if (waiting >= ground.limits.waitingMax() && !(request instanceof Dropping)) {
            answer(request, Optional.of(Ground.refused(Refusal.BUSY, ground.self + " lets " + waiting + " wait")));
        } else {
            waiting++;
            queue.add(request);
        }
    }

    /** What waited comes in again, in its order. */
    void release(Queue<ToOwner> queue) {
        var all = new ArrayList<>(queue);
        queue.clear();
        waiting -= all.size();
        all.forEach(request -> requested(request.asker(), request));
    }

    /** Those who wait are told that it will not be soon. */
    void refuseAll(Queue<ToOwner> queue, Outcome.Refused refused) {
        var all = new ArrayList<>(queue);
        queue.clear();
        waiting -= all.size();
        all.forEach(request -> answer(request, Optional.of(refused)));
    }

    /** Nobody hears the answers to what these cores asked. */
    void forgetAskers(List<CoreId> lost) {
        for (var realm : estates.realms()) {
            forget(realm.waiting, lost);
        }
        for (var owned : estates.objects()) {
            if (owned.lock != null) {
                forget(owned.lock.waiting, lost);
            }
        }
    }

    private void forget(Queue<ToOwner> queue, List<CoreId> lost) {
        int before = queue.size();
        queue.removeIf(request -> lost.contains(request.asker()));
        waiting -= before - queue.size();
    }

    /** The core holds no copy any more, unless one is on its way to it: the answer to that says what it holds. */
    void leave(Owned owned, CoreId core) {
        for (var each : owned.underway) {
            if (each.to().equals(core) && each.children().isEmpty()) {
                return;
            }
        }
        owned.sharers.remove(core);
        estates.finish(owned);
    }

    void answer(ToOwner request, Optional<Outcome.Refused> refused) {
        if (request instanceof Copying copying) {
            ground.say(request.asker(), new Copied(copying.operation(), copying.to(), Optional.empty(), refused));
        } else {
            ground.say(request.asker(), new Answer(request.operation(), refused, true));
        }
    }

    private void notOwner(ToOwner request, CoreId owner, long ballot) {
        ground.say(
                request.asker(),
                new NotOwner(request.operation(), request.claim().estate(), owner, ballot));
    }

    /** Another core has the owner's role from now on. */
    void gaveAway(Realm realm, CoreId to, long ballot) {
        formers.put(realm.id, new Former(to, ballot));
        if (formers.size() > ground.limits.recentMax()) {
            var eldest = formers.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
        estates.forget(realm);
        release(realm.waiting);
    }

    void owns(ObjectId estate) {
        formers.remove(estate);
    }
}
