package multikernel.ownership;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.capability.Pool;
import multikernel.capability.Range;
import multikernel.ownership.OwnershipMessage.Dry;
import multikernel.ownership.OwnershipMessage.Steal;
import multikernel.ownership.OwnershipMessage.Stolen;
import multikernel.ownership.OwnershipMessage.Taken;
import org.jspecify.annotations.Nullable;

/**
 * The memory server of one core, which steals from its peers when it is dry: round robin from where it left off, one
 * theft at a time, asking for double and keeping the rest.
 *
 * <p>A range on its way counts as the giver's until the receiver says that it has taken it.
 */
final class Memory {

    /** A range that was given away and not taken yet. */
    record Gift(Start to, Range range) {}

    /** Whom an allocation is for, once there is memory. */
    interface Taker {

        void take(Range range);

        void refuse(String detail);
    }

    private record Wanted(long bytes, Taker taker) {}

    private final class Theft {

        final OperationId operation = ground.ownOperation();
        final CoreId from;
        final int left;

        Theft(CoreId from, int left) {
            this.from = from;
            this.left = left;
        }
    }

    private final Ground ground;
    private final Pool pool = new Pool();
    private final Map<OperationId, Gift> gifts = new LinkedHashMap<>();
    private final Queue<Wanted> wanted = new ArrayDeque<>();
    /** Whether this core has said what it has, so that it takes no gifts until all have. */
    private boolean isCounted;

    private int next;

    @Nullable
    private Theft theft;

    /** The first incarnation of a core begins with its share of the region, a later one with nothing. */
    Memory(Ground ground) {
        this.ground = ground;
        this.next = ground.self.index();
        if (ground.incarnation == 1) {
            var share = Share.of(ground.self, ground.cores, ground.regionBytes);
            pool.give(share.base(), share.bytes());
        }
    }

    Pool pool() {
        return pool;
    }

    Map<OperationId, Gift> gifts() {
        return gifts;
    }

    void reclaim(Range range) {
        pool.give(range.base(), range.bytes());
        serve();
    }

    /** Now if it can be, once something was stolen if not. */
    void allocate(long bytes, Taker taker) {
        if (bytes > ground.regionBytes) {
            taker.refuse(dry(bytes));
            return;
        }
        var range = wanted.isEmpty() ? pool.take(bytes) : Optional.<Range>empty();
        if (range.isPresent()) {
            taker.take(range.get());
        } else {
            wanted.add(new Wanted(bytes, taker));
            steal(ground.cores - 1);
        }
    }

    /** The first that waits, as long as there is enough. */
    private void serve() {
        while (!wanted.isEmpty()) {
            var first = wanted.element();
            var range = pool.take(first.bytes());
            if (range.isEmpty()) {
                return;
            }
            wanted.remove();
            first.taker().take(range.get());
        }
    }

    private void steal(int left) {
        if (theft != null || isCounted) {
            return;
        }
        for (int asked = left; asked > 0; asked--) {
            var peer = nextPeer();
            if (ground.isMember(peer)) {
                theft = new Theft(peer, asked - 1);
                long bytes = wanted.element().bytes();
                ground.say(peer, new Steal(theft.operation, bytes, 2 * bytes));
                return;
            }
        }
        var first = wanted.remove();
        first.taker().refuse(dry(first.bytes()));
        serve();
        stealMore();
    }

    private String dry(long bytes) {
        return bytes + " bytes, and " + pool.availableBytes() + " free on " + ground.self;
    }

    private void stealMore() {
        if (!wanted.isEmpty()) {
            steal(ground.cores - 1);
        }
    }

    private CoreId nextPeer() {
        next = (next + 1) % ground.cores;
        if (next == ground.self.index()) {
            next = (next + 1) % ground.cores;
        }
        return CoreId.of(next);
    }

    void asked(CoreId from, Steal steal) {
        var range = wanted.isEmpty() ? pool.take(steal.wanted()) : Optional.<Range>empty();
        if (range.isEmpty() && wanted.isEmpty()) {
            range = pool.take(steal.bytes());
        }
        if (range.isPresent()) {
            give(steal.operation(), from, range.get());
        } else {
            ground.say(from, new Dry(steal.operation()));
        }
    }

    /** Gives a range of this core's, which is in no pool any more, to another core. */
    void give(OperationId operation, CoreId to, Range range) {
        gifts.put(operation, new Gift(new Start(to, ground.incarnationOf(to)), range));
        ground.say(to, new Stolen(operation, range));
    }

    void got(CoreId from, Stolen stolen) {
        ground.say(from, new Taken(stolen.operation(), !isCounted));
        boolean isAsked = theft != null && theft.operation.equals(stolen.operation());
        if (isAsked) {
            theft = null;
        }
        if (!isCounted) {
            reclaim(stolen.range());
            stealMore();
        }
    }

    void dry(CoreId from, Dry dry) {
        if (theft == null || !theft.operation.equals(dry.operation())) {
            ground.late(from, dry);
            return;
        }
        goOn(theft);
    }

    private void goOn(Theft over) {
        theft = null;
        serve();
        if (!wanted.isEmpty()) {
            steal(over.left);
        }
    }

    void taken(CoreId from, Taken taken) {
        var gift = gifts.remove(taken.operation());
        if (gift == null) {
            ground.late(from, taken);
        } else if (!taken.isTaken()) {
            reclaim(gift.range());
        }
    }

    /** A census has been told what this core has. */
    void counted() {
        isCounted = true;
    }

    /** The census is over, or begins anew. */
    void countOver() {
        isCounted = false;
        stealMore();
    }

    /** What was asked of a core that left the view is not answered. */
    void left(List<CoreId> lost) {
        if (theft != null && lost.contains(theft.from)) {
            goOn(theft);
        }
    }

    /** What was given to cores that have left the view: they may have taken it. */
    long bytesToTheLost() {
        return gifts.values().stream()
                .filter(gift ->
                        !ground.view().admits(gift.to().core(), gift.to().incarnation()))
                .mapToLong(gift -> gift.range().bytes())
                .sum();
    }

    /** What was given to a core that has ended is no longer this core's to count. */
    void ended(Start start) {
        gifts.values().removeIf(gift -> gift.to().equals(start));
    }
}
